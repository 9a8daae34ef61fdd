import Glibc
import NIOCore

/// A place where the doors listen: one of our own, or a socket that the service manager opened.
package struct FrontDoor: Hashable, Sendable {
  package var address: FrontAddress
  /// The manager's listening socket; `nil` where we listen by ourselves.
  package var descriptor: Int32?

  package init(_ address: FrontAddress, descriptor: Int32? = nil) {
    self.address = address
    self.descriptor = descriptor
  }

  /// Asks the machine whether an address of this family may be listened on at all, so that a service that is shut off
  /// says so before anything else begins.
  package func probe() throws(FrontListenError) {
    guard descriptor == nil, case .tcp(let host, _) = address else { return }
    let probe = socket(host.contains(":") ? AF_INET6 : AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard probe >= 0 else { throw FrontListenError(address, code: errno) }
    close(probe)
  }
}

/// Why the doors cannot be opened where they were to be.
package struct FrontListenError: Error, Hashable, Sendable, CustomStringConvertible {
  package var address: FrontAddress
  /// As of errno; 0 for something else.
  package var code: Int32
  package var cause: String

  package init(_ address: FrontAddress, code: Int32) {
    self.address = address
    self.code = code
    var room = [CChar](repeating: 0, count: 128)
    _ = strerror_r(code, &room, room.count)
    cause = String(decoding: room.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  init(_ address: FrontAddress, _ error: any Error) {
    if let error = error as? IOError {
      self.init(address, code: error.errnoCode)
    } else {
      self.init(address, code: 0)
      cause = "\(error)"
    }
  }

  /// Whether the service is shut off from the network, which trying again does not mend.
  package var isShutOff: Bool { [EAFNOSUPPORT, EPERM].contains(code) }

  package var description: String { "--http \(address): cannot listen: \(cause); \(remedy)" }

  private var remedy: String {
    switch (code, address) {
    case (EAFNOSUPPORT, _), (EPERM, _):
      "the service is shut off from the network: leave --http away and `systemctl enable dutyd-http.socket`, or let it "
        + "in with the drop-in network.conf (deploy/README.md)"
    case (EADDRINUSE, _): "another program listens there: stop it, or name another port"
    case (EADDRNOTAVAIL, _): "this machine has no such address: name 127.0.0.1:8300"
    case (EACCES, .tcp): "ports below 1024 are the system's: name 127.0.0.1:8300"
    case (_, .unix): "create its directory and let the daemon's user write to it, or name another path"
    default: "name another address, such as 127.0.0.1:8300"
    }
  }
}
