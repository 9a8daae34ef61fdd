import Glibc

/// A file that is to get other bytes.
package struct FileReplacement: Sendable {
  package var path: String
  /// What it must still hold: somebody else may have written it since it was read.
  package var old: [UInt8]
  package var new: [UInt8]

  package init(path: String, old: [UInt8], new: [UInt8]) {
    self.path = path
    self.old = old
    self.new = new
  }
}

/// Replaces files: all are written aside and synchronised first, then each takes its place in one step.
///
/// - Laws: nobody ever reads half a file; where one cannot be written, none is replaced. Owner and mode stay, and a link
///   keeps leading to its file.
/// - Errors: `ESTALE` for a file that changed since it was read; what open(2), write(2) and rename(2) say.
package func replaceFiles(_ files: [FileReplacement]) throws(SystemError) {
  var staged: [(part: String, target: String)] = []
  defer { for file in staged { unlink(file.part) } }
  for file in files {
    let target = try resolved(file.path)
    guard try readFile(target, limit: 512 << 20) == file.old else {
      throw SystemError(code: ESTALE, doing: "replace", path: file.path)
    }
    let slash = target.lastIndex(of: "/") ?? target.startIndex
    let part = target[..<slash] + "/.dutyd-" + String(getpid()) + "-" + target[target.index(after: slash)...] + ".tmp"
    unlink(String(part))
    try createFile(String(part), file.new, mode: 0o600, .waited)
    staged.append((String(part), target))
    try copyOwner(of: target, to: String(part))
  }
  for file in staged {
    guard rename(file.part, file.target) == 0 else { throw .last("replace", file.target) }
  }
  for folder in Set(staged.map { $0.target[..<($0.target.lastIndex(of: "/") ?? $0.target.startIndex)] }) {
    let descriptor = open(folder.isEmpty ? "/" : String(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { continue }
    fsync(descriptor)
    close(descriptor)
  }
}

/// The file itself, behind links.
private func resolved(_ path: String) throws(SystemError) -> String {
  guard let real = realpath(path, nil) else { throw .last("find", path) }
  defer { free(real) }
  return String(cString: real)
}

private func copyOwner(of file: String, to part: String) throws(SystemError) {
  var status = stat()
  guard stat(file, &status) == 0 else { throw .last("look at", file) }
  if status.st_uid != geteuid() || status.st_gid != getegid() {
    // Another's file stays another's; who may not give it away keeps it.
    _ = chown(part, status.st_uid, status.st_gid)
  }
  guard chmod(part, status.st_mode & 0o7777) == 0 else { throw .last("set the mode of", part) }
}
