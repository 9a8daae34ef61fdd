import CSystemd
import Glibc

/// Whether a name stands for one entry of a directory: no slash, no `.` or `..`, no NUL, at most 255 bytes.
func isPlainFileName(_ name: String) -> Bool {
  let bytes = name.utf8
  return (1...255).contains(bytes.count) && name != "." && name != ".." && !bytes.contains { $0 == 47 || $0 == 0 }
}

/// The bytes of a regular file.
///
/// - Parameter limit: the most bytes that are read.
/// - Errors: `EFBIG` for a larger one, `EINVAL` for what is no regular file (a FIFO is never waited for), `ESTALE` for
///   one that changed its length while it was read, and what open(2) and read(2) say.
package func readFile(_ path: String, limit: Int) throws(SystemError) -> [UInt8] {
  // O_NONBLOCK: opening a FIFO without a writer would hang.
  let descriptor = uninterrupted { open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY) }
  guard descriptor >= 0 else { throw .last("open", path) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw .last("look at", path) }
  guard status.st_mode & S_IFMT == S_IFREG else { throw SystemError(code: EINVAL, doing: "read", path: path) }
  let size = Int(status.st_size)
  guard size <= limit else { throw SystemError(code: EFBIG, doing: "read", path: path) }

  var failure: SystemError?
  // One byte more than expected, to notice a file that grew.
  let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { room, count in
    while count < room.count {
      let free = room.count - count
      let got = uninterrupted { read(descriptor, room.baseAddress.map { $0 + count }, free) }
      if got < 0 { failure = .last("read", path) }
      if got <= 0 { return }
      count += got
    }
  }
  if let failure { throw failure }
  guard bytes.count == size else { throw SystemError(code: ESTALE, doing: "read", path: path) }
  return bytes
}

/// When what was written is to be on the disk.
enum Synchronising {
  /// When the call returns.
  case waited
  /// Soon: writing begins, so that there is little to wait for when the file system is synchronised, and others who
  /// write meanwhile need not wait for all of it.
  ///
  /// - Source: sync_file_range(2), `SYNC_FILE_RANGE_WRITE`.
  case begun
}

/// Writes a new file; one that exists is an error.
func createFile(_ path: String, _ bytes: [UInt8], mode: mode_t, _ synchronising: Synchronising) throws(SystemError) {
  try createFile(path, mode: mode, synchronising) { put in put(bytes) }
}

/// Writes a new file piece by piece; one that exists is an error.
///
/// - Parameter pieces: gives every piece in its order to what it is handed; after a failure they go nowhere.
func createFile(
  _ path: String, mode: mode_t, _ synchronising: Synchronising, _ pieces: (_ put: @escaping ([UInt8]) -> Void) -> Void
) throws(SystemError) {
  let descriptor = uninterrupted { open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) }
  guard descriptor >= 0 else { throw .last("create", path) }
  defer { close(descriptor) }
  var failure: SystemError?
  pieces { bytes in
    var offset = 0
    while failure == nil, offset < bytes.count {
      let count = bytes.withUnsafeBytes { room in
        uninterrupted { write(descriptor, room.baseAddress.map { $0 + offset }, room.count - offset) }
      }
      if count < 0 { failure = .last("write", path) } else { offset += count }
    }
  }
  if let failure { throw failure }
  switch synchronising {
  case .waited: if fsync(descriptor) != 0 { throw .last("synchronise", path) }
  // A file system that cannot do it waits later.
  case .begun: _ = sync_file_range(descriptor, 0, 0, UInt32(DUTY_SYNC_FILE_RANGE_WRITE))
  }
}
