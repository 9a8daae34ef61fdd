import DutyBook
import DutyCalendar
import DutyDocuments

/// A unit's score in a period, down to what it rests on (M49–M53).
///
/// - Unit: points in thousandths; shares in millionths.
package struct ScoreView: Sendable {
  /// Something that a figure rests on.
  package struct Ground: Hashable, Sendable {
    package var text: String
    package var href: String
    package var note: String
    /// What it cost, where each costs its own.
    package var milliPoints: Int?
    /// By which measures of a part it cost something.
    package var measures: [ScoreMeasure] = []

    package init(_ text: String, href: String, note: String, milliPoints: Int? = nil) {
      self.text = text
      self.href = href
      self.note = note
      self.milliPoints = milliPoints
    }
  }

  /// Another score's result that a part takes in.
  package struct Result: Hashable, Sendable {
    package var period: String
    package var milli: Int?

    package init(period: String, milli: Int?) {
      self.period = period
      self.milli = milli
    }
  }

  package struct Part: Hashable, Sendable {
    package var name: String
    package var measures: [ScoreMeasure]
    /// For a part that takes other scores' results in.
    package var results: [Result]
    package var weightMilli: Int
    /// `nil` where nothing was owed.
    package var reachedMicro: Int?
    package var countedMicro: Int
    package var milliPoints: Int
    package var isFailed: Bool
    /// How many tasks it counted; ``grounds`` are those that cost something.
    package var counted: Int
    package var grounds: [Ground]
    /// By measure, so many out of so many.
    package var ratios: [Ratio] = []
    /// Whether the lowest of its measures counts, or the highest; `nil` where there is one.
    package var takesLowest: Bool?
    /// What is done with it because nothing was owed; `nil` for one that counts.
    package var empty: EmptyPolicy?

    package init(
      name: String, measures: [ScoreMeasure], results: [Result], weightMilli: Int,
      reachedMicro: Int?, countedMicro: Int, milliPoints: Int, isFailed: Bool, counted: Int, grounds: [Ground]
    ) {
      self.name = name
      self.measures = measures
      self.results = results
      self.weightMilli = weightMilli
      self.reachedMicro = reachedMicro
      self.countedMicro = countedMicro
      self.milliPoints = milliPoints
      self.isFailed = isFailed
      self.counted = counted
      self.grounds = grounds
    }
  }

  package struct Each: Hashable, Sendable {
    /// What is counted: `relapse`, or the word of an honour.
    package var word: String
    /// What people call it; of an event, its word in the reader's language.
    package var name: Phrase
    package var isBonus: Bool
    package var count: Int
    package var askedMilli: Int
    package var countedMilli: Int
    package var grounds: [Ground]

    package init(
      _ word: String, name: Phrase, isBonus: Bool, count: Int, askedMilli: Int, countedMilli: Int, grounds: [Ground]
    ) {
      self.word = word
      self.name = name
      self.isBonus = isBonus
      self.count = count
      self.askedMilli = askedMilli
      self.countedMilli = countedMilli
      self.grounds = grounds
    }
  }

  package var unit: String
  package var score: String
  package var period: String
  /// The league table that it stands in.
  package var league: String
  package var milli: Int?
  package var grade: Grade?
  package var isZeroed: Bool
  package var parts: [Part]
  package var each: [Each]

  package init(
    unit: String, score: String, period: String, league: String, milli: Int?, grade: Grade?, isZeroed: Bool, parts: [Part],
    each: [Each]
  ) {
    self.unit = unit
    self.score = score
    self.period = period
    self.league = league
    self.milli = milli
    self.grade = grade
    self.isZeroed = isZeroed
    self.parts = parts
    self.each = each
  }
}

/// At most so many grounds of one figure stand on its page.
package let mostGrounds = 60

package func scorePage(_ view: ScoreView, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(view.unit, over: view.score, lead: view.period, tab: .league)
  page.add(.links(PageLinks(say(.leagues), [PageLink(say(.scoreBack), view.league)])))
  page.add(
    .facts(
      PageFacts(
        nil,
        [
          PageFact(
            say(.score),
            PageCell(
              view.milli.map { scoreText($0) } ?? say(.scoreNone),
              badges: view.grade.map { [PageBadge(reader.words($0.term), $0 == .fail ? .bad : .good)] } ?? [])),
          PageFact(say(.scoreVeto), view.isZeroed ? say(.scoreZeroed) : ""),
        ])))
  if !view.parts.isEmpty { page.add(.table(partTable(view, reader))) }
  page.add(.table(eachTable(view, reader)))
  for (index, part) in view.parts.enumerated() where part.counted > 0 || !part.grounds.isEmpty {
    let heading = PageHeading(say(.scoreGrounds, part.name), id: "part-\(index + 1)")
    var table = groundTable(part.grounds, isSplit: part.measures.count > 1, heading, reader)
    table.note = (part.counted > 0 ? say(.scoreCounted, String(part.counted)) : "") + table.note
    table.empty = say(.scoreAllGood)
    page.add(.table(table))
  }
  for each in view.each where !each.grounds.isEmpty {
    page.add(
      .table(
        groundTable(
          each.grounds, PageHeading(say(.scoreGrounds, say(each.name)), id: "event-" + each.word), reader)))
  }
  return page
}

private func partTable(_ view: ScoreView, _ reader: PageReader) -> PageTable {
  let say = reader.say
  return PageTable(
    PageHeading(say(.scoreParts), id: "parts"), note: say(.scorePartsNote),
    columns: [
      .init(say(.scorePart)), .init(say(.scoreWeight), isNumber: true), .init(say(.scoreShare), isNumber: true),
      .init(say(.scorePoints), isNumber: true),
    ],
    rows: view.parts.map { part in
      let (share, note) = share(of: part, reader)
      // Without a score there are no others that weigh.
      let isFromOthers = part.empty == .leftOut && view.milli != nil
      return [
        PageCell(
          part.name, note: how(part, reader), badges: part.isFailed ? [PageBadge(say(.scorePartFailed), .bad)] : []),
        .number(scoreText(part.weightMilli)), .number(share, note: note),
        .number(scoreText(part.milliPoints), note: isFromOthers ? say(.scoreFromOthers) : ""),
      ]
    }, empty: "")
}

/// Which measures a part has, each with what it came to where there are several.
private func how(_ part: ScoreView.Part, _ reader: PageReader) -> String {
  let say = reader.say
  guard part.results.isEmpty else {
    return say.list(part.results.map { $0.period + " " + ($0.milli.map { scoreText($0) } ?? say(.scoreNone)) })
  }
  guard let takesLowest = part.takesLowest else { return say.list(part.measures.map { say($0.phrase) }) }
  let measures = part.measures.enumerated().map { index, measure in
    let ratio = part.ratios.indices.contains(index) && measure != .measured ? part.ratios[index] : nil
    return say(measure.phrase) + (ratio.map { $0.isEmpty ? "" : " \($0)" } ?? "")
  }
  return say(takesLowest ? .scoreLowest : .scoreHighest, say.list(measures))
}

/// The share that counts, with what was reached where that is another; or why there is none.
private func share(of part: ScoreView.Part, _ reader: PageReader) -> (text: String, note: String) {
  let say = reader.say
  switch part.empty {
  case .leftOut: return (say(.scoreLeftOut), say(.scoreNothingOwed))
  case .excluded: return (say(.scoreNone), say(.scoreNothingOwed))
  case .full: return (percent(part.countedMicro), say(.scoreNothingOwed))
  case nil:
    let other = part.reachedMicro.flatMap { $0 == part.countedMicro ? nil : say(.scoreReached, percent($0)) }
    return (percent(part.countedMicro), other ?? "")
  }
}

private func eachTable(_ view: ScoreView, _ reader: PageReader) -> PageTable {
  let say = reader.say
  return PageTable(
    PageHeading(say(.scoreEach), id: "each"),
    columns: [
      .init(say(.scoreEvent)), .init(say(.scoreCount), isNumber: true), .init(say(.scorePoints), isNumber: true),
    ],
    rows: view.each.filter { $0.count > 0 }.map { each in
      [
        PageCell(say(each.name)), .number(String(each.count)),
        .number(
          (each.isBonus ? "+" : "−") + scoreText(each.countedMilli),
          note: each.countedMilli < each.askedMilli ? say(.scoreCapped, scoreText(each.askedMilli)) : ""),
      ]
    }, empty: say(.scoreEachNone))
}

/// - Parameter isSplit: whether it is told by which of several measures each cost something.
private func groundTable(
  _ grounds: [ScoreView.Ground], isSplit: Bool = false, _ heading: PageHeading, _ reader: PageReader
) -> PageTable {
  let say = reader.say
  let hasPoints = grounds.contains { $0.milliPoints != nil }
  return PageTable(
    heading, note: grounds.count > mostGrounds ? say(.firstOf, String(mostGrounds)) : "",
    columns: [.init(say(.scoreGround))] + (isSplit ? [.init(say(.scoreMeasure))] : [])
      + (hasPoints ? [.init(say(.scorePoints), isNumber: true)] : []),
    rows: grounds.prefix(mostGrounds).map { ground in
      [PageCell(ground.text, href: ground.href, note: ground.note)]
        + (isSplit ? [PageCell(say.list(ground.measures.map { say($0.phrase) }))] : [])
        + (hasPoints ? [.number(ground.milliPoints.map { scoreText($0) } ?? "")] : [])
    }, empty: "")
}

/// Millionths as a percentage with two places at most.
private func percent(_ micro: Int) -> String {
  let hundredths = (micro + 50) / 100
  let (whole, rest) = hundredths.quotientAndRemainder(dividingBy: 100)
  if rest == 0 { return "\(whole)%" }
  return rest % 10 == 0 ? "\(whole).\(rest / 10)%" : "\(whole)." + (rest < 10 ? "0" : "") + "\(rest)%"
}

extension ScoreMeasure {
  var phrase: Phrase {
    switch self {
    case .onTime: .measureOnTime
    case .closed: .measureClosed
    case .accepted: .measureAccepted
    case .rectified: .measureRectified
    case .rectifiedOnTime: .measureRectifiedOnTime
    case .documents: .measureDocuments
    case .feedback: .measureFeedback
    case .measured: .measureMeasured
    }
  }
}

extension ScoreEvent {
  package var phrase: Phrase {
    switch self {
    case .relapse: .relapse
    case .returned: .eventReturned
    case .overdue: .eventOverdue
    case .veto: .eventVeto
    case .deduction: .eventDeduction
    case .finding: .eventFinding
    case .bulletin: .eventBulletin
    case .interview: .eventInterview
    case .exposure: .eventExposure
    case .unanswered: .eventUnanswered
    case .commendation: .eventCommendation
    }
  }
}
