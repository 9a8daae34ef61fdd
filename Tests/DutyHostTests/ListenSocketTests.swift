import Glibc
import Testing

@testable import DutyHost

/// Where a socket that was handed over listens, as it is told to whoever asks.
struct ListenSocketTests {
  /// A socket of a family at its loopback address, listening or not.
  private func socketOf(
    _ family: Int32, _ type: Int32 = Int32(SOCK_STREAM.rawValue), isListening: Bool = true
  ) throws -> Int32 {
    let descriptor = socket(family, type, 0)
    try #require(descriptor >= 0)
    let isBound: Bool
    if family == AF_INET {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
      isBound = withUnsafePointer(to: address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
        }
      }
    } else {
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      isBound = withUnsafePointer(to: address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sa_family_t>.size)) == 0
        }
      }
    }
    try #require(isBound)
    if isListening { try #require(listen(descriptor, 1) == 0) }
    return descriptor
  }

  @Test("TCP by its address and port, so that a port for everybody is seen for what it is")
  func tcp() throws {
    let descriptor = try socketOf(AF_INET)
    defer { close(descriptor) }
    let text = try #require(ListenSockets.address(of: descriptor))
    let parts = text.split(separator: ":")
    #expect(parts.count == 2 && parts[0] == "127.0.0.1" && (Int(parts[1]) ?? 0) > 0, "\(text)")
  }

  @Test("a unix socket is one, with or without a path")
  func unix() throws {
    let descriptor = try socketOf(AF_UNIX)
    defer { close(descriptor) }
    #expect(ListenSockets.address(of: descriptor)?.hasPrefix("unix:") == true)
  }

  @Test("what does not listen, or is no stream, is none")
  func others() throws {
    for (type, isListening) in [(Int32(SOCK_STREAM.rawValue), false), (Int32(SOCK_DGRAM.rawValue), false)] {
      let descriptor = try socketOf(AF_INET, type, isListening: isListening)
      defer { close(descriptor) }
      #expect(ListenSockets.address(of: descriptor) == nil)
    }
    #expect(ListenSockets.address(of: -1) == nil)
  }
}
