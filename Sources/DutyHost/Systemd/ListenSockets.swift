import CSystemd
import Glibc

/// A listening socket that the service manager opened for us.
package struct ListenSocket: Hashable, Sendable {
  /// `FileDescriptorName=` of the socket unit.
  package var name: String
  package var descriptor: Int32
}

/// The sockets handed over at start.
///
/// - Source: sd_listen_fds_with_names(3); the variables are taken out of the environment, so that a second call finds
///   none and no child inherits them.
package enum ListenSockets {
  /// The unix stream sockets that are listening; anything else that was handed over is closed.
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
      if sd_is_socket_unix(descriptor, Int32(SOCK_STREAM.rawValue), 1, nil, 0) > 0 {
        sockets.append(ListenSocket(name: name ?? "", descriptor: descriptor))
      } else {
        close(descriptor)
      }
    }
    return sockets
  }
}
