import DutyCalendar
import DutyLedger

/// The one clock of the daemon (design invariant 6).
package protocol DutyClock: Sendable {
  func now() -> Instant
}

/// Files that are made one at a time, when they are written: a district's queues together would fill the memory.
package struct QueueFiles: Sendable, RandomAccessCollection {
  /// What they are called: `u-huanwei.md`.
  package let names: [String]
  /// Takes a file's next bytes.
  package typealias Take = ([UInt8]) -> Void
  private let make: @Sendable (Int, @escaping Take) -> Void

  /// - Parameter make: draws the file at a position of the names, giving its bytes in one piece or several.
  package init(_ names: [String], _ make: @escaping @Sendable (Int, @escaping Take) -> Void) {
    self.names = names
    self.make = make
  }

  package init(_ files: [StoredFile]) {
    self.init(files.map(\.path)) { $1(files[$0].bytes) }
  }

  package var startIndex: Int { 0 }
  package var endIndex: Int { names.count }
  package subscript(position: Int) -> StoredFile {
    var bytes: [UInt8] = []
    draw(position) { bytes += $0 }
    return StoredFile(path: names[position], bytes: bytes)
  }

  /// The bytes of the file at a position, piece by piece: a long one need not be held as a whole.
  package func draw(_ position: Int, _ take: @escaping Take) { make(position, take) }
}

/// Files of one day's queues, to be put in place as a whole.
///
/// - Shape: ``files`` by name (`u-huanwei.md`); files of the previous revision that are not named again are kept.
package struct QueuePublication: Sendable {
  package var date: CivilDate
  /// From 1 within the day; 0 for a preview, which is replaced by whatever comes.
  package var revision: Int
  package var files: QueueFiles
  /// Whether `queues/today` is to point here.
  package var isToday: Bool
  package var keepDays: Int

  package init(date: CivilDate, revision: Int, files: QueueFiles, isToday: Bool, keepDays: Int) {
    self.date = date
    self.revision = revision
    self.files = files
    self.isToday = isToday
    self.keepDays = keepDays
  }
}

/// Where queues are put for people to read.
///
/// - Laws: ``stage(_:)`` does everything that can fail for want of space and leaves nothing visible;
///   ``commit(_:)`` makes it visible as a whole; a reader sees the old revision or the new one, never a half.
package protocol QueueSink: Sendable {
  func stage(_ publication: QueuePublication) throws(SinkError)
  func commit(_ publication: QueuePublication) throws(SinkError)
  /// The newest revision in place for a day; `nil` for none, 0 for a preview.
  func revision(of date: CivilDate) -> Int?
  /// Whether it keeps files at all; for one that does not, queues are not worth computing.
  var keepsQueues: Bool { get }
}

extension QueueSink {
  package var keepsQueues: Bool { true }
}

/// The queues as they were written for people to read.
package protocol QueueShelf: Sendable {
  /// A file of a day's queues by its name; `nil` where none was written.
  func file(_ name: String, of date: CivilDate) -> [UInt8]?
  /// What changes whenever the file does, at less cost than reading it; `nil` where none was written.
  func stamp(_ name: String, of date: CivilDate) -> String?
}

package struct SinkError: Error, Hashable, Sendable, CustomStringConvertible {
  package var path: String
  package var cause: String
  package var remedy: String

  package init(path: String, cause: String, remedy: String) {
    self.path = path
    self.cause = cause
    self.remedy = remedy
  }

  package var description: String { "\(path): \(cause); \(remedy)" }
}

/// What the daemon tells about itself, with the fields of its message catalog.
package protocol Journal: Sendable {
  func write(_ message: JournalMessage)
  /// Whether somebody reads it; for one that nobody does, what is only to be told is not worth working out.
  var isRead: Bool { get }
}

extension Journal {
  package var isRead: Bool { true }
}

/// A message of the catalog: its id is stable, its fields are searchable.
package struct JournalMessage: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case started, ready, degraded, reloaded, reloadRefused, dispatched, dispatchedAtOnce, entry, missed, rung, moved,
      gap, designation, auditClean, auditDifferences, storeFailed, queuesFailed, deliveryFailed, doorsShut, clockChanged,
      stopping
  }
  package enum Level: Int, Hashable, Sendable { case error = 3, warning = 4, notice = 5, info = 6, debug = 7 }
  package var kind: Kind
  package var level: Level
  package var text: String
  /// `DUTY_TASK`, `DUTY_UNIT`, `DUTY_RULE`, `DUTY_BOOK`….
  package var fields: [String: String]

  package init(_ kind: Kind, _ level: Level = .info, _ text: String, _ fields: [String: String] = [:]) {
    self.kind = kind
    self.level = level
    self.text = text
    self.fields = fields
  }
}

/// Where documents are put for people to read: whole files, by path.
package protocol DocumentShelf: Sendable {
  func has(_ path: String) -> Bool
  /// The bytes of a file; `nil` where there is none.
  ///
  /// - Errors: ``SinkError`` for one that cannot be read.
  func get(_ path: String) throws(SinkError) -> [UInt8]?
  /// Writes a file in one step: a reader sees all of it or none.
  ///
  /// - Errors: ``SinkError``.
  func put(_ file: StoredFile) throws(SinkError)
}
