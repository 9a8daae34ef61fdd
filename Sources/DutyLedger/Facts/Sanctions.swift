import DutyCalendar

/// A rung of a ladder that climbs per unit fired; once per ladder, rung, unit and occasion.
package struct UnitRung: FactRecord {
  package static var kind: EventKind { .unitRung }
  package var ladder: String
  /// From 1.
  package var rung: Int
  package var unit: String
  /// The period of the ranking, the task or finding that was the last straw.
  package var occasion: String
  package var nominal: Instant
  package var recipients: [String]
  package var reason: String
  /// What it counted: tasks, findings, notices, periods.
  package var counted: [String]

  package init(
    ladder: String, rung: Int, unit: String, occasion: String, nominal: Instant, recipients: [String], reason: String,
    counted: [String]
  ) {
    self.ladder = ladder
    self.rung = rung
    self.unit = unit
    self.occasion = occasion
    self.nominal = nominal
    self.recipients = recipients
    self.reason = reason
    self.counted = counted
  }

  package var id: String { "\(ladder)/\(rung)/\(unit)/\(occasion)" }
  package var topics: [String] { [Topic.unit(unit), "ladder:\(ladder)/\(unit)"] }

  package func write(_ fields: inout FactWriter) {
    fields.text("ladder", ladder)
    fields.integer("rung", rung)
    fields.text("unit", unit)
    fields.text("occasion", occasion)
    fields.instant("nominal", nominal)
    fields.texts("recipients", recipients)
    fields.text("reason", reason)
    fields.texts("counted", counted)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    ladder = try fields.text("ladder")
    rung = try fields.integer("rung")
    unit = try fields.text("unit")
    occasion = try fields.text("occasion", or: "")
    nominal = try fields.instant("nominal")
    recipients = try fields.texts("recipients", or: [])
    reason = try fields.text("reason", or: "")
    counted = try fields.texts("counted", or: [])
  }
}

/// Something a unit may or may not for a time: an award suspended (M42), eligibility lost (M48), exposed (M44).
package struct EligibilityFlag: FactRecord {
  package static var kind: EventKind { .flag }
  /// The flag of what was made public, which no rung has to name (曝光名单).
  package static let exposed = "exposed"
  package var unit: String
  package var flag: String
  package var from: CivilDate
  /// The last day; `nil` until it is lifted.
  package var until: CivilDate?
  package var notice: String
  package var reason: String

  package init(unit: String, flag: String, from: CivilDate, until: CivilDate?, notice: String, reason: String) {
    self.unit = unit
    self.flag = flag
    self.from = from
    self.until = until
    self.notice = notice
    self.reason = reason
  }

  package var id: String { "\(flag)/\(unit)/\(from)" }
  package var topics: [String] { [Topic.unit(unit), "flag:" + flag] + (notice.isEmpty ? [] : [Topic.notice(notice)]) }

  package func write(_ fields: inout FactWriter) {
    fields.text("unit", unit)
    fields.text("flag", flag)
    fields.date("from", from)
    fields.date("until", until)
    fields.text("notice", notice)
    fields.text("reason", reason)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    unit = try fields.text("unit")
    flag = try fields.text("flag")
    from = try fields.date("from")
    until = try fields.optionalDate("until")
    notice = try fields.text("notice", or: "")
    reason = try fields.text("reason", or: "")
  }
}

/// A flag ended before its term, by a decision or an appeal.
package struct FlagLifted: FactRecord {
  package static var kind: EventKind { .flagLifted }
  package var flag: String
  package var date: CivilDate
  package var by: String
  package var reason: String

  package init(flag: String, date: CivilDate, by: String, reason: String) {
    self.flag = flag
    self.date = date
    self.by = by
    self.reason = reason
  }

  package var id: String { flag }
  package var topics: [String] { ["lifted:" + flag] }

  package func write(_ fields: inout FactWriter) {
    fields.text("flag", flag)
    fields.date("date", date)
    fields.text("by", by)
    fields.text("reason", reason)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    flag = try fields.text("flag")
    date = try fields.date("date")
    by = try fields.text("by", or: "")
    reason = try fields.text("reason", or: "")
  }
}

/// Points taken from a unit (考核扣分, M46), traced to the holder on the day (M02).
package struct Deduction: FactRecord {
  package static var kind: EventKind { .deduction }
  /// What it is for, once: a notice's, a finding's or a task's identifier with the ladder's rung.
  package var id: String
  package var unit: String
  package var person: String
  package var date: CivilDate
  /// After the cap; ``askedMilliPoints`` before it.
  package var milliPoints: Int
  package var askedMilliPoints: Int
  package var reason: String
  /// The notice, finding or task that it rests on.
  package var reference: String

  package init(
    id: String, unit: String, person: String, date: CivilDate, milliPoints: Int, askedMilliPoints: Int, reason: String,
    reference: String
  ) {
    self.id = id
    self.unit = unit
    self.person = person
    self.date = date
    self.milliPoints = milliPoints
    self.askedMilliPoints = askedMilliPoints
    self.reason = reason
    self.reference = reference
  }

  package var topics: [String] { [Topic.unit(unit), Topic.person(person), "reference:" + reference] }

  package func write(_ fields: inout FactWriter) {
    fields.text("id", id)
    fields.text("unit", unit)
    fields.text("person", person)
    fields.date("date", date)
    fields.integer("points", milliPoints)
    fields.integer("asked", askedMilliPoints)
    fields.text("reason", reason)
    fields.text("reference", reference)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    id = try fields.text("id")
    unit = try fields.text("unit")
    person = try fields.text("person", or: "")
    date = try fields.date("date")
    milliPoints = try fields.integer("points", or: 0)
    askedMilliPoints = try fields.integer("asked", or: 0)
    reason = try fields.text("reason", or: "")
    reference = try fields.text("reference", or: "")
  }
}

/// Points added to a unit (单项品牌加分, M52), named by what earned them.
package struct Bonus: FactRecord {
  package static var kind: EventKind { .bonus }
  package var unit: String
  /// The `plus` line of a score: `brand-title`.
  package var earned: String
  package var date: CivilDate
  package var n: Int
  package var by: String
  package var reason: String

  package init(unit: String, earned: String, date: CivilDate, n: Int, by: String, reason: String) {
    self.unit = unit
    self.earned = earned
    self.date = date
    self.n = n
    self.by = by
    self.reason = reason
  }

  package var id: String { "\(unit)/\(earned)/\(date)/\(n)" }
  package var topics: [String] { [Topic.unit(unit)] }

  package func write(_ fields: inout FactWriter) {
    fields.text("unit", unit)
    fields.text("earned", earned)
    fields.date("date", date)
    fields.integer("n", n)
    fields.text("by", by)
    fields.text("reason", reason)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    unit = try fields.text("unit")
    earned = try fields.text("earned")
    date = try fields.date("date")
    n = try fields.integer("n", or: 0)
    by = try fields.text("by", or: "")
    reason = try fields.text("reason", or: "")
  }
}

/// An appeal (申诉) against a finding, a deduction or a notice.
package struct Appeal: FactRecord {
  package static var kind: EventKind { .appeal }
  /// What is contested: its identifier; one appeal each.
  package var against: String
  package var by: String
  package var reason: String

  package init(against: String, by: String, reason: String) {
    self.against = against
    self.by = by
    self.reason = reason
  }

  /// The appeal against something: one each.
  package static func id(against: String) -> String { "A-" + against }

  package var id: String { Self.id(against: against) }
  package var topics: [String] { ["against:" + against] }

  package func write(_ fields: inout FactWriter) {
    fields.text("against", against)
    fields.text("by", by)
    fields.text("reason", reason)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    against = try fields.text("against")
    by = try fields.text("by", or: "")
    reason = try fields.text("reason", or: "")
  }
}

/// What became of an appeal, and what it changed.
package struct AppealDecision: FactRecord {
  package static var kind: EventKind { .appealDecision }
  package var appeal: String
  package var against: String
  package var isUpheld: Bool
  package var by: String
  package var reason: String
  package var changes: [String]

  package init(appeal: String, against: String, isUpheld: Bool, by: String, reason: String, changes: [String]) {
    self.appeal = appeal
    self.against = against
    self.isUpheld = isUpheld
    self.by = by
    self.reason = reason
    self.changes = changes
  }

  package var id: String { appeal }
  package var topics: [String] { ["appeal:" + appeal, "against:" + against] }

  package func write(_ fields: inout FactWriter) {
    fields.text("appeal", appeal)
    fields.text("against", against)
    fields.flag("upheld", isUpheld)
    fields.text("by", by)
    fields.text("reason", reason)
    fields.texts("changes", changes)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    appeal = try fields.text("appeal")
    against = try fields.text("against", or: "")
    isUpheld = try fields.flag("upheld")
    by = try fields.text("by", or: "")
    reason = try fields.text("reason", or: "")
    changes = try fields.texts("changes", or: [])
  }
}

/// A league table as it was published (一月一公示): one per score, period and class.
///
/// - Shape: ``units``, ``milliScores`` and ``ranks`` run side by side, in the order of the table.
package struct RankingPublished: FactRecord {
  package static var kind: EventKind { .ranking }
  package var score: String
  package var period: String
  package var unitClass: String
  package var units: [String]
  package var milliScores: [Int]
  package var ranks: [Int]

  package init(score: String, period: String, unitClass: String, units: [String], milliScores: [Int], ranks: [Int]) {
    self.score = score
    self.period = period
    self.unitClass = unitClass
    self.units = units
    self.milliScores = milliScores
    self.ranks = ranks
  }

  package var id: String { "\(score)/\(period)/\(unitClass)" }
  package var topics: [String] { ["score:" + score] + units.map { Topic.unit($0) } }

  package func write(_ fields: inout FactWriter) {
    fields.text("score", score)
    fields.text("period", period)
    fields.text("class", unitClass)
    fields.texts("units", units)
    fields.value("scores", .array(milliScores.map { .int(Int64($0)) }))
    fields.value("ranks", .array(ranks.map { .int(Int64($0)) }))
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    score = try fields.text("score")
    period = try fields.text("period")
    unitClass = try fields.text("class", or: "")
    units = try fields.texts("units", or: [])
    milliScores = try fields.integers("scores")
    ranks = try fields.integers("ranks")
    guard units.count == milliScores.count, units.count == ranks.count else {
      throw fields.error("units, scores and ranks are not of one length")
    }
  }
}
