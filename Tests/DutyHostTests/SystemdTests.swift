import CSystemd
import DutyCalendar
import DutyPorts
import Foundation
import Glibc
import Logging
import Testing

@testable import DutyHost

struct JournalTests {
  @Test("ids are 128 bits in lower-case hexadecimal, one for each kind")
  func ids() {
    let ids = JournalMessage.Kind.allCases.map(\.messageID)
    #expect(Set(ids).count == JournalMessage.Kind.allCases.count)
    for id in ids { #expect(id.count == 32 && id.allSatisfy { $0.isHexDigit && !$0.isUppercase }) }
  }

  @Test("the catalog explains every kind, by its id, and nothing else")
  func catalog() throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../deploy/dutyd.catalog")
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    let entries = lines.filter { $0.hasPrefix("-- ") }.map { String($0.dropFirst(3)) }
    let english = entries.filter { !$0.contains(" ") }
    #expect(english.sorted() == JournalMessage.Kind.allCases.map(\.messageID).sorted())
    let chinese = entries.filter { $0.hasSuffix(" zh_CN") }.map { String($0.dropLast(6)) }
    #expect(chinese.sorted() == english.sorted())
    #expect(lines.filter { $0.hasPrefix("Subject: ") }.count == entries.count)
  }

  @Test(arguments: [
    ("task", "DUTY_TASK"), ("DUTY_UNIT", "DUTY_UNIT"), ("hb.request-id", "DUTY_HB_REQUEST_ID"), ("_UID", "DUTY__UID"),
    ("任务", "DUTY_______"), (String(repeating: "x", count: 99), "DUTY_" + String(repeating: "X", count: 59)),
  ])
  func fieldNames(_ name: String, _ field: String) {
    #expect(journalFieldName(name) == field)
  }

  @Test(arguments: [
    ("one line", "one line", "left as it is"),
    ("two\nlines", "two lines", "a break would start a field of its own"),
    ("a\r\n\tb\u{0}", "a b", "a run of controls is one space, none at the end"),
    ("环卫\u{2028}中心\u{85}", "环卫 中心", "the line breaks of Unicode are breaks too"),
  ])
  func oneLines(_ text: String, _ line: String, _ why: String) {
    #expect(oneLine(text) == line, "\(why)")
  }

  @Test("a terminal's line names the level and the fields, in order")
  func terminalLines() {
    let message = JournalMessage(.missed, .warning, "entry missed\nwhile down", ["DUTY_UNIT": "u-1", "duty": "d\nx"])
    #expect(StderrJournal.line(message) == "dutyd: warning: entry missed while down (DUTY_UNIT=u-1, DUTY_DUTY=d x)")
    #expect(StderrJournal.line(JournalMessage(.ready, .notice, "ready")) == "dutyd: ready")
  }

  @Test("standard error is the journal's only when device and inode say so")
  func streams() throws {
    let file = try #require(fopen("/dev/null", "w"))
    defer { fclose(file) }
    var status = stat()
    #expect(fstat(fileno(file), &status) == 0)
    let name = "\(status.st_dev):\(status.st_ino)"
    #expect(isJournalStream(name, descriptor: fileno(file)))
    for other in [nil, "", "1:2", name + "9", "x:y", name + ":1"] {
      #expect(!isJournalStream(other, descriptor: fileno(file)), "\(other ?? "nil")")
    }
    #expect(standardJournal(environment: [:]) is StderrJournal)
  }
}

@Suite(.serialized)
struct ServiceManagerTests {
  @Test("what the manager is told, datagram by datagram, one line each")
  func notifies() throws {
    let scratch = try Scratch()
    let socket = try DatagramSocket(scratch.path + "/notify")
    setenv("NOTIFY_SOCKET", scratch.path + "/notify", 1)
    defer { unsetenv("NOTIFY_SOCKET") }
    let manager = ServiceManager()
    manager.ready(status: "next: 2026-11-23 07:30\nREADY=0")
    #expect(socket.receive() == "READY=1\nSTATUS=next: 2026-11-23 07:30 READY=0")
    manager.watchdog()
    #expect(socket.receive() == "WATCHDOG=1")
    manager.reloading(status: "reading rules")
    let parts = try #require(socket.receive()).split(separator: "\n")
    #expect(parts.count == 3)
    #expect(parts.first == "RELOADING=1")
    #expect(parts.dropFirst().first?.hasPrefix("MONOTONIC_USEC=") == true)
    manager.extendTimeout(seconds: 30)
    #expect(socket.receive() == "EXTEND_TIMEOUT_USEC=30000000")
    manager.stopping(status: "bye")
    #expect(socket.receive() == "STOPPING=1\nSTATUS=bye")
  }

  struct Granted: Sendable {
    var microseconds: String?
    var pid: String?
    var pause: Int?
    var why: String
  }
  @Test(arguments: [
    Granted(microseconds: nil, pid: nil, pause: nil, why: "no watchdog"),
    Granted(microseconds: "180000000", pid: nil, pause: 90, why: "half of three minutes"),
    Granted(microseconds: "2000000", pid: "self", pause: 1, why: "half of two seconds"),
    Granted(microseconds: "500000", pid: "self", pause: 1, why: "never less than a second"),
    Granted(microseconds: "2000000", pid: "1", pause: nil, why: "meant for another process"),
  ])
  func pauses(_ c: Granted) {
    defer {
      unsetenv("WATCHDOG_USEC")
      unsetenv("WATCHDOG_PID")
    }
    if let microseconds = c.microseconds { setenv("WATCHDOG_USEC", microseconds, 1) }
    if let pid = c.pid { setenv("WATCHDOG_PID", pid == "self" ? String(getpid()) : pid, 1) }
    #expect(ServiceManager().watchdogPause == c.pause, "\(c.why)")
  }

  @Test("without a manager nothing is handed over")
  func noSockets() {
    #expect(ListenSockets.take().isEmpty)
  }
}

struct ServiceDirectoriesTests {
  @Test func takesTheFirst() {
    let given = ServiceDirectories(environment: [
      "STATE_DIRECTORY": "/var/lib/dutyd:/var/lib/other", "CONFIGURATION_DIRECTORY": "/etc/dutyd",
      "RUNTIME_DIRECTORY": "relative", "CREDENTIALS_DIRECTORY": "",
    ])
    #expect(given.state == "/var/lib/dutyd")
    #expect(given.rules == "/etc/dutyd/rules")
    #expect(given.runtime == nil, "a relative path is nobody's")
    #expect(given.controlSocket == "/run/dutyd/control.sock")
    #expect(given.credentials == nil)
    #expect(ServiceDirectories(environment: ["RUNTIME_DIRECTORY": "/run/x"]).controlSocket == "/run/x/control.sock")
  }

  @Test func readsCredentials() throws {
    let scratch = try Scratch()
    try scratch.write("token", "s3cret")
    try scratch.folder("folder")
    let given = ServiceDirectories(environment: ["CREDENTIALS_DIRECTORY": scratch.path])
    #expect(try given.credential("token") == Array("s3cret".utf8))
    #expect(try given.credential("absent") == nil)
    #expect(try given.credential("../" + (scratch.path as NSString).lastPathComponent + "/token") == nil)
    #expect(throws: SystemError.self) { try given.credential("folder") }
    #expect(try ServiceDirectories(environment: [:]).credential("token") == nil)
  }
}

struct ZoneFilesTests {
  @Test(arguments: [
    ("Asia/Shanghai", true), ("UTC", true), ("America/Argentina/Buenos_Aires", true), ("Etc/GMT+8", true),
    ("Asia/Peking", false), ("../../../etc/passwd", false), ("/etc/localtime", false), ("Asia", false),
    ("Asia/../UTC", false), ("", false), ("tzdata.zi", false), ("Asia/上海", false),
  ])
  func loads(_ name: String, _ exists: Bool) {
    #expect((ZoneFiles.load(name)?.name == name) == exists)
  }
}

/// A datagram socket that stands for the service manager.
private final class DatagramSocket {
  let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0)
  }

  deinit { close(descriptor) }

  func receive() -> String? {
    var room = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &room, room.count, Int32(MSG_DONTWAIT))
    return count < 0 ? nil : String(decoding: room.prefix(count), as: UTF8.self)
  }
}
