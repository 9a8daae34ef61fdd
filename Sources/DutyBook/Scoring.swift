import DutyCalendar

/// A score (考核评分), from `scoring/*.yaml`: how the units of one class are measured over one period.
///
/// - Shape: weighted ``parts``, less ``minus``, plus ``plus``; nothing but weighted sums, least, greatest and caps, so that a
///   better result never lowers a score and a worse one never raises it.
/// - Unit: weights and points in thousandths of a point; the weights sum to 100 points.
/// - Source: M19, M25, M46, M49–M53.
package struct Score: Named, Hashable, Sendable {
  package var id: String
  package var name: String
  package var was: String?
  /// What the class is called in commands and bulletins (`bureaus`); without a word of its own, the score's identifier.
  package var league: String
  package var of: UnitSelector
  package var every: ScorePeriod
  package var parts: [ScorePart]
  package var minus: [ScoreEach]
  package var plus: [ScoreEach]
  /// One failed veto item makes the whole score nothing (一票否决, M25).
  package var vetoZeroes: Bool
  package var marks: PassMarks?
  package var empty: EmptyPolicy
  package var ranks: RankTies
  /// A class with fewer scored units has scores and no ranks.
  package var smallestClass: Int
  package var tests: [ScoreTest]
  package var source: SourcePlace

  package init(
    id: String, name: String? = nil, was: String? = nil, league: String? = nil, of: UnitSelector,
    every: ScorePeriod, parts: [ScorePart], minus: [ScoreEach] = [], plus: [ScoreEach] = [], vetoZeroes: Bool = false,
    marks: PassMarks? = nil, empty: EmptyPolicy = .leftOut, ranks: RankTies = .competition, smallestClass: Int = 1,
    tests: [ScoreTest] = [], source: SourcePlace
  ) {
    self.id = id
    self.name = name ?? id
    self.was = was
    self.league = league ?? id
    self.of = of
    self.every = every
    self.parts = parts
    self.minus = minus
    self.plus = plus
    self.vetoZeroes = vetoZeroes
    self.marks = marks
    self.empty = empty
    self.ranks = ranks
    self.smallestClass = smallestClass
    self.tests = tests
    self.source = source
  }

  /// The most that ``plus`` can add, in thousandths of a point.
  package var bonusMilli: Int { plus.reduce(0) { $0 + ($1.capMilli ?? 0) } }
}

/// What a score may be counted over: whole months, so that periods nest.
package enum ScorePeriod: String, Hashable, Sendable, CaseIterable {
  case month
  case twoMonths = "2 months"
  case quarter
  case halfYear = "half-year"
  case year

  package var kind: PeriodKind {
    switch self {
    case .month: .month
    case .twoMonths: .twoMonths
    case .quarter: .quarter
    case .halfYear: .halfYear
    case .year: .year
    }
  }

  package var months: Int {
    switch self {
    case .month: 1
    case .twoMonths: 2
    case .quarter: 3
    case .halfYear: 6
    case .year: 12
    }
  }
}

/// One part of a score: a value between nothing and all, times its weight.
package struct ScorePart: Hashable, Sendable {
  package var id: String
  package var name: String
  /// Thousandths of a point, not negative.
  package var weightMilli: Int
  package var value: ScoreValue
  /// What a value is cut to, and lifted to, in millionths.
  package var capMicro: Int
  package var floorMicro: Int
  /// A value below this fails the unit, whatever the total (M19); in millionths.
  package var atLeastMicro: Int?
  /// `nil` where the score's own policy holds.
  package var empty: EmptyPolicy?
  /// Only tasks of these duties count; empty: all.
  package var duties: [Ref<Duty>]
  /// What units below it in the tree of units do counts too (属地管理): a subdistrict with its communities.
  package var takesBelow: Bool
  /// For ``ScoreMeasure/measured``: the measured value that is worth everything, in millionths.
  package var fullMicro: Int
  package var source: SourcePlace

  package init(
    id: String, name: String? = nil, weightMilli: Int, value: ScoreValue, capMicro: Int = 1_000_000,
    floorMicro: Int = 0, atLeastMicro: Int? = nil, empty: EmptyPolicy? = nil, duties: [Ref<Duty>] = [],
    takesBelow: Bool = false, fullMicro: Int = 100_000_000, source: SourcePlace
  ) {
    self.id = id
    self.name = name ?? id
    self.weightMilli = weightMilli
    self.value = value
    self.capMicro = capMicro
    self.floorMicro = floorMicro
    self.atLeastMicro = atLeastMicro
    self.empty = empty
    self.duties = duties
    self.takesBelow = takesBelow
    self.fullMicro = fullMicro
    self.source = source
  }

  /// What it measures, in order; none for a roll-up.
  package var measures: [ScoreMeasure] { value.measures }
}

/// Where a part's value comes from.
package enum ScoreValue: Hashable, Sendable {
  case measure(ScoreMeasure)
  /// The lowest, the highest of several.
  case least([ScoreMeasure])
  case greatest([ScoreMeasure])
  /// The results of shorter periods, or of earlier years (M49, M51).
  case rollUp(RollUp)

  package var measures: [ScoreMeasure] {
    switch self {
    case .measure(let measure): [measure]
    case .least(let measures), .greatest(let measures): measures
    case .rollUp: []
    }
  }
}

/// A share of what was owed that was done (M37): more done is more.
package enum ScoreMeasure: String, Hashable, Sendable, CaseIterable {
  /// Tasks due in the period that were reported in time and not returned since.
  case onTime = "on-time-rate"
  /// Tasks due in the period that are closed.
  case closed = "closure-rate"
  /// Reports that were not returned.
  case accepted = "acceptance-rate"
  /// Findings that were closed as fixed (整改率), and those fixed in time.
  case rectified = "rectification-rate"
  case rectifiedOnTime = "rectified-on-time-rate"
  /// Documents due that were accepted (M18).
  case documents = "documents-accepted-rate"
  /// Notices that asked for an answer and got it in time (M53).
  case feedback = "feedback-rate"
  /// The mean of the measured values that reports carried (M19, M20), against `full`.
  case measured = "measured-average"
}

/// Takes another score's results in.
package struct RollUp: Hashable, Sendable {
  package enum Combining: String, Hashable, Sendable, CaseIterable { case average, min, max, last }

  /// The other score, by identifier; it may be defined after this one.
  package var score: String
  package var combining: Combining
  /// 0 for the periods within this one, 1 for those of the year before (M49).
  package var yearsBack: Int

  package init(score: String, combining: Combining = .average, yearsBack: Int = 0) {
    self.score = score
    self.combining = combining
    self.yearsBack = yearsBack
  }
}

/// So many points for each of something.
package struct ScoreEach: Hashable, Sendable {
  /// A ``ScoreEvent`` by name, or for ``Score/plus`` the name of an honour (`brand-title`).
  package var event: String
  /// Thousandths of a point, not negative; 0 where the events bring their own points (`deduction`, `finding`).
  package var pointsMilli: Int
  /// The most it can cost or bring in one period; `nil` is no cap.
  package var capMilli: Int?
  package var source: SourcePlace

  package init(event: String, pointsMilli: Int, capMilli: Int?, source: SourcePlace) {
    self.event = event
    self.pointsMilli = pointsMilli
    self.capMilli = capMilli
    self.source = source
  }
}

/// What can be counted against a unit, or for it.
package enum ScoreEvent: String, Hashable, Sendable, CaseIterable {
  /// A standard failing again where it was fixed (M36).
  case relapse
  /// A report that came back.
  case returned
  /// A task due in the period that was not on time.
  case overdue
  case veto
  /// Points taken by a ladder, an order or the office, less those withdrawn on appeal (M46, M54).
  case deduction
  /// Points that findings cost, of whoever answered for the place on their date (谁丢分、谁担责, M02).
  case finding
  case bulletin
  case interview
  case exposure
  /// A notice whose answer did not come in time.
  case unanswered
  case commendation

  /// The one that counts for a unit.
  package var isGood: Bool { self == .commendation }

  /// Whether every occurrence says itself what it costs.
  package var bringsPoints: Bool { self == .deduction || self == .finding }
}

/// From how many points a unit passes, and from how many it is good (合格、优秀).
package struct PassMarks: Hashable, Sendable {
  package var passMilli: Int
  package var goodMilli: Int?

  package init(passMilli: Int, goodMilli: Int? = nil) {
    self.passMilli = passMilli
    self.goodMilli = goodMilli
  }
}

package enum Grade: String, Hashable, Sendable, CaseIterable, Comparable {
  case fail, pass, good

  package static func < (a: Grade, b: Grade) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }
}

/// What a part is worth to a unit that owed nothing in it.
package enum EmptyPolicy: String, Hashable, Sendable, CaseIterable {
  /// The other parts stand in for it: its weight is shared out among them.
  case leftOut = "left-out"
  case full
  /// The unit has no score in this period.
  case excluded
}

/// How equal scores are ranked.
package enum RankTies: String, Hashable, Sendable, CaseIterable {
  /// 1, 2, 2, 4.
  case competition
  /// 1, 2, 2, 3.
  case dense
}

/// So many out of so many; 0 out of 0 where nothing was owed.
package struct Ratio: Hashable, Sendable, CustomStringConvertible {
  package var numerator: Int
  package var denominator: Int

  package init(_ numerator: Int, _ denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }

  package static let nothing = Ratio(0, 0)
  package var isEmpty: Bool { denominator <= 0 }
  package var description: String { "\(numerator)/\(denominator)" }
}

/// An assertion about a score, written beside it.
package struct ScoreTest: Hashable, Sendable {
  /// What a part is given: one ratio a measure, or one score a period (`nil`: not scored).
  package enum PartValue: Hashable, Sendable {
    case ratios([Ratio])
    case scores([Int?])
  }

  package enum Expectation: Hashable, Sendable {
    /// The total in thousandths of a point; `nil` expects no score.
    case total(Int?)
    case grade(Grade)
    /// A part's points, in thousandths.
    case part(String, Int)
  }

  package var name: String
  package var parts: [String: PartValue]
  package var counts: [String: Int]
  /// What events that bring their own points cost, in thousandths.
  package var pointsMilli: [String: Int]
  package var expectations: [Expectation]
  package var why: String?
  package var source: SourcePlace

  package init(
    name: String, parts: [String: PartValue] = [:], counts: [String: Int] = [:], pointsMilli: [String: Int] = [:],
    expectations: [Expectation] = [], why: String? = nil, source: SourcePlace
  ) {
    self.name = name
    self.parts = parts
    self.counts = counts
    self.pointsMilli = pointsMilli
    self.expectations = expectations
    self.why = why
    self.source = source
  }
}

extension Book {
  /// The units that a score is about on a day, in register order.
  package func units(of selector: UnitSelector, on date: CivilDate) -> [Ref<Unit>] {
    let authorities = selector.withStandards.map { self.authorities(of: $0, on: date) }
    return units.refs.filter { ref in
      let unit = units[ref]
      return unit.span.contains(date)
        && (selector.ids.isEmpty || selector.ids.contains(ref))
        && (selector.tiers.isEmpty || selector.tiers.contains(unit.tier))
        && (selector.kinds.isEmpty || selector.kinds.contains(unit.kind))
        && selector.has.allSatisfy { relations[$0].hasRows(ref.raw) }
        && (authorities?.contains(ref) ?? true)
    }
  }

  private func authorities(of wanted: StandardSelector, on date: CivilDate) -> Set<Ref<Unit>> {
    guard let authority = relation(.sector, "authority") else { return [] }
    var sectors = Set<Int32>()
    for ref in standards.refs where wanted.matches(ref, standards[ref]) { sectors.insert(standards[ref].sector.raw) }
    let rows = relations[authority].rows.filter { sectors.contains($0.key) && $0.span.contains(date) }
    return Set(rows.compactMap { $0.unit ?? $0.person.map { people[$0].unit } })
  }
}
