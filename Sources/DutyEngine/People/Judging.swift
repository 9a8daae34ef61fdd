import DutyBook
import DutyCalendar
import DutyLedger
import DutyPlanning
import DutyPorts

extension Engine {
  /// What closing needs: every part closed, the document signed off, and how it ended.
  func verify(
    _ request: ActRequest, _ matter: TaskCase, _ acted: inout TaskActed
  ) throws(ActError) -> [String] {
    let isRectification = matter.row.record.key.work == .rectification
    let closure = request.closure ?? (isRectification ? .fixed : .done)
    try checkClosure(closure, request, matter, isRectification: isRectification)
    let isDone = closure == .done || closure == .fixed
    let open = matter.openParts
    if isDone, !open.isEmpty {
      let names = open.map { "`\($0)` (\(book.units[$0]?.name ?? $0))" }.joined(separator: ", ")
      throw .denied(
        409, .partsOpen, [.units: open.joined(separator: " ")], "\(matter.number): the part of \(names) is open",
        help: "each closes its own: `dutyctl task part \(matter.number) --unit \(open[0]) --by PERSON`")
    }
    if isDone, let signatory = matter.missingSignature() {
      throw .denied(
        409, .notSigned, [.people: signatory], "\(matter.number): nobody has signed it off",
        help: "`dutyctl task sign \(matter.number) --by \(signatory)`")
    }
    acted.closure = closure
    return closure == .done ? [] : ["closed as \(closure.rawValue)"]
  }

  private func checkClosure(
    _ closure: Closure, _ request: ActRequest, _ matter: TaskCase, isRectification: Bool
  ) throws(ActError) {
    if closure == .void {
      throw .denied(
        400, .notUnderstood, "\(matter.number): a task is not verified as void", help: "use `dutyctl task void`")
    }
    guard isRectification || closure == .done else {
      throw .denied(
        422, .onlyRectifications, [.closure: closure.rawValue],
        "\(matter.number): only a rectification ends as \(closure.rawValue)", help: "leave --closure out")
    }
    if isRectification, closure == .done {
      throw .denied(
        422, .closureMissing, "\(matter.number): a rectification says how it ended",
        help: "give --closure fixed, not-found, not-ours or joined")
    }
    if closure == .notOurs {
      guard !request.whose.isEmpty else {
        throw .denied(400, .whoseMissing, "\(matter.number): not ours, but whose?", help: "give --whose UNIT")
      }
    } else if !request.whose.isEmpty {
      throw .denied(
        400, .whoseUnwanted, "\(matter.number): `whose` goes with not-ours",
        help: "give --closure not-ours, or leave it out")
    }
    if closure != .fixed, closure != .done, request.note.isEmpty {
      throw .denied(
        400, .reasonMissing, "\(matter.number): ended as \(closure.rawValue), but why?", help: "give --note TEXT")
    }
  }

  /// A return, and a reopening: another round, with a deadline of its own; what was promised stays.
  func giveBack(
    _ request: ActRequest, _ matter: TaskCase, _ acted: inout TaskActed, _ batch: inout ActBatch
  ) throws(ActError) -> [String] {
    if !request.whose.isEmpty, !matter.row.record.roles.support.contains(request.whose) {
      throw .denied(
        422, .noPart, [.units: matter.row.record.roles.support.joined(separator: " ")],
        "\(matter.number): `\(request.whose)` has no part in it",
        help: "the supporting units are: \(matter.row.record.roles.support.joined(separator: ", "))")
    }
    let limit = try givenLimit(request.limit) ?? roundLimit(of: matter.row)
    let derived = limit.deadline(from: batch.now, period: nil, in: limitContext)
    let round = matter.row.round + 1
    let receipt = try deadlineReceipt(derived, notes: ["round \(round + 1), from the return"], &batch)
    acted.due = max(matter.row.record.due, derived.due)
    if acted.due == derived.due { acted.deadline = receipt }
    return ["round \(round + 1), due \(zone.local(acted.due ?? derived.due)) (\(limit))"]
  }

  /// The limit of another round: the task's own where it is a length of time.
  private func roundLimit(of row: TaskRow) -> Limit {
    guard let limit = try? Limit(parsing: row.record.limit) else { return book.settings.people.returned }
    switch limit {
    case .clock, .workdays, .workingHours, .urgentHours, .days: return limit
    case .dayOfPeriod, .lastWorkday, .endOfPeriod: return book.settings.people.returned
    }
  }

  func givenLimit(_ text: String) throws(ActError) -> Limit? {
    guard !text.isEmpty else { return nil }
    do throws(LimitError) {
      return try Limit(parsing: text)
    } catch {
      throw .denied(400, .wrongLimit, [.word: text], error.message, help: error.help)
    }
  }

  /// The identifier of a deadline's receipt, put into the batch where the ledger does not have it.
  func deadlineReceipt(
    _ derived: DeadlineReceipt, notes: [String], campaign: Ref<Campaign>? = nil, _ batch: inout ActBatch
  ) throws(ActError) -> String {
    let body = ReceiptText.deadline(derived, notes: notes, campaign: campaign, in: book)
    return try add(Receipt(kind: .deadline, body: body), &batch)
  }

  func add(_ receipt: Receipt, _ batch: inout ActBatch) throws(ActError) -> String {
    guard batch.isNew(receipt) else { return receipt.id }
    batch.events += try passing { () throws(EngineError) in try self.newReceipts([receipt]) }
    return receipt.id
  }
}
