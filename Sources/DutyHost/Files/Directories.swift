import CSystemd
import Glibc

/// The names in a directory, sorted by their bytes, without `.` and `..`.
func namesInDirectory(_ path: String) throws(SystemError) -> [String] {
  guard let stream = opendir(path) else { throw .last("list", path) }
  defer { closedir(stream) }
  var names: [String] = []
  while true {
    errno = 0
    guard let entry = readdir(stream) else {
      if errno != 0 { throw .last("list", path) }
      break
    }
    let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
}

/// Makes a directory and those above it; one that exists is fine.
func makeDirectories(_ path: String, mode: mode_t) throws(SystemError) {
  if mkdir(path, mode) == 0 || errno == EEXIST { return }
  guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash != path.startIndex else {
    throw .last("create", path)
  }
  try makeDirectories(String(path[..<slash]), mode: mode)
  guard mkdir(path, mode) == 0 || errno == EEXIST else { throw .last("create", path) }
}

/// Makes the names in a directory durable.
func synchroniseDirectory(_ path: String) throws(SystemError) {
  try withDirectory(path) { descriptor in fsync(descriptor) == 0 }
}

/// Makes all of the file system that a directory lies on durable: one commit instead of one for each of many files.
///
/// - Source: syncfs(2), which reports write errors since Linux 5.8.
func synchroniseFileSystem(_ path: String) throws(SystemError) {
  try withDirectory(path) { descriptor in syncfs(descriptor) == 0 }
}

private func withDirectory(_ path: String, _ body: (Int32) -> Bool) throws(SystemError) {
  let descriptor = uninterrupted { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  guard descriptor >= 0 else { throw .last("open", path) }
  defer { close(descriptor) }
  guard body(descriptor) else { throw .last("synchronise", path) }
}

/// Removes a file, a link (not what it points to) or a directory with all in it; what is not there is fine.
func removeTree(_ path: String) throws(SystemError) {
  if unlink(path) == 0 || errno == ENOENT { return }
  guard errno == EISDIR || errno == EPERM else { throw .last("remove", path) }
  for name in try namesInDirectory(path) { try removeTree(path + "/" + name) }
  guard rmdir(path) == 0 || errno == ENOENT else { throw .last("remove", path) }
}

/// Where a symbolic link points; `nil` for anything that is no link.
func linkTarget(_ path: String) -> String? {
  var room = [CChar](repeating: 0, count: Int(PATH_MAX))
  let count = readlink(path, &room, room.count)
  return count > 0 ? String(decoding: room.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
}

/// Makes `path` a link to `target`, in place of whatever link was there, in one step.
func replaceLink(_ path: String, to target: String) throws(SystemError) {
  if linkTarget(path) == target { return }
  let aside = path + ".new"
  if unlink(aside) != 0, errno != ENOENT { throw .last("remove", aside) }
  guard symlink(target, aside) == 0 else { throw .last("link", aside) }
  guard rename(aside, path) == 0 else { throw .last("replace", path) }
}
