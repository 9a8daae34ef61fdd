import DutyBook
import DutyCalendar
import DutyDigest

/// A mail, as a sendmail-compatible program reads it on its standard input.
///
/// - Shape: RFC 5322 with LF line ends; everything beyond ASCII encoded (RFC 2047, base 64), so that no program on the
///   way has to know UTF-8. Text and HTML as alternatives where there is a page.
extension Parcel {
  package func mail() throws(FormFault) -> [UInt8] {
    let to = address
    guard to.contains("@"), !to.hasPrefix("@") else {
      throw FormFault("`\(recipient)` has no address in the channel `\(channel.id)`", isFinal: true)
    }
    let domain = channel.from.split(separator: "@").last.map(String.init) ?? "localhost"
    var lines = [
      "From: \(encodedWord(district))\n <\(channel.from)>",
      "To: \(encodedWord(recipientName))\n <\(to)>",
      "Subject: \(encodedWord(content.title))",
      "Date: \(MailDate.text(at, zone))",
      "Message-ID: <\(id)@\(domain)>",
      "Auto-Submitted: auto-generated",
      "X-Duty-Kind: \(content.kind)",
      "MIME-Version: 1.0",
    ]
    if content.html.isEmpty {
      lines += part("text/plain", plain)
    } else {
      let boundary = "part-" + id
      lines += ["Content-Type: multipart/alternative; boundary=\"\(boundary)\"", ""]
      lines += ["--" + boundary] + part("text/plain", plain)
      lines += ["--" + boundary] + part("text/html", content.mailPage)
      lines.append("--" + boundary + "--")
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private var plain: String {
    [content.markdown, content.linksText, content.link].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func part(_ type: String, _ text: String) -> [String] {
    ["Content-Type: \(type); charset=utf-8", "Content-Transfer-Encoding: base64", ""]
      + folded(Base64Coding.encode(Array(text.utf8)), 76) + [""]
  }

  private func folded(_ text: String, _ width: Int) -> [String] {
    var lines: [String] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      lines.append(String(rest.prefix(width)))
      rest = rest.dropFirst(width)
    }
    return lines
  }
}

/// A text for a header: as it is where it is plain, else in encoded words of whole characters, folded.
///
/// - Source: RFC 2047 §2: no encoded word is longer than 75 characters.
func encodedWord(_ text: String) -> String {
  let isPlain = text.utf8.allSatisfy { byte in
    switch byte {
    case 48...57, 65...90, 97...122, 32, 45: true
    default: false
    }
  }
  if isPlain, text.utf8.count <= 60 { return text }
  var words: [String] = []
  var chunk: [UInt8] = []
  func word() -> String { "=?UTF-8?B?" + Base64Coding.encode(chunk) + "?=" }
  for character in text {
    let bytes = Array(String(character.isNewline ? " " : character).utf8)
    // 45 bytes are 60 letters, with their frame 72; the first word leaves room for the header's name.
    if chunk.count + bytes.count > (words.isEmpty ? 36 : 45) {
      words.append(word())
      chunk = []
    }
    chunk += bytes
  }
  words.append(word())
  return words.joined(separator: "\n ")
}

/// `Mon, 23 Nov 2026 07:30:00 +0800`.
enum MailDate {
  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func text(_ instant: Instant, _ zone: Zone) -> String {
    let local = zone.local(instant)
    let offset = zone.offset(at: instant) / 60
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    // 1970-01-01 was a Thursday.
    let day = days[(Int(local.date.epochDay) % 7 + 10) % 7]
    let second = Int(local.second)
    let clock = "\(two(second / 3600)):\(two(second / 60 % 60)):\(two(second % 60))"
    let sign = offset < 0 ? "-" : "+"
    let zoneText = sign + two(abs(offset) / 60) + two(abs(offset) % 60)
    return "\(day), \(local.date.day) \(months[local.date.month - 1]) \(local.date.year) \(clock) \(zoneText)"
  }
}
