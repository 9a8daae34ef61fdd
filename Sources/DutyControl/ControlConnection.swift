import Glibc

/// A connected unix stream socket with a deadline.
struct ControlConnection {
  private let descriptor: Int32
  private let path: String
  private let patience: Int

  init(path: String, patience: Int) throws(ControlError) {
    self.path = path
    self.patience = patience
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &address.sun_path) { room in
      guard !path.isEmpty, path.utf8.count < room.count else { return false }
      room.copyBytes(from: Array(path.utf8))
      return true
    }
    guard fits else { throw .broken(path: path, detail: "the path is too long for a socket") }
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw .broken(path: path, detail: reason(errno)) }
    var wait = timeval(tv_sec: patience, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, size)
    let connected = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard connected == 0 else {
      let code = errno
      Glibc.close(descriptor)
      switch code {
      case ENOENT, ECONNREFUSED, ENOTDIR: throw .notRunning(path: path)
      case EACCES, EPERM: throw .notAllowed(path: path)
      case EAGAIN: throw .timedOut(path: path, seconds: patience)
      default: throw .broken(path: path, detail: reason(code))
      }
    }
  }

  func close() {
    Glibc.close(descriptor)
  }

  /// Sends all of it; a peer that answers before it has read everything is no error here.
  func send(_ bytes: [UInt8]) throws(ControlError) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { room in
        Glibc.send(descriptor, room.baseAddress.map { $0 + offset }, room.count - offset, Int32(MSG_NOSIGNAL))
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE || errno == ECONNRESET { return }
        throw failure(errno)
      }
      offset += count
    }
  }

  /// Everything until the peer closes.
  func receive(limit: Int) throws(ControlError) -> [UInt8] {
    var bytes: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = recv(descriptor, &room, room.count, 0)
      if count < 0, errno == EINTR { continue }
      if count == 0 || (count < 0 && errno == ECONNRESET && !bytes.isEmpty) { break }
      guard count > 0 else { throw failure(errno) }
      bytes.append(contentsOf: room.prefix(count))
      guard bytes.count <= limit else { throw .notUnderstood(path: path, detail: "the answer has no end") }
    }
    guard !bytes.isEmpty else { throw .broken(path: path, detail: "it closed without an answer") }
    return bytes
  }

  private func failure(_ code: Int32) -> ControlError {
    code == EAGAIN ? .timedOut(path: path, seconds: patience) : .broken(path: path, detail: reason(code))
  }
}

private func reason(_ code: Int32) -> String {
  var room = [CChar](repeating: 0, count: 128)
  guard strerror_r(code, &room, room.count) == 0 else { return "error \(code)" }
  return String(decoding: room.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
