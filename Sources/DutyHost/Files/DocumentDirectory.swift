import DutyPorts
import Glibc

/// Documents on disk, below the state directory: `notices/2026/bulletin-3.md`, `reports/digest/digest-2026-W47.html`.
///
/// - Laws: a file appears under its name as a whole and synchronised, or not at all.
package struct DocumentDirectory: DocumentShelf {
  private let root: String

  /// - Parameter root: the state directory.
  package init(_ root: String) {
    self.root = root
  }

  package func has(_ path: String) -> Bool { access(root + "/" + path, F_OK) == 0 }

  package func get(_ path: String) throws(SinkError) -> [UInt8]? {
    guard path.split(separator: "/").allSatisfy({ isPlainFileName(String($0)) }) else { return nil }
    do throws(SystemError) {
      return try readFile(root + "/" + path, limit: 64 << 20)
    } catch {
      if error.code == ENOENT { return nil }
      throw SinkError(error)
    }
  }

  package func put(_ file: StoredFile) throws(SinkError) {
    do throws(SystemError) {
      let parts = file.path.split(separator: "/").map(String.init)
      guard let name = parts.last, parts.allSatisfy(isPlainFileName) else {
        throw SystemError(code: EINVAL, doing: "name", path: file.path)
      }
      let folder = ([root] + parts.dropLast()).joined(separator: "/")
      try makeDirectories(folder, mode: 0o750)
      let staged = folder + "/." + name + ".new"
      // What an earlier attempt left, before it died.
      unlink(staged)
      try createFile(staged, file.bytes, mode: 0o640, .waited)
      guard rename(staged, folder + "/" + name) == 0 else { throw SystemError.last("rename", staged) }
      try synchroniseDirectory(folder)
    } catch {
      throw SinkError(error)
    }
  }
}
