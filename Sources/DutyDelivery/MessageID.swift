import DutyDigest
import DutyLedger

/// How a message is named: the same at each attempt, by each channel, after each death of the daemon.
package enum MessageID {
  /// `msg_` and 24 hexadecimal digits of the digest of cause, recipient and the channel that was asked first.
  package static func of(cause: String, recipient: String, channel: String) -> String {
    named([cause, recipient, channel])
  }

  /// The name of several messages that go out as one.
  package static func digest(of messages: [String]) -> String { named(["digest"] + messages.sorted()) }

  private static func named(_ parts: [String]) -> String {
    "msg_" + JSONValue.array(parts.map { .string($0) }).digest.hex.prefix(24)
  }
}
