import DutyBook
import DutyCalendar
import DutyLedger

/// A problem as somebody reports it, before it is decided what becomes of it.
///
/// - Shape: ``standard`` and ``subject`` are what it was classified to; without both it waits for the office. What was
///   said of them, in ``standardText`` and ``placeText``, makes the finding's identity, so that the same report made
///   twice is one, whatever the registers have come to say meanwhile.
/// - Source: M35, M39.
struct FindingReport: Sendable {
  var source: FindingSource
  var text: String
  var standard: Ref<Standard>?
  var subject: Subject?
  var standardText = ""
  var placeText = ""
  var reporter = ""
  var contact = ""
  var by: String
  var foundAt: Instant
  var position: Position?
  var evidence: [String] = []
  /// The problem list it came from, by digest, and its row there.
  var list = ""
  var row = 0
  /// The task whose checklist line failed.
  var check = ""
  /// The finding that was closed as fixed and is here again, where a second look says so.
  var relapseOf = ""

  init(source: FindingSource, text: String, by: String, foundAt: Instant) {
    self.source = source
    self.text = text
    self.by = by
    self.foundAt = foundAt
  }

  var isClassified: Bool { standard != nil && subject != nil }

  /// Derives from what was said.
  func id(in book: Book) -> String {
    Finding.id(
      source: source.id, reporter: reporter, text: text,
      place: placeText.isEmpty ? subject.map { book.id(of: $0) } ?? positionText : placeText,
      standard: standardText.isEmpty ? standard.map { book.standards[$0].id } ?? "" : standardText, check: check,
      foundAt: foundAt)
  }

  private var positionText: String {
    position.map { "\($0.longitudeMicro),\($0.latitudeMicro)" } ?? ""
  }

  /// The finding with everything that is known before it is decided what becomes of it.
  func finding(in book: Book) -> Finding {
    var said = text
    // What nobody could read as a standard is kept where people look.
    if standard == nil, !standardText.isEmpty { said += FindingWords(book).reportedStandard(standardText) }
    var finding = Finding(
      source: source.id, weightMilli: source.weightMilli, standard: standard.map { book.standards[$0].id } ?? "",
      place: subject.map { book.id(of: $0) } ?? "", text: said, placeText: placeText, reporter: reporter,
      contact: contact, by: by, foundAt: foundAt, position: position, evidence: evidence, list: list, row: row,
      relapseOf: relapseOf, check: check)
    finding.id = id(in: book)
    return finding
  }
}

/// What one call takes in, as far as it has come: later reports see what earlier ones opened.
struct IntakeBatch {
  var events: [Event] = []
  /// By identifier: what was taken in by this call.
  var taken: [String: Finding] = [:]
  /// By spot: the finding that is open there since this call.
  var open: [String: Finding] = [:]
  var receipts: Set<String> = []
  /// By finding: the points of what joined it in this call.
  var joinedPoints: [String: Int] = [:]

  /// Adds receipts that neither the ledger nor this call has.
  mutating func add(_ more: [Event]) {
    for event in more {
      if case .receipt(let receipt) = event, !receipts.insert(receipt.id).inserted { continue }
      events.append(event)
    }
  }
}

/// What became of a report.
enum IntakeResult {
  case taken(Finding)
  /// It was reported before.
  case known(Finding)

  var finding: Finding {
    switch self {
    case .taken(let finding), .known(let finding): finding
    }
  }
}
