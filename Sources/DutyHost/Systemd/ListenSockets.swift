import CSystemd
import Glibc

/// A listening socket that the service manager opened for us.
package struct ListenSocket: Hashable, Sendable {
  /// `FileDescriptorName=` of the socket unit.
  package var name: String
  package var descriptor: Int32
  /// Where it listens: `127.0.0.1:8300`, `[::1]:8300`, `unix:/run/dutyd/http.sock`; `unix:` for one without a name.
  package var address: String

  /// The name that HTTP's socket unit gives; any other socket is the control socket.
  package static let http = "http"
}

/// The sockets handed over at start.
///
/// - Source: sd_listen_fds_with_names(3); the variables are taken out of the environment, so that a second call finds
///   none and no child inherits them.
package enum ListenSockets {
  /// The stream sockets that are listening, unix ones and, by the name ``ListenSocket/http``, those of TCP; anything else
  /// that was handed over is closed.
  package static func take() -> [ListenSocket] {
    var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
    let count = sd_listen_fds_with_names(1, &names)
    defer { free(names) }
    guard count > 0 else { return [] }
    var sockets: [ListenSocket] = []
    for index in 0..<Int(count) {
      let descriptor = SD_LISTEN_FDS_START + Int32(index)
      let name = names?[index].map { pointer in
        defer { free(pointer) }
        return String(cString: pointer)
      }
      if let address = address(of: descriptor), address.hasPrefix("unix:") || name == ListenSocket.http {
        sockets.append(ListenSocket(name: name ?? "", descriptor: descriptor, address: address))
      } else {
        close(descriptor)
      }
    }
    return sockets
  }

  /// Where a stream socket listens; `nil` for anything else.
  package static func address(of descriptor: Int32) -> String? {
    guard sd_is_socket(descriptor, AF_UNSPEC, Int32(SOCK_STREAM.rawValue), 1) > 0 else { return nil }
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    return withUnsafeMutableBytes(of: &storage) { bytes in
      guard let base = bytes.baseAddress,
        getsockname(descriptor, base.assumingMemoryBound(to: sockaddr.self), &length) == 0
      else { return nil }
      return text(UnsafeRawBufferPointer(bytes))
    }
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String? {
    switch Int32(bytes.loadUnaligned(as: sa_family_t.self)) {
    case AF_UNIX:
      let path = bytes.dropFirst(MemoryLayout<sa_family_t>.size).prefix { $0 != 0 }
      return "unix:" + String(decoding: path, as: UTF8.self)
    case AF_INET:
      let address = bytes.loadUnaligned(as: sockaddr_in.self)
      return printed(AF_INET, address.sin_addr).map { "\($0):\(UInt16(bigEndian: address.sin_port))" }
    case AF_INET6:
      let address = bytes.loadUnaligned(as: sockaddr_in6.self)
      return printed(AF_INET6, address.sin6_addr).map { "[\($0)]:\(UInt16(bigEndian: address.sin6_port))" }
    default: return nil
    }
  }

  private static func printed(_ family: Int32, _ address: some Any) -> String? {
    var room = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let isPrinted = withUnsafePointer(to: address) { inet_ntop(family, $0, &room, socklen_t(room.count)) != nil }
    guard isPrinted else { return nil }
    return String(decoding: room.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
