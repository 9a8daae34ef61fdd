import CSystemd
import Glibc

/// What the daemon tells the service manager; without one (`NOTIFY_SOCKET` not set) every call does nothing.
///
/// - Source: sd_notify(3), sd_watchdog_enabled(3).
package struct ServiceManager: Sendable {
  package init() {}

  /// The start, or a reload, is complete.
  package func ready(status: String) {
    send("READY=1\nSTATUS=\(oneLine(status))")
  }

  /// A reload has begun; ``ready(status:)`` ends it, whether the new book was taken or refused.
  package func reloading(status: String) {
    send("RELOADING=1\nMONOTONIC_USEC=\(monotonicMicroseconds())\nSTATUS=\(oneLine(status))")
  }

  package func stopping(status: String) {
    send("STOPPING=1\nSTATUS=\(oneLine(status))")
  }

  /// One line for `systemctl status`.
  package func status(_ text: String) {
    send("STATUS=\(oneLine(text))")
  }

  /// A sign of life. Only the loop itself may call this.
  package func watchdog() {
    send("WATCHDOG=1")
  }

  /// Asks for more time to start, reload or stop, counted from now.
  package func extendTimeout(seconds: Int) {
    send("EXTEND_TIMEOUT_USEC=\(seconds * 1_000_000)")
  }

  /// The number of an errno(3) error, for `systemctl status`.
  package func failed(errno code: Int32, status: String) {
    send("ERRNO=\(code)\nSTATUS=\(oneLine(status))")
  }

  /// How long the loop may sleep before ``watchdog()`` is due: half of what the unit grants, at least one second;
  /// `nil` where no watchdog waits for this process.
  package var watchdogPause: Int? {
    var microseconds: UInt64 = 0
    guard sd_watchdog_enabled(0, &microseconds) > 0 else { return nil }
    return max(1, Int(microseconds / 2_000_000))
  }

  private func send(_ state: String) {
    _ = sd_notify(0, state)
  }
}

/// The text without line breaks and other control characters, which would start a field of their own.
func oneLine(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  var line = String.UnicodeScalarView()
  var pending = false
  for scalar in text.unicodeScalars {
    if isControl(scalar) {
      pending = !line.isEmpty
      continue
    }
    if pending { line.append(" ") }
    pending = false
    line.append(scalar)
  }
  return String(line)
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  scalar.value < 32 || (127...159).contains(scalar.value) || scalar.value == 0x2028 || scalar.value == 0x2029
}
