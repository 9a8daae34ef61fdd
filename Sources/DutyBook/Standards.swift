import DutyCalendar

/// A standard (测评指标): one line of the evaluation system.
///
/// - Source: M16, M18, M20, M23, M25; design §2.
package struct Standard: Named, Hashable, Sendable {
  package var id: String
  package var name: String
  package var sector: Ref<Sector>
  /// Points in thousandths.
  package var milliPoints: Int
  package var isVeto: Bool
  /// `evidence-file` and whatever else selectors may ask for.
  package var tags: Set<String>
  /// The values a report carries; all of them decide (M19, M20).
  package var measures: [Measure]
  /// What a report must show: `photo`, `note`, `check-in`, `document`….
  package var evidence: [String]
  package var isOnFinding: Bool
  /// The subjects it applies to; `nil` is every place.
  package var appliesTo: SubjectSelector?
  package var limits: [StandardLimit]
  /// How citizens are offered it, in their words; `nil` where it is not offered. No two have the same.
  package var reportAs: String?
  package var was: String?
  package var source: SourcePlace

  package init(
    id: String, name: String, sector: Ref<Sector>, milliPoints: Int = 0, isVeto: Bool = false,
    tags: Set<String> = [], measures: [Measure] = [], evidence: [String] = [], isOnFinding: Bool = false,
    appliesTo: SubjectSelector? = nil, limits: [StandardLimit] = [], reportAs: String? = nil, was: String? = nil,
    source: SourcePlace
  ) {
    self.id = id
    self.name = name
    self.sector = sector
    self.milliPoints = milliPoints
    self.isVeto = isVeto
    self.tags = tags
    self.measures = measures
    self.evidence = evidence
    self.isOnFinding = isOnFinding
    self.appliesTo = appliesTo
    self.limits = limits
    self.reportAs = reportAs
    self.was = was
    self.source = source
  }
}

extension Table where Row == Standard {
  /// What citizens choose from, in the order of the book: where any standard says how citizens call it, those alone;
  /// `nil` where none does.
  package var offered: [Standard]? {
    let named = rows.filter { $0.reportAs != nil }
    return named.isEmpty ? nil : named
  }
}

extension Standard {
  /// Whether a place may have it: of one for units alone nobody reports where it is.
  package var isForPlaces: Bool {
    if case .units = appliesTo { false } else { true }
  }

  /// The first measure, of a standard that has one.
  package var measure: Measure? { measures.first }
}

/// A measure (M20): the value a report carries decides pass or fail, and where a second mark is set, pass or good (M19).
package struct Measure: Hashable, Sendable {
  /// What is measured: `ratio`, `count`, `points`….
  package var value: String
  /// Bounds in millionths of the unit, so that equal texts are equal values.
  package var atLeastMicro: Int?
  package var atMostMicro: Int?
  /// From where on it is not only passed but good: at or above with ``atLeastMicro``, at or below with ``atMostMicro`` alone.
  package var goodMicro: Int?

  package init(value: String, atLeastMicro: Int? = nil, atMostMicro: Int? = nil, goodMicro: Int? = nil) {
    self.value = value
    self.atLeastMicro = atLeastMicro
    self.atMostMicro = atMostMicro
    self.goodMicro = goodMicro
  }

  /// Whether it is a share of a whole, which lies between nothing and all of it.
  package var isShare: Bool { value == "ratio" }

  /// Whether a value, in millionths, can be one of this measure at all.
  package func canBe(_ micro: Int) -> Bool { !isShare || (0...1_000_000).contains(micro) }

  package enum Grade: String, Hashable, Sendable { case failed, passed, good }

  /// What a value, in millionths, comes to. Met means at the bound or better.
  package func grade(_ micro: Int) -> Grade {
    if let least = atLeastMicro, micro < least { return .failed }
    if let most = atMostMicro, micro > most { return .failed }
    guard let goodMicro else { return .passed }
    return (atLeastMicro == nil && atMostMicro != nil ? micro <= goodMicro : micro >= goodMicro) ? .good : .passed
  }
}

/// A rectification limit of a standard (整改时限), for one zone or campaign, or for all (`name` is `nil`).
package struct StandardLimit: Hashable, Sendable {
  /// A zone (`key`, `general`) or a campaign's limit name (`inspection`); `nil` applies where none is named.
  package var name: String?
  /// One stage, or several in order (stop, fine, demolish).
  package var stages: [LimitStage]

  package init(name: String?, stages: [LimitStage]) {
    self.name = name
    self.stages = stages
  }
}

/// One stage of a limit; a plain limit has one stage without a name.
package struct LimitStage: Hashable, Sendable {
  package var name: String?
  package var limit: Limit

  package init(name: String? = nil, limit: Limit) {
    self.name = name
    self.limit = limit
  }
}

extension Standard {
  /// The limit for a place in `zone`, of its own: what campaigns say comes before it.
  ///
  /// The most specific wins: the zone's, then `general`, then the unnamed one.
  package func limit(zone: String?) -> StandardLimit? {
    for name in [zone, "general"] {
      if let name, let match = limits.first(where: { $0.name == name }) { return match }
    }
    return limits.first { $0.name == nil }
  }
}
