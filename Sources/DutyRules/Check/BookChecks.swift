import DutyBook

/// Checks that need the whole book.
extension Loading {
  func checkBook() {
    checkTags()
    checkLimitNames()
    checkFormerNames()
    checkGivenNames()
    var census = PlaceCensus(self)
    checkSelectors(&census)
    checkReach(&census)
    checkShadows()
  }

  /// Limits named after something that is neither a zone nor a campaign's limit.
  private func checkLimitNames() {
    let names =
      places.zoneNames + ["general", "inspection"] + campaigns.rows.flatMap { $0.overlays.compactMap(\.findingLimit) }
    for use in limitUses where !names.contains(use.string) { unknown(use, "zone or campaign limit", in: names) }
  }

  /// `was:` carries an identity over: the former name must be free, and no two rows may come from one.
  private func checkFormerNames() {
    check(units, "unit")
    check(people, "person")
    check(sectors, "sector")
    check(standards, "standard")
    check(rules, "rule")
    check(campaigns, "campaign")
    check(ladders, "ladder")
    check(scores, "score")
    check(duties, "duty")
    var seen: [String: SourcePlace] = [:]
    for (ref, was) in places.formerIDs.sorted(by: { $0.key < $1.key }) {
      checkFormer(was, "place", places.source(ref), places.ref(was).map { places.source($0) }, &seen)
    }
  }

  private func check<Row: Named & Sendable>(_ table: Table<Row>, _ what: String) {
    var seen: [String: SourcePlace] = [:]
    for row in table.rows {
      // A plan's duty row repeats the campaign's own.
      guard let was = row.was, !(what == "duty" && campaigns[row.id] != nil) else { continue }
      checkFormer(was, what, row.source, table[was]?.source, &seen)
    }
  }

  private func checkFormer(
    _ was: String, _ what: String, _ place: SourcePlace, _ existing: SourcePlace?, _ seen: inout [String: SourcePlace]
  ) {
    if let existing {
      sink.report(
        .wasStillExists, place, "`was: \(was)` names a \(what) that still exists",
        help: "remove the old row or the `was`",
        related: [.init(existing, "`\(was)` stands here")])
    } else if let earlier = seen.updateValue(place, forKey: was) {
      sink.report(
        .wasStillExists, place, "two \(what)s were `\(was)`", help: "only one may carry its identity over",
        related: [.init(earlier, "the other one")])
    }
  }

  private func checkSelectors(_ census: inout PlaceCensus) {
    for use in selectorUses {
      let isEmpty =
        switch use.subjects {
        case .places(let selector): !census.hasPlace([selector])
        case .units(let selector): !census.hasUnit([selector])
        }
      if isEmpty {
        sink.report(
          .matchesNothing, use.place, "\(use.owner): the selector matches nothing in the registers",
          help: "correct it, or remove what it belongs to")
      }
    }
  }

  /// Rules about duties whose subjects they exclude.
  private func checkReach(_ census: inout PlaceCensus) {
    for rule in rules.rows {
      guard let refs = rule.selector.duties, !refs.isEmpty else { continue }
      guard rule.selector.place != nil || rule.selector.unit != nil else { continue }
      var canMatch = false
      for ref in refs where census.canMeet(duties[ref].of, rule.selector) {
        canMatch = true
        break
      }
      guard !canMatch else { continue }
      sink.report(
        .neverMatches, rule.source, "rule `\(rule.id)` can never match: none of its duties is owed for such a subject",
        help: "correct `place` or `unit`, or the duties",
        related: refs.prefix(5).map { .init(duties[$0].source, "duty `\(duties[$0].id)`") })
    }
  }
}
