import DutyBook
import DutyDispatch

/// One unit's or person's queue as a document.
///
/// - Shape: UTF-8; CSV begins with a byte order mark, CSV and iCalendar end their lines with CRLF, the others with LF.
package func render(_ queue: Queue, as format: DocumentFormat, locale: Settings.Locale) -> [UInt8] {
  Outlet.whole { draw(queue, as: format, locale: locale, to: $0) }
}

/// The same document, piece by piece.
func draw(_ queue: Queue, as format: DocumentFormat, locale: Settings.Locale, to outlet: Outlet) {
  let words = Words(locale)
  switch format {
  case .md: MarkdownQueue(queue, words).draw(to: outlet)
  case .html: HTMLQueue(queue, words).draw(to: outlet)
  case .csv: CSVQueue(queue, words).draw(to: outlet)
  case .json: JSONQueue(queue, words).draw(to: outlet)
  case .ics: CalendarFeed(queue, words).draw(to: outlet)
  }
}

/// The index of a dispatch: everyone, those with nothing too.
///
/// - Returns: empty for ``DocumentFormat/ics``, which has no index.
package func renderIndex(_ set: QueueSet, as format: DocumentFormat, locale: Settings.Locale) -> [UInt8] {
  let words = Words(locale)
  return switch format {
  case .md: MarkdownIndex(set, words).bytes()
  case .html: HTMLIndex(set, words).bytes()
  case .csv: CSVIndex(set, words).bytes()
  case .json: JSONIndex(set, words).bytes()
  case .ics: []
  }
}

/// The formats that an index has.
package let indexFormats: [DocumentFormat] = [.md, .html, .csv, .json]

/// All documents of a dispatch, by file name: `u-huanwei.md`, `index.html`. Each is drawn when it is asked for.
///
/// - Parameter only: the recipients whose documents are wanted, as in a later revision of the day; the index,
///   which shows everyone, is always among them. `nil` is everyone.
package func renderAll(_ set: QueueSet, locale: Settings.Locale, only: Set<String>? = nil) -> QueueDocuments {
  QueueDocuments(set, locale, set.queues.indices.filter { only?.contains(set.queues[$0].recipient.id) ?? true })
}

/// The documents of a dispatch, the index first.
package struct QueueDocuments: RandomAccessCollection, Sendable {
  package let names: [String]
  private let set: QueueSet
  private let locale: Settings.Locale
  /// Positions in the set of those whose documents are wanted.
  private let wanted: [Int]

  init(_ set: QueueSet, _ locale: Settings.Locale, _ wanted: [Int]) {
    self.set = set
    self.locale = locale
    self.wanted = wanted
    let stems = FileNames(set)
    names =
      indexFormats.map { FileNames.index + "." + $0.fileExtension }
      + wanted.flatMap { position in DocumentFormat.allCases.map { stems[position] + "." + $0.fileExtension } }
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { names.count }

  package subscript(position: Int) -> (name: String, bytes: [UInt8]) {
    (names[position], Outlet.whole { draw(position, to: $0) })
  }

  /// The document at a position, piece by piece.
  package func draw(_ position: Int, to outlet: Outlet) {
    if indexFormats.indices.contains(position) {
      return outlet.finish(renderIndex(set, as: indexFormats[position], locale: locale))
    }
    let formats = DocumentFormat.allCases
    let (queue, format) = (position - indexFormats.count).quotientAndRemainder(dividingBy: formats.count)
    DutyDocuments.draw(set.queues[wanted[queue]], as: formats[format], locale: locale, to: outlet)
  }
}

/// What the files of a dispatch are called, before the extension.
///
/// - Shape: the recipient's identifier. A person who shares it with a unit gets `.person` after it, an identifier
///   that would hide the index or a dot-file gets `_` before it, and what no file name can carry becomes `_`.
package struct FileNames: Sendable {
  package static let index = "index"
  private let stems: [String]

  package init(_ set: QueueSet) {
    var units: Set<String> = []
    for queue in set.queues where queue.recipient.isUnit { units.insert(queue.recipient.id) }
    stems = set.queues.map { queue in
      let stem = Self.stem(queue.recipient.id)
      return !queue.recipient.isUnit && units.contains(queue.recipient.id) ? stem + ".person" : stem
    }
  }

  /// The name for the queue at a position of the set.
  package subscript(position: Int) -> String { stems[position] }

  /// The name for an identifier that no other recipient shares.
  package static func stem(_ id: String) -> String {
    let isPlain = id.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "/") && $0 != 0x7F }
    let safe =
      isPlain
      ? id
      : String(id.unicodeScalars.map { $0.value <= 0x20 || $0 == "/" || $0.value == 0x7F ? "_" : Character($0) })
    return safe.isEmpty || safe == index || safe.hasPrefix(".") ? "_" + safe : safe
  }
}
