import DutyPorts
import Glibc

/// Who may give orders over the control socket.
///
/// - Shape: root, the daemon's own user, and the group of the socket's file. Where the file's mode keeps all others
///   out, the kernel has already checked the group, supplementary ones included, when it let the peer connect;
///   where the mode has been widened, only the peer's own group counts.
/// - Source: unix(7), `SO_PEERCRED`.
struct PeerGate: Sendable {
  var owner: UInt32
  var group: UInt32?
  var keepsOthersOut: Bool

  init(owner: UInt32, group: UInt32?, keepsOthersOut: Bool) {
    self.owner = owner
    self.group = group
    self.keepsOthersOut = keepsOthersOut
  }

  /// The gate of a socket as its file stands now.
  init(listener: ControlListener) {
    owner = geteuid()
    var status = stat()
    guard let path = listener.path, stat(path, &status) == 0 else {
      group = nil
      keepsOthersOut = false
      return
    }
    group = status.st_gid
    keepsOthersOut = status.st_mode & S_IWOTH == 0
  }

  func allows(_ peer: Peer) -> Bool {
    peer.uid == 0 || peer.uid == owner || keepsOthersOut || (group != nil && peer.gid == group)
  }
}

/// What the kernel says of the other end, as `SO_PEERCRED` lays it out: `struct ucred`.
struct PeerCredentials: Sendable {
  var pid: Int32 = 0
  var uid: UInt32 = .max
  var gid: UInt32 = .max
}
