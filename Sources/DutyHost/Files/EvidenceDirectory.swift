import DutyPorts
import Glibc

/// Evidence on disk: `evidence/ab/cdef…`, each file under the hash of its bytes.
///
/// - Laws: a file appears under its name as a whole and synchronised, or not at all; it is never written again.
package struct EvidenceDirectory: EvidenceShelf {
  /// The most bytes that are read back: more than any file that is taken in.
  static let mostBytes = 64 << 20

  private let root: String

  package init(_ root: String) throws(SinkError) {
    self.root = root
    do throws(SystemError) {
      try makeDirectory(root)
    } catch {
      throw SinkError(error)
    }
  }

  /// An evidence directory that is only read.
  package init(reading root: String) { self.root = root }

  package func keep(_ bytes: [UInt8], as id: String) throws(SinkError) {
    do throws(SystemError) {
      let (folder, name) = try place(of: id)
      let final = folder + "/" + name
      if access(final, F_OK) == 0 { return }
      try makeDirectory(folder)
      let staged = folder + "/." + name + ".new"
      // What an earlier attempt left, before it died.
      unlink(staged)
      try createFile(staged, bytes, mode: 0o640, .waited)
      guard rename(staged, final) == 0 else { throw SystemError.last("rename", staged) }
      try synchroniseDirectory(folder)
    } catch {
      throw SinkError(error)
    }
  }

  package func bytes(of id: String) throws(SinkError) -> [UInt8]? {
    do throws(SystemError) {
      let (folder, name) = try place(of: id)
      guard access(folder + "/" + name, F_OK) == 0 else { return nil }
      return try readFile(folder + "/" + name, limit: Self.mostBytes)
    } catch {
      throw SinkError(error)
    }
  }

  /// Where a file lies; a name that is no hash never becomes a path.
  private func place(of id: String) throws(SystemError) -> (folder: String, name: String) {
    let isHash = id.utf8.count == 64 && id.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
    guard isHash else { throw SystemError(code: EINVAL, doing: "name evidence", path: root) }
    return (root + "/" + id.prefix(2), String(id.dropFirst(2)))
  }

  private func makeDirectory(_ path: String) throws(SystemError) {
    if mkdir(path, 0o750) == 0 {
      let parent = path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
      try synchroniseDirectory(parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent)
      return
    }
    guard errno == EEXIST else { throw SystemError.last("create", path) }
  }
}
