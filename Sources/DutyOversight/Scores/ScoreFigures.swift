import DutyBook
import DutyCalendar

/// What was counted for one unit in one period: all that a score needs to know of the world.
///
/// - Shape: by part, one ratio a measure in the part's order, or one result a period; by event, how often, or how many
///   points. What is absent was not owed, or did not happen.
package struct ScoreFigures: Hashable, Sendable {
  package var ratios: [String: [Ratio]]
  package var results: [String: [PeriodResult]]
  package var counts: [String: Int]
  package var lines: [DeductionLine]
  /// What the figures rest on, by part or event.
  package var grounds: [String: [ScoreGround]]

  package init(
    ratios: [String: [Ratio]] = [:], results: [String: [PeriodResult]] = [:], counts: [String: Int] = [:],
    lines: [DeductionLine] = [], grounds: [String: [ScoreGround]] = [:]
  ) {
    self.ratios = ratios
    self.results = results
    self.counts = counts
    self.lines = lines
    self.grounds = grounds
  }
}

/// A task, a finding or a document that a figure rests on.
package struct ScoreGround: Hashable, Sendable {
  /// Its number or identifier.
  package var reference: String
  /// The day on which it counts; `nil` for a task, which says itself when it was due.
  package var date: CivilDate?
  /// Who answered for it; empty where that is the unit alone.
  package var person: String
  package var text: String
  /// By which of a part's measures it cost something; `nil` for what is not measured.
  package var measure: ScoreMeasure?

  package init(
    _ reference: String, on date: CivilDate? = nil, person: String = "", text: String = "", measure: ScoreMeasure? = nil
  ) {
    self.reference = reference
    self.date = date
    self.person = person
    self.text = text
    self.measure = measure
  }

  /// As explanations print it.
  package var line: String {
    [date?.description ?? "", reference, person, text].filter { !$0.isEmpty }.joined(separator: " ")
  }
}

/// What another score came to in a period.
package struct PeriodResult: Hashable, Sendable {
  package var period: String
  /// Thousandths of a point; `nil` where the unit had no score.
  package var milli: Int?

  package init(period: String, milli: Int?) {
    self.period = period
    self.milli = milli
  }
}

/// Points that a unit lost, with the person who answered for it on that day (谁丢分、谁担责, M02).
package struct DeductionLine: Hashable, Sendable {
  /// `deduction` or `finding`.
  package var event: ScoreEvent
  package var unit: String
  package var person: String
  /// Thousandths of a point, not negative.
  package var milliPoints: Int
  package var reason: String
  /// The finding, notice or task it rests on.
  package var reference: String

  package init(
    event: ScoreEvent = .deduction, unit: String, person: String, milliPoints: Int, reason: String, reference: String
  ) {
    self.event = event
    self.unit = unit
    self.person = person
    self.milliPoints = min(max(0, milliPoints), ScoreArithmetic.mostMilli)
    self.reason = reason
    self.reference = reference
  }
}

extension ScorePart {
  /// The part's ratios, out of tallies of the tasks it counts.
  ///
  /// - Parameter measured: for ``ScoreMeasure/measured``, the values that reports carried, in millionths.
  /// - Parameter feedback: notices that wanted an answer in the period: in time, out of all.
  package func ratios(_ tally: Tally, measured: [Int] = [], feedback: Ratio = .nothing) -> [Ratio] {
    measures.map { measure in
      switch measure {
      case .onTime: Ratio(tally.onTime, tally.due)
      case .closed: Ratio(tally.closed, tally.due)
      case .accepted: Ratio(max(0, tally.reports - tally.returned), tally.reports)
      case .rectified: Ratio(tally.rectified, tally.rectifications)
      case .rectifiedOnTime: Ratio(tally.rectifiedOnTime, tally.rectifications)
      case .documents: Ratio(tally.documentsAccepted, tally.documents)
      case .feedback: feedback
      case .measured: mean(of: measured)
      }
    }
  }

  /// The mean of values against the full one; a value above it counts as full.
  private func mean(of values: [Int]) -> Ratio {
    Ratio(values.reduce(0) { $0 + min(max(0, $1), fullMicro) }, values.count * fullMicro)
  }
}
