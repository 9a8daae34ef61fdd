import DutyControl
import DutyLedger
import DutyPorts
import Foundation
import Testing

@testable import DutyHTTP

struct ControlListenerTests {
  private func path() -> String { NSTemporaryDirectory() + "/duty-\(UUID().uuidString.prefix(8)).sock" }

  @Test("the file is for the owner and the group, from its first moment")
  func modes() throws {
    let path = path()
    let listener = try ControlListener(path: path)
    defer { close(listener.descriptor) }
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o660)
    #expect(ControlListener(inherited: listener.descriptor).path == path)
    listener.removeFile()
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("the file of a daemon that is gone is taken over, that of one that answers is not")
  func staleAndLive() throws {
    let path = path()
    let first = try ControlListener(path: path)
    let error = #expect(throws: ControlListenError.self) { try ControlListener(path: path) }
    #expect(error?.cause == "another daemon answers there")
    close(first.descriptor)
    let second = try ControlListener(path: path)
    close(second.descriptor)
    second.removeFile()
  }

  @Test("what is no socket stays where it is")
  func keepsFiles() throws {
    let path = path()
    try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: ControlListenError.self) { try ControlListener(path: path) }
    #expect(FileManager.default.contents(atPath: path) == Data("precious".utf8))
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: ControlListenError.self) { try ControlListener(path: "/nowhere/at/all/control.sock") }
    #expect(throws: ControlListenError.self) { try ControlListener(path: "/tmp/" + String(repeating: "x", count: 120)) }
  }

  struct Knock: Sendable {
    var uid: UInt32
    var gid: UInt32
    var closed: Bool
    var enters: Bool
    var why: String
  }
  @Test(arguments: [
    Knock(uid: 0, gid: 0, closed: false, enters: true, why: "root"),
    Knock(uid: 990, gid: 5, closed: false, enters: true, why: "the daemon's own user"),
    Knock(uid: 1000, gid: 991, closed: false, enters: true, why: "the socket's group"),
    Knock(uid: 1000, gid: 1000, closed: false, enters: false, why: "anybody, where the mode lets anybody in"),
    Knock(uid: 1000, gid: 1000, closed: true, enters: true, why: "in the group by a supplementary one"),
  ])
  func gate(_ c: Knock) {
    let gate = PeerGate(owner: 990, group: 991, keepsOthersOut: c.closed)
    #expect(gate.allows(Peer(uid: c.uid, gid: c.gid, pid: 1)) == c.enters, "\(c.why)")
    let nameless = PeerGate(owner: 990, group: nil, keepsOthersOut: false)
    #expect(!nameless.allows(Peer(uid: 1000, gid: .max, pid: 1)))
  }

  @Test("errors of the client say what to do")
  func clientErrors() throws {
    let path = path()
    let absent = #expect(throws: ControlError.self) { try ControlClient(socketPath: path).call("status") }
    #expect(absent == .notRunning(path: path))
    #expect(absent?.description.contains("systemctl start dutyd") == true)
    let listener = try ControlListener(path: path)
    defer {
      close(listener.descriptor)
      listener.removeFile()
    }
    var client = ControlClient(socketPath: path)
    client.patience = 1
    #expect(throws: ControlError.timedOut(path: path, seconds: 1)) { try client.call("status") }
    #expect(ControlClient().socketPath == "/run/dutyd/control.sock")
    #expect(ControlClient(environment: ["RUNTIME_DIRECTORY": "/run/x:/run/y"]).socketPath == "/run/x/control.sock")
  }
}
