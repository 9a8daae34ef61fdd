import DutyCalendar
import DutyDigest
import DutyLedger

/// What a link in a message lets its bearer do: one thing, with one task, as one person, for some days.
///
/// - Shape: `BODY.MAC` in base 64 for URLs: the body is a canonical array of task, person, purpose and the second at
///   which it ends. Whoever has the link is taken for the person: it is sent to nobody else.
/// - Source: issue 4 §3, acknowledgement by link.
package struct LinkToken: Hashable, Sendable {
  package enum Purpose: String, Hashable, Sendable, CaseIterable {
    /// Take note of a task (签收).
    case acknowledge = "ack"
    /// Read a task.
    case view
  }

  /// Why a token opens nothing.
  package enum Fault: Error, Hashable, Sendable {
    case malformed
    case forged
    case expired
  }

  package var task: String
  package var person: String
  package var purpose: Purpose
  package var ends: Instant

  /// Days for which a link opens.
  package static let days: Int64 = 14

  package init(task: String, person: String, purpose: Purpose, ends: Instant) {
    self.task = task
    self.person = person
    self.purpose = purpose
    self.ends = ends
  }

  package func make(key: [UInt8]) -> String {
    let body = JSONValue.array([
      .string(task), .string(person), .string(purpose.rawValue), .int(ends.seconds),
    ]).canonical
    return Base64Coding.encodeURL(body) + "." + Base64Coding.encodeURL(Self.mac(body, key))
  }

  /// Reads a token and checks that this key made it and that it has not ended; the MAC is looked at before the words.
  package static func verify(_ text: String, key: [UInt8], at now: Instant) throws(Fault) -> LinkToken {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard text.utf8.count <= 1024, parts.count == 2, let body = Base64Coding.decode(String(parts[0])),
      let mac = Base64Coding.decode(String(parts[1]))
    else { throw .malformed }
    guard !key.isEmpty, MAC.isEqual(mac, Self.mac(body, key)) else { throw .forged }
    guard let fields = (try? JSONValue(parsing: body))?.array, fields.count == 4, let task = fields[0].string,
      let person = fields[1].string, let purpose = fields[2].string.flatMap({ Purpose(rawValue: $0) }),
      let ends = fields[3].int
    else { throw .malformed }
    guard now.seconds < ends else { throw .expired }
    return LinkToken(task: task, person: person, purpose: purpose, ends: Instant(seconds: ends))
  }

  /// The key is used for links alone, whatever else the credential signs.
  private static func mac(_ body: [UInt8], _ key: [UInt8]) -> [UInt8] {
    MAC.sha256(key: MAC.sha256(key: key, Array("dutyd link 1".utf8)), body)
  }
}
