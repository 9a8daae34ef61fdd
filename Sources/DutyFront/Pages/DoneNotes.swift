import DutyLedger
import DutyPages

/// What a designation or its withdrawal brought about, on its way to the page that tells it: in that page's address.
///
/// - Shape: ``text``, the field ``name`` of the query, is a JSON list of notes, the first ``most`` of them, and the number of the others.
struct DoneNotes {
  static let name = "notes"
  /// At most so many are told; an address is not to grow with what there is to tell.
  static let most = 8

  private var notes: [DesignationNote] = []
  private var more = 0

  /// Nothing besides.
  init() {}

  /// What an answer of the engine says.
  init(_ answer: JSONValue) {
    let all = (answer["effects"]?.array ?? []).compactMap { DesignationNote($0) }
    notes = Array(all.prefix(Self.most))
    more = all.count - notes.count
  }

  /// What an address says; of anything else nothing.
  init(_ text: String) {
    let items = (try? JSONValue(parsing: Array(text.utf8)))?.array ?? []
    notes = items.prefix(Self.most).compactMap { DesignationNote($0) }
    for index in notes.indices { notes[index].facts = notes[index].facts.mapValues { String($0.prefix(60)) } }
    more = notes.isEmpty ? 0 : Int(clamping: max(0, items.last?.int ?? 0))
  }

  /// What stands in an address; `nil` for nothing.
  var text: String? {
    notes.isEmpty ? nil : JSONValue.array(notes.map(\.json) + (more > 0 ? [.int(Int64(more))] : [])).canonicalText
  }

  func lines(_ reader: PageReader, _ names: PageNames) -> [String] {
    let words = RefusalWords(reader, names)
    return notes.map { words.text($0) } + (more > 0 ? [reader.moreNotesText(more)] : [])
  }
}
