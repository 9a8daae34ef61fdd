import DutyPorts
import Glibc
import Synchronization

/// The lock that makes this process the only writer of a store.
///
/// - Shape: `flock` on a file beside the store, which holds the number of the process; the system lets go of it when
///   the process ends, however it ends.
final class StoreLock: Sendable {
  /// `nil` once it was let go.
  private let descriptor: Mutex<Int32?>

  init(beside path: String) throws(StoreError) {
    let name = path + ".lock"
    let descriptor = open(name, O_RDWR | O_CREAT | O_CLOEXEC, 0o640)
    guard descriptor >= 0 else { throw StoreLock.error(errno, path) }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      let reason = errno
      let holder = StoreLock.holder(descriptor)
      Glibc.close(descriptor)
      if reason == EWOULDBLOCK { throw .locked(path: path, process: holder) }
      throw StoreLock.error(reason, path)
    }
    self.descriptor = Mutex(descriptor)
    let text = "\(getpid())\n"
    ftruncate(descriptor, 0)
    _ = text.withCString { pwrite(descriptor, $0, strlen($0), 0) }
  }

  deinit { release() }

  /// Lets go of the store; doing so again does nothing.
  func release() {
    descriptor.withLock { held in
      if let held { Glibc.close(held) }
      held = nil
    }
  }

  private static func error(_ number: Int32, _ path: String) -> StoreError {
    switch number {
    case EACCES, EPERM, EROFS: .readOnly(path: path)
    case ENOSPC, EDQUOT: .diskFull(path: path)
    case ENOENT: .failed("the directory of `\(path)` does not exist; create it, or name another one")
    default: .failed("`\(path).lock`: \(String(cString: strerror(number)))")
    }
  }

  /// The process that wrote its number into the lock file.
  private static func holder(_ descriptor: Int32) -> Int32? {
    var buffer = [UInt8](repeating: 0, count: 16)
    let count = pread(descriptor, &buffer, buffer.count, 0)
    guard count > 0 else { return nil }
    return Int32(String(decoding: buffer[..<count].prefix { (48...57).contains($0) }, as: UTF8.self))
  }
}
