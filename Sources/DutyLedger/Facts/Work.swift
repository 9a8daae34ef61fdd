import DutyCalendar

/// A file kept as evidence (佐证), by the SHA-256 of its bytes.
///
/// - Shape: ``id`` is the hash, 64 hexadecimal digits: the same photo shown for another task is a duplicate.
package struct Evidence: FactRecord {
  package static var kind: EventKind { .evidence }
  package var id: String
  package var name: String
  /// What it is evidence of: `photo`, `document`, `check-in`….
  package var shows: String
  /// By its first bytes: `image/jpeg`, `application/pdf`….
  package var type: String
  package var size: Int
  package var task: String
  package var by: String

  package init(id: String, name: String, shows: String, type: String, size: Int, task: String, by: String) {
    self.id = id
    self.name = name
    self.shows = shows
    self.type = type
    self.size = size
    self.task = task
    self.by = by
  }

  package var tasks: [String] { task.isEmpty ? [] : [task] }

  /// Whether a browser may show it as it is: by its bytes, and of a kind that nothing in it runs.
  package var isPicture: Bool { type == "image/jpeg" || type == "image/png" }

  package func write(_ fields: inout FactWriter) {
    fields.text("id", id)
    fields.text("name", name)
    fields.text("shows", shows)
    fields.text("type", type)
    fields.integer("size", size)
    fields.text("task", task)
    fields.text("by", by)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    id = try fields.text("id")
    name = try fields.text("name", or: "")
    shows = try fields.text("shows", or: "")
    type = try fields.text("type", or: "")
    size = try fields.integer("size", or: 0)
    task = try fields.text("task", or: "")
    by = try fields.text("by", or: "")
  }
}

/// A holder says "not mine" (不是我的); the second time on one task opens a ruling (M11).
package struct Disowned: FactRecord {
  package static var kind: EventKind { .disowned }
  package var task: String
  /// From 1.
  package var n: Int
  package var by: String
  package var reason: String
  /// Whose it is, as the holder says; empty when not said.
  package var whose: String
  /// The ruling task that it opened.
  package var ruling: String

  package init(task: String, n: Int, by: String, reason: String, whose: String = "", ruling: String = "") {
    self.task = task
    self.n = n
    self.by = by
    self.reason = reason
    self.whose = whose
    self.ruling = ruling
  }

  package var id: String { "\(task)/\(n)" }
  package var tasks: [String] { [task, ruling].filter { !$0.isEmpty } }

  package func write(_ fields: inout FactWriter) {
    fields.text("task", task)
    fields.integer("n", n)
    fields.text("by", by)
    fields.text("reason", reason)
    fields.text("whose", whose)
    fields.text("ruling", ruling)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    task = try fields.text("task")
    n = try fields.integer("n")
    by = try fields.text("by", or: "")
    reason = try fields.text("reason", or: "")
    whose = try fields.text("whose", or: "")
    ruling = try fields.text("ruling", or: "")
  }
}

/// The office ruled whose a disputed task is (裁定, M11).
package struct Ruling: FactRecord {
  package static var kind: EventKind { .ruling }
  /// The ruling task; unique.
  package var id: String
  package var task: String
  package var by: String
  package var reason: String
  /// Role name → unit or person.
  package var lead: String
  package var holder: String

  package init(id: String, task: String, by: String, reason: String, lead: String, holder: String) {
    self.id = id
    self.task = task
    self.by = by
    self.reason = reason
    self.lead = lead
    self.holder = holder
  }

  package var tasks: [String] { [task, id] }

  package func write(_ fields: inout FactWriter) {
    fields.text("id", id)
    fields.text("task", task)
    fields.text("by", by)
    fields.text("reason", reason)
    fields.text("lead", lead)
    fields.text("holder", holder)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    id = try fields.text("id")
    task = try fields.text("task")
    by = try fields.text("by", or: "")
    reason = try fields.text("reason", or: "")
    lead = try fields.text("lead", or: "")
    holder = try fields.text("holder", or: "")
  }
}

/// A supporting unit closed its part (配合, M15): once per task, unit and round.
package struct PartDone: FactRecord {
  package static var kind: EventKind { .partDone }
  package var task: String
  package var unit: String
  package var round: Int
  package var by: String
  package var note: String
  package var evidence: [String]

  package init(task: String, unit: String, round: Int, by: String, note: String, evidence: [String] = []) {
    self.task = task
    self.unit = unit
    self.round = round
    self.by = by
    self.note = note
    self.evidence = evidence
  }

  package var id: String { "\(task)/\(unit)/\(round)" }
  package var tasks: [String] { [task] }

  package func write(_ fields: inout FactWriter) {
    fields.text("task", task)
    fields.text("unit", unit)
    fields.integer("round", round)
    fields.text("by", by)
    fields.text("note", note)
    fields.texts("evidence", evidence)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    task = try fields.text("task")
    unit = try fields.text("unit")
    round = try fields.integer("round", or: 0)
    by = try fields.text("by", or: "")
    note = try fields.text("note", or: "")
    evidence = try fields.texts("evidence", or: [])
  }
}

/// How far a quantity has come (项目进度, M24): the total so far, not the difference.
///
/// - Shape: of a campaign, or of one task; the other is empty.
package struct Progress: FactRecord {
  package static var kind: EventKind { .progress }
  package var campaign: String
  package var task: String
  package var quantity: String
  package var total: Int
  /// From 1 within the same subject and quantity.
  package var n: Int
  package var by: String
  package var note: String

  package init(
    campaign: String = "", task: String = "", quantity: String, total: Int, n: Int, by: String, note: String = ""
  ) {
    self.campaign = campaign
    self.task = task
    self.quantity = quantity
    self.total = total
    self.n = n
    self.by = by
    self.note = note
  }

  package var id: String { "\(campaign)\(task)/\(quantity)/\(n)" }
  package var tasks: [String] { task.isEmpty ? [] : [task] }
  package var topics: [String] { campaign.isEmpty ? [] : [Topic.campaign(campaign)] }

  package func write(_ fields: inout FactWriter) {
    fields.text("campaign", campaign)
    fields.text("task", task)
    fields.text("quantity", quantity)
    fields.integer("total", total)
    fields.integer("n", n)
    fields.text("by", by)
    fields.text("note", note)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    campaign = try fields.text("campaign", or: "")
    task = try fields.text("task", or: "")
    quantity = try fields.text("quantity", or: "")
    total = try fields.integer("total", or: 0)
    n = try fields.integer("n")
    by = try fields.text("by", or: "")
    note = try fields.text("note", or: "")
  }
}

/// A talk with an outside authority (对接, M55); an anomaly opens a task to report it upward.
package struct Contact: FactRecord {
  package static var kind: EventKind { .contact }
  package var authority: String
  package var date: CivilDate
  package var n: Int
  package var by: String
  package var text: String
  package var isAnomaly: Bool
  /// The contact task it answers, and the task that an anomaly opened.
  package var task: String
  package var upward: String

  package init(
    authority: String, date: CivilDate, n: Int, by: String, text: String, isAnomaly: Bool, task: String = "",
    upward: String = ""
  ) {
    self.authority = authority
    self.date = date
    self.n = n
    self.by = by
    self.text = text
    self.isAnomaly = isAnomaly
    self.task = task
    self.upward = upward
  }

  package var id: String { "\(authority)/\(date)/\(n)" }
  package var tasks: [String] { [task, upward].filter { !$0.isEmpty } }
  package var topics: [String] { [Topic.unit(authority)] }

  package func write(_ fields: inout FactWriter) {
    fields.text("authority", authority)
    fields.date("date", date)
    fields.integer("n", n)
    fields.text("by", by)
    fields.text("text", text)
    fields.flag("anomaly", isAnomaly)
    fields.text("task", task)
    fields.text("upward", upward)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    authority = try fields.text("authority")
    date = try fields.date("date")
    n = try fields.integer("n", or: 0)
    by = try fields.text("by", or: "")
    text = try fields.text("text", or: "")
    isAnomaly = try fields.flag("anomaly")
    task = try fields.text("task", or: "")
    upward = try fields.text("upward", or: "")
  }
}

/// A subdistrict summoned departments to a place (街乡吹哨、部门报到, M14): one attendance task each.
package struct Summons: FactRecord {
  package static var kind: EventKind { .summons }
  package var id: String
  package var by: String
  package var unit: String
  package var place: String
  package var departments: [String]
  package var text: String
  package var attendance: [String]

  package init(
    id: String, by: String, unit: String, place: String, departments: [String], text: String, attendance: [String]
  ) {
    self.id = id
    self.by = by
    self.unit = unit
    self.place = place
    self.departments = departments
    self.text = text
    self.attendance = attendance
  }

  package var tasks: [String] { attendance }
  package var topics: [String] { [Topic.unit(unit)] }

  package func write(_ fields: inout FactWriter) {
    fields.text("id", id)
    fields.text("by", by)
    fields.text("unit", unit)
    fields.text("place", place)
    fields.texts("departments", departments)
    fields.text("text", text)
    fields.texts("tasks", attendance)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    id = try fields.text("id")
    by = try fields.text("by", or: "")
    unit = try fields.text("unit")
    place = try fields.text("place")
    departments = try fields.texts("departments", or: [])
    text = try fields.text("text", or: "")
    attendance = try fields.texts("tasks", or: [])
  }
}

/// A task was handed down a level (当天传达到网格, M33): each hop is a task of its own, with its own limit.
///
/// - Shape: ``parent`` is the task above, empty at the top; ``children`` the tasks this hop opened.
package struct CascadeStarted: FactRecord {
  package static var kind: EventKind { .cascade }
  /// The cascade, `C-` and a digest; one event per parent.
  package var cascade: String
  package var duty: String
  package var text: String
  package var by: String
  package var parent: String
  package var hop: Int
  package var children: [String]

  package init(
    cascade: String, duty: String, text: String, by: String, parent: String, hop: Int, children: [String]
  ) {
    self.cascade = cascade
    self.duty = duty
    self.text = text
    self.by = by
    self.parent = parent
    self.hop = hop
    self.children = children
  }

  package var id: String { parent.isEmpty ? cascade : "\(cascade)/\(parent)" }
  package var tasks: [String] { (parent.isEmpty ? [] : [parent]) + children }
  package var topics: [String] { ["cascade:" + cascade] }

  package func write(_ fields: inout FactWriter) {
    fields.text("cascade", cascade)
    fields.text("duty", duty)
    fields.text("text", text)
    fields.text("by", by)
    fields.text("parent", parent)
    fields.integer("hop", hop)
    fields.texts("children", children)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    cascade = try fields.text("cascade")
    duty = try fields.text("duty", or: "")
    text = try fields.text("text", or: "")
    by = try fields.text("by", or: "")
    parent = try fields.text("parent", or: "")
    hop = try fields.integer("hop", or: 0)
    children = try fields.texts("children", or: [])
  }
}

/// The head of the lead unit signed a document off (主要负责人签字, M18): once per task and round, before it is checked.
package struct SignedOff: FactRecord {
  package static var kind: EventKind { .signedOff }
  package var task: String
  package var round: Int
  package var by: String
  package var note: String

  package init(task: String, round: Int, by: String, note: String) {
    self.task = task
    self.round = round
    self.by = by
    self.note = note
  }

  package var id: String { "\(task)/\(round)" }
  package var tasks: [String] { [task] }

  package func write(_ fields: inout FactWriter) {
    fields.text("task", task)
    fields.integer("round", round)
    fields.text("by", by)
    fields.text("note", note)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    task = try fields.text("task")
    round = try fields.integer("round", or: 0)
    by = try fields.text("by", or: "")
    note = try fields.text("note", or: "")
  }
}
