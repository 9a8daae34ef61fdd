import DutyCalendar

/// One rung (级): when it is due, what it does, to whom.
package struct Rung: Hashable, Sendable {
  /// What later rungs call it; without one they use its action's word.
  package var name: String?
  package var trigger: RungTrigger
  package var action: RungAction
  package var to: [RoleExpression]
  /// Who carries it out or signs it (约谈人): shown on the document.
  package var by: RoleExpression?
  /// Who has to approve it before it goes out.
  package var approve: RoleExpression?
  /// By when an answer is wanted, counted from the issue.
  package var answer: Limit?
  /// Whether the history of the case goes with it (案卷).
  package var hasDossier: Bool
  package var flag: RungFlag?
  package var deduction: RungDeduction?
  /// The series in which its documents are numbered; empty: its action's word.
  package var series: String
  package var template: String?
  /// What it demands, in a sentence for the document.
  package var demand: String
  package var basis: String?
  package var source: SourcePlace

  package init(
    name: String? = nil, trigger: RungTrigger, action: RungAction, to: [RoleExpression], by: RoleExpression? = nil,
    approve: RoleExpression? = nil, answer: Limit? = nil, hasDossier: Bool = false, flag: RungFlag? = nil,
    deduction: RungDeduction? = nil, series: String = "", template: String? = nil, demand: String = "",
    basis: String? = nil, source: SourcePlace
  ) {
    self.name = name
    self.trigger = trigger
    self.action = action
    self.to = to
    self.by = by
    self.approve = approve
    self.answer = answer
    self.hasDossier = hasDossier
    self.flag = flag
    self.deduction = deduction
    self.series = series
    self.template = template
    self.demand = demand
    self.basis = basis
    self.source = source
  }

  /// How long after the deadline it is due; `nil` is at once, and for triggers that count something else.
  package var after: Limit? {
    if case .overdue(let limit) = trigger { limit } else { nil }
  }

  /// Whether it puts out a numbered document; a bare notice or reminder only stands in the recipients' queues.
  package var isDocument: Bool {
    switch action {
    case .reminder: !series.isEmpty
    case .notice: !series.isEmpty || answer != nil || approve != nil || hasDossier || template != nil
    case .deduct, .suspend, .revoke: !to.isEmpty
    case .bulletin, .interview, .referral, .order, .exposure, .commendation: true
    }
  }

  /// The series in which its documents are numbered.
  package var seriesName: String { series.isEmpty ? action.rawValue : series }
}

/// What a rung does.
package enum RungAction: String, Hashable, Sendable, CaseIterable {
  /// 提醒: the case stands in the recipients' queues too.
  case reminder
  /// 整改通知; a bare one, without series, answer or approval, is a reminder.
  case notice
  /// 督办令 (三令制, M54): costs and demands.
  case order
  /// 考核扣分 (M46).
  case deduct
  /// 通报批评, 点名通报 (M41, M45).
  case bulletin
  /// 约谈 (M41).
  case interview
  /// 停发、取消评优评先资格: a flag with a term (M42, M48).
  case suspend
  /// 撤销称号: a flag without an end (M42).
  case revoke
  /// 曝光, always with an approval of its own (M44).
  case exposure
  /// 移交纪委监委 (M43): ends the climb.
  case referral
  /// 表扬通报 (M47).
  case commendation

  /// The order in which documents that are put together take their kind: the gravest gives it.
  package var gravity: Int { RungAction.allCases.firstIndex(of: self) ?? 0 }
}

/// When a rung is due.
package enum RungTrigger: Hashable, Sendable {
  /// So long ahead of the deadline.
  case before(Limit)
  /// So long after the deadline; `nil` is as soon as it has passed.
  case overdue(Limit?)
  /// So long after the dispatch, and nobody has taken note.
  case unacknowledged(Limit)
  /// So long after that rung's document went out, and it is not answered; the rung's number, from 1.
  case unanswered(rung: Int, Limit)
  /// As many rectifications have failed: returned by the verifier, or not reported by the limit of a notice.
  case failedNotices(Int)
  /// As many veto items have failed (M25).
  case vetoes(Int)
  /// As often the same standard failed again at the same place (M36).
  case relapses(Int)
  /// Among the last `places` of the ranking, so many periods running.
  case bottom(places: Int, running: Int)
  /// Among the first.
  case top(places: Int, running: Int)

  /// Whether it is due at an instant that follows from the deadline alone.
  package var followsDeadline: Bool {
    switch self {
    case .before, .overdue: true
    default: false
    }
  }

  /// Whether it counts events, so that it is due the moment one of them happens.
  package var isCount: Bool {
    switch self {
    case .failedNotices, .vetoes, .relapses: true
    default: false
    }
  }

  /// Whether it reads a ranking.
  package var isRanking: Bool {
    switch self {
    case .bottom, .top: true
    default: false
    }
  }
}

extension Ladder {
  /// A rung's trigger as a rule file writes it: `overdue 2 workdays`, `interview unanswered 3 workdays`.
  package func text(ofTrigger number: Int) -> String {
    switch rungs[number - 1].trigger {
    case .before(let limit): "before \(limit)"
    case .overdue(let limit): "overdue \(limit.map(\.description) ?? "0")"
    case .unacknowledged(let limit): "unacknowledged \(limit)"
    case .unanswered(let below, let limit): "\(word(ofRung: below)) unanswered \(limit)"
    case .failedNotices(let count): "failed-notices \(count)"
    case .vetoes(let count): "vetoes \(count)"
    case .relapses(let count): "relapses \(count)"
    case .bottom(let places, let running): "bottom \(places) \(running) times running"
    case .top(let places, let running): "top \(places) \(running) times running"
    }
  }

  /// What a rung is called: its name, else its action's word.
  package func word(ofRung number: Int) -> String {
    guard rungs.indices.contains(number - 1) else { return String(number) }
    return rungs[number - 1].name ?? rungs[number - 1].action.rawValue
  }
}

/// A flag on a unit: what it is barred from, or has lost (M42, M48).
package struct RungFlag: Hashable, Sendable {
  package var name: String
  /// `nil`: until it is lifted.
  package var term: FlagTerm?

  package init(name: String, term: FlagTerm? = nil) {
    self.name = name
    self.term = term
  }
}

/// How long a flag stands: `6 months`, `1 year`, `90 days`.
package struct FlagTerm: Hashable, Sendable, CustomStringConvertible {
  package enum Unit: String, Hashable, Sendable, CaseIterable { case day, month, year }

  package var count: Int
  package var unit: Unit

  package init(count: Int, unit: Unit) {
    self.count = count
    self.unit = unit
  }

  package init?(parsing text: String) {
    let words = text.split(separator: " ")
    guard words.count == 2, let count = Int(words[0]), (1...1000).contains(count) else { return nil }
    let word = words[1].hasSuffix("s") ? words[1].dropLast() : words[1]
    guard let unit = Unit(rawValue: String(word)) else { return nil }
    self.init(count: count, unit: unit)
  }

  package var description: String { "\(count) \(unit.rawValue)\(count == 1 ? "" : "s")" }

  /// The last day of a term that begins on a day: six months from 31 August end on 27 February, the day before the
  /// last day of February, to which the 31st falls back.
  package func last(from date: CivilDate) -> CivilDate {
    switch unit {
    case .day: date.adding(days: count - 1)
    case .month: CivilMonth(date).adding(months: count).day(date.day).adding(days: -1)
    case .year: CivilMonth(date).adding(months: 12 * count).day(date.day).adding(days: -1)
    }
  }
}

/// What a rung costs (M46): points off the unit's score, in thousandths.
package struct RungDeduction: Hashable, Sendable {
  package var milliPoints: Int
  /// The most that this ladder takes from one unit in a calendar year; `nil` without a cap.
  package var capMilliPoints: Int?

  package init(milliPoints: Int, capMilliPoints: Int? = nil) {
    self.milliPoints = milliPoints
    self.capMilliPoints = capMilliPoints
  }
}
