import Glibc

/// Why the control socket cannot be listened on.
package struct ControlListenError: Error, Hashable, Sendable, CustomStringConvertible {
  package var path: String
  package var cause: String
  package var remedy: String

  package var description: String { "control socket \(path): \(cause); \(remedy)" }
}

/// A unix stream socket that listens for `dutyctl`.
///
/// - Laws: once this value exists, clients can connect; they wait in the backlog until a ``ControlServer`` runs.
package struct ControlListener: Sendable {
  package let descriptor: Int32
  /// Where it is bound; `nil` for a socket without a name.
  package let path: String?
  /// Whether the file goes when the daemon stops: not with a socket that the service manager keeps.
  let isOurs: Bool

  /// Takes over a listening socket that the service manager opened.
  package init(inherited descriptor: Int32) {
    self.descriptor = descriptor
    self.path = Self.boundPath(descriptor)
    self.isOurs = false
  }

  /// Binds a socket at a path, readable and writable for its owner and group.
  ///
  /// The file of a daemon that is gone is removed; that of one that answers is not, nor is anything that is no socket.
  package init(path: String) throws(ControlListenError) {
    try Self.clearStale(path)
    guard let address = UnixAddress(path) else {
      throw ControlListenError(
        path: path, cause: "the path is longer than a socket's may be", remedy: "name a shorter one with `--socket`")
    }
    let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw Self.refusal(path, "create") }
    // The mode of the descriptor becomes that of the file, less the umask: narrow at first, so that nobody slips in
    // between, then as it is to be.
    guard fchmod(descriptor, 0o600) == 0, address.call({ bind(descriptor, $0, $1) }) == 0, chmod(path, 0o660) == 0,
      listen(descriptor, 128) == 0
    else {
      let error = Self.refusal(path, "bind")
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    self.path = path
    self.isOurs = true
  }

  /// Removes the file of our own socket.
  func removeFile() {
    if isOurs, let path { unlink(path) }
  }

  private static func clearStale(_ path: String) throws(ControlListenError) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFSOCK else {
      throw ControlListenError(
        path: path, cause: "something that is no socket is there", remedy: "remove it, or name another path")
    }
    if answers(path) {
      throw ControlListenError(
        path: path, cause: "another daemon answers there", remedy: "stop it, or name another path with `--socket`")
    }
    guard unlink(path) == 0 || errno == ENOENT else { throw refusal(path, "remove") }
  }

  /// Whether somebody accepts connections at a path.
  private static func answers(_ path: String) -> Bool {
    guard let address = UnixAddress(path) else { return false }
    let flags = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
    let probe = socket(AF_UNIX, flags, 0)
    guard probe >= 0 else { return false }
    defer { close(probe) }
    // EAGAIN: the backlog is full, so somebody is there, if slow.
    return address.call { connect(probe, $0, $1) } == 0 || errno == EAGAIN
  }

  private static func refusal(_ path: String, _ doing: String) -> ControlListenError {
    let code = errno
    var room = [CChar](repeating: 0, count: 128)
    _ = strerror_r(code, &room, room.count)
    let words = String(decoding: room.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    let remedy =
      switch code {
      case ENOENT: "create its directory"
      case EACCES, EPERM: "let the daemon's user write to its directory, or name another path with `--socket`"
      default: "name another path with `--socket`"
      }
    return ControlListenError(path: path, cause: "cannot \(doing): \(words)", remedy: remedy)
  }

  private static func boundPath(_ descriptor: Int32) -> String? {
    var address = sockaddr_un()
    var length = socklen_t(MemoryLayout<sockaddr_un>.size)
    let result = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
    }
    guard result == 0, Int32(address.sun_family) == AF_UNIX else { return nil }
    let bytes = withUnsafeBytes(of: &address.sun_path) { $0.prefix { $0 != 0 } }
    return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
  }
}

/// The address of a unix socket.
struct UnixAddress {
  private var address = sockaddr_un()

  /// - Returns: `nil` for a path that does not fit, or is empty.
  init?(_ path: String) {
    let bytes = Array(path.utf8)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
      guard !bytes.isEmpty, bytes.count < room.count, !bytes.contains(0) else { return false }
      room.copyBytes(from: bytes)
      return true
    }
    guard fits else { return nil }
    address.sun_family = sa_family_t(AF_UNIX)
  }

  func call(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
