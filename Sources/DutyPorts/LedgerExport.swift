import DutyDigest
import DutyLedger

/// The ledger as text, one event a line.
///
/// - Shape: JSON Lines `{"at":…,"kind":…,"recordedAt":…,"seq":…,"tx":…, …body}`, or CSV with a header and the body as
///   one JSON column. A comparable export leaves out `recordedAt`, `seq`, `tx` and the process events, so that two runs
///   over the same input give the same bytes.
package struct LedgerExport: Sendable {
  package enum Format: String, Hashable, Sendable, CaseIterable { case jsonl, csv }

  package var format: Format
  package var isComparable: Bool

  package init(format: Format = .jsonl, isComparable: Bool = false) {
    self.format = format
    self.isComparable = isComparable
  }

  /// Gives the lines, newline included, to `sink` in pieces of about a transaction.
  ///
  /// - Errors: those of the store; ``StoreError/corrupt(path:detail:)`` for a body that is not JSON.
  package func run(_ store: some LedgerStore, to sink: ([UInt8]) -> Void) throws(StoreError) {
    if format == .csv { sink(Array(header.utf8)) }
    var splicer = LineSplicer()
    try store.forEachTransaction { (transaction) throws(StoreError) in
      var piece: [UInt8] = []
      for event in transaction.events where !(isComparable && event.kind == .process) {
        switch format {
        case .jsonl:
          let isSpliced = splicer.add(event, recordedAt: isComparable ? nil : transaction.recordedAt, to: &piece)
          if !isSpliced { piece += try line(event, transaction) }
        case .csv: piece += row(event, transaction)
        }
      }
      if !piece.isEmpty { sink(piece) }
    }
  }

  /// The whole export.
  package func bytes(_ store: some LedgerStore) throws(StoreError) -> [UInt8] {
    var all: [UInt8] = []
    try run(store) { all += $0 }
    return all
  }

  /// The digest of the whole export, which is not held.
  package func digest(_ store: some LedgerStore) throws(StoreError) -> Digest {
    let hasher = Hasher256()
    try run(store) { hasher.update($0) }
    return hasher.finish()
  }

  private var header: String {
    isComparable ? "at,kind,body\r\n" : "tx,seq,at,recordedAt,kind,body\r\n"
  }

  private func line(_ event: StoredEvent, _ transaction: StoredTransaction) throws(StoreError) -> [UInt8] {
    var fields: [String: JSONValue]
    do {
      fields = try JSONValue(parsing: event.body).object ?? [:]
    } catch {
      throw .corrupt(path: "ledger", detail: "event \(event.sequence): \(error)")
    }
    fields["at"] = .string(InstantText.text(event.at))
    fields["kind"] = .string(event.kind.rawValue)
    if !isComparable {
      fields["recordedAt"] = .string(InstantText.text(transaction.recordedAt))
      fields["seq"] = .int(event.sequence)
      fields["tx"] = .int(event.transaction)
    }
    return JSONValue.object(fields).canonical + [UInt8(ascii: "\n")]
  }

  private func row(_ event: StoredEvent, _ transaction: StoredTransaction) -> [UInt8] {
    var cells: [[UInt8]] = []
    if !isComparable {
      cells.append(Array(String(event.transaction).utf8))
      cells.append(Array(String(event.sequence).utf8))
    }
    cells.append(Array(InstantText.text(event.at).utf8))
    if !isComparable { cells.append(Array(InstantText.text(transaction.recordedAt).utf8)) }
    cells.append(Array(event.kind.rawValue.utf8))
    cells.append(quoted(event.body))
    return Array(cells.joined(separator: [UInt8(ascii: ",")])) + [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
  }

  /// A cell in quotes, its own quotes doubled (RFC 4180).
  private func quoted(_ bytes: [UInt8]) -> [UInt8] {
    var cell: [UInt8] = [UInt8(ascii: "\"")]
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { cell.append(byte) }
      cell.append(byte)
    }
    cell.append(UInt8(ascii: "\""))
    return cell
  }
}
