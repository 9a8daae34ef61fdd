import DutyBook

extension Score {
  /// Counts a unit's score.
  ///
  /// - Law: more done never lowers it, more that counts against a unit never raises it, whatever else is the case: every
  ///   step is a sum with weights that are not negative, a least, a greatest, or a cut to bounds.
  /// - Source: M25 (veto), M46 (deductions), M49 (weights), M52 (capped bonus).
  package func sheet(unit: String, period: String, _ figures: ScoreFigures) -> ScoreSheet {
    var parts = self.parts.map { measure($0, figures) }
    let unscored = standInForEmpty(&parts)
    let minus = self.minus.map { counted($0, figures) }
    let plus = self.plus.map { counted($0, figures) }
    let vetoes = max(0, figures.counts[ScoreEvent.veto.rawValue] ?? 0)
    let failed = zip(self.parts, parts).filter { part, sheet in
      guard let mark = part.atLeastMicro, let reached = sheet.reachedMicro else { return false }
      return reached < mark
    }.map(\.0.id)
    var sheet = ScoreSheet(
      score: id, unit: unit, period: period, parts: parts, minus: minus, plus: plus, vetoes: vetoes,
      isZeroed: vetoZeroes && vetoes > 0, milli: nil, unscored: unscored, grade: nil, failedParts: failed)
    guard unscored == nil else { return sheet }
    let total = sheet.isZeroed ? 0 : total(parts, minus: minus, plus: plus)
    sheet.milli = total
    sheet.grade = grade(total, hasFailedPart: !failed.isEmpty)
    return sheet
  }

  private func total(_ parts: [PartSheet], minus: [EachSheet], plus: [EachSheet]) -> Int {
    let earned = parts.reduce(0) { $0 + $1.nanoPoints }
    let added = plus.reduce(0) { $0 + $1.countedMilli }
    let taken = minus.reduce(0) { $0 + $1.countedMilli }
    return ScoreArithmetic.total(
      nano: earned + (added - taken) * ScoreArithmetic.nanoPerMilli, atMostMilli: 100_000 + bonusMilli)
  }

  private func grade(_ total: Int, hasFailedPart: Bool) -> Grade? {
    if hasFailedPart { return .fail }
    guard let marks else { return nil }
    if total < marks.passMilli { return .fail }
    return marks.goodMilli.map { total >= $0 } ?? false ? .good : .pass
  }

  // MARK: Parts

  private func measure(_ part: ScorePart, _ figures: ScoreFigures) -> PartSheet {
    var sheet = PartSheet(
      part: part.id, name: part.name, weightMilli: part.weightMilli, value: part.value, ratios: [], results: [],
      reachedMicro: nil, countedMicro: 0, nanoPoints: 0, grounds: figures.grounds[part.id] ?? [])
    if case .rollUp(let rollUp) = part.value {
      sheet.results = figures.results[part.id] ?? []
      sheet.reachedMicro = rollUp.share(of: sheet.results)
    } else {
      sheet.ratios = figures.ratios[part.id] ?? part.measures.map { _ in .nothing }
      let shares = sheet.ratios.compactMap { ScoreArithmetic.share($0) }
      if case .greatest = part.value { sheet.reachedMicro = shares.max() } else { sheet.reachedMicro = shares.min() }
    }
    if sheet.reachedMicro == nil { sheet.empty = part.empty ?? empty }
    if sheet.empty == .full { sheet.countedMicro = part.capMicro }
    if let reached = sheet.reachedMicro { sheet.countedMicro = max(part.floorMicro, min(part.capMicro, reached)) }
    sheet.nanoPoints = part.weightMilli * sheet.countedMicro
    return sheet
  }

  /// Gives parts that are left out what the others reached, between their own floor and cap: with neither, that is the
  /// others' weights scaled to 100. Says why there is no score, where there is none.
  ///
  /// A plain division by the weights that remain would let an empty part raise the total above what perfect work earns
  /// where a part has a cap, and so punish the first task done well.
  private func standInForEmpty(_ parts: inout [PartSheet]) -> String? {
    var reached = 0
    var reachable = 0
    var emptyParts: [Int] = []
    for (index, part) in self.parts.enumerated() {
      switch parts[index].empty {
      case .excluded: return "nothing was owed in `\(part.id)`, which excludes the unit"
      case .full, nil: break
      case .leftOut:
        emptyParts.append(index)
        continue
      }
      reached += parts[index].nanoPoints - part.weightMilli * part.floorMicro
      reachable += part.weightMilli * (part.capMicro - part.floorMicro)
    }
    guard emptyParts.count < parts.count else { return "nothing was owed in any part" }
    for index in emptyParts {
      let part = self.parts[index]
      let room = part.weightMilli * (part.capMicro - part.floorMicro)
      let share = reachable == 0 ? room : ScoreArithmetic.scaled(room, reached, reachable)
      parts[index].nanoPoints = part.weightMilli * part.floorMicro + share
      parts[index].countedMicro = part.weightMilli == 0 ? 0 : parts[index].nanoPoints / part.weightMilli
    }
    return nil
  }

  // MARK: Events

  private func counted(_ each: ScoreEach, _ figures: ScoreFigures) -> EachSheet {
    let bringsPoints = ScoreEvent(rawValue: each.event)?.bringsPoints ?? false
    let lines = bringsPoints ? figures.lines.filter { $0.event.rawValue == each.event } : []
    let count = bringsPoints ? lines.count : max(0, figures.counts[each.event] ?? 0)
    let asked =
      bringsPoints
      ? lines.reduce(0) { min(ScoreArithmetic.mostMilli, $0 + $1.milliPoints) }
      : min(ScoreArithmetic.mostMilli, min(count, ScoreArithmetic.mostMilli) * each.pointsMilli)
    return EachSheet(
      event: each.event, count: count, pointsMilli: each.pointsMilli, capMilli: each.capMilli, askedMilli: asked,
      countedMilli: each.capMilli.map { min($0, asked) } ?? asked, lines: lines,
      grounds: figures.grounds[each.event] ?? [])
  }
}

extension RollUp {
  /// The results of several periods as one share in millionths: 100 points are everything, a bonus above them is cut.
  func share(of results: [PeriodResult]) -> Int? {
    let scored = results.compactMap(\.milli).map { min(max(0, $0), 100_000) }
    guard !scored.isEmpty else { return nil }
    let ratio =
      switch combining {
      case .average: Ratio(scored.reduce(0, +), scored.count * 100_000)
      case .min: Ratio(scored.min() ?? 0, 100_000)
      case .max: Ratio(scored.max() ?? 0, 100_000)
      case .last: Ratio(scored.last ?? 0, 100_000)
      }
    return ScoreArithmetic.share(ratio)
  }
}
