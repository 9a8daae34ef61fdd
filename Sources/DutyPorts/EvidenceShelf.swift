import Synchronization

/// Where the bytes of evidence are kept, by the hash of their content.
///
/// - Laws: what was kept is found again, byte for byte; keeping it again does nothing; a reader sees the whole file or none.
package protocol EvidenceShelf: Sendable {
  /// Keeps bytes under their SHA-256, 64 hexadecimal digits, for good: they are on disk when it returns.
  func keep(_ bytes: [UInt8], as id: String) throws(SinkError)
  /// The bytes, or `nil` for a hash that is not there; whoever asks compares the hash.
  func bytes(of id: String) throws(SinkError) -> [UInt8]?
}

/// Keeps evidence as long as the process lasts: for rehearsals and tests.
package final class MemoryEvidence: EvidenceShelf {
  private let kept = Mutex([String: [UInt8]]())

  package init() {}

  package func keep(_ bytes: [UInt8], as id: String) throws(SinkError) { kept.withLock { $0[id] = bytes } }
  package func bytes(of id: String) throws(SinkError) -> [UInt8]? { kept.withLock { $0[id] } }
}
