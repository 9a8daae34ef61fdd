import DutyCalendar

/// What `dutyd.yaml` says of the work between dispatch and closure.
package struct PeoplePolicy: Hashable, Sendable {
  /// By when the office rules whose a disputed task is (M11).
  package var ruling = Limit.workdays(1)
  /// By when an anomaly with an outside authority is reported upward (M55).
  package var anomaly = Limit.workingHours(minutes: 240)
  /// By when summoned departments report where the summons does not say (M14).
  package var summons = Limit.workingHours(minutes: 120)
  /// What returned work gets whose own limit is a day of the calendar and not a length of time.
  package var returned = Limit.workdays(3)
  /// Which tasks wait for the parts of their supporting units where a duty does not say (M15).
  package var parts = PartsPolicy.cases
  package var evidence = EvidencePolicy()

  package init() {}
}

/// Which tasks have a part for each supporting unit to close (M15).
package enum PartsPolicy: String, Hashable, Sendable, CaseIterable {
  /// Rectifications; a daily patrol is not held up by those who are there to help.
  case cases
  case all
  case none
}

/// Which files are kept as evidence.
package struct EvidencePolicy: Hashable, Sendable {
  /// Bytes of one file.
  package var maxBytes = 10 << 20
  package var types = Set(EvidenceType.allCases)

  package init() {}

  /// The most that `max-megabytes` may say: a request of the control socket carries no more.
  package static let mostMegabytes = 10
}

/// A type of file, told by its first bytes and never by its name.
package enum EvidenceType: String, Hashable, Sendable, CaseIterable {
  case jpeg, png, heic, pdf, mp4, text

  package var mime: String {
    switch self {
    case .jpeg: "image/jpeg"
    case .png: "image/png"
    case .heic: "image/heic"
    case .pdf: "application/pdf"
    case .mp4: "video/mp4"
    case .text: "text/plain"
    }
  }

  package init?(firstBytes bytes: some Collection<UInt8>) {
    let head = Array(bytes.prefix(512))
    func begins(_ magic: [UInt8], at offset: Int = 0) -> Bool {
      head.count >= offset + magic.count && Array(head[offset..<offset + magic.count]) == magic
    }
    if begins([0xFF, 0xD8, 0xFF]) {
      self = .jpeg
    } else if begins([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
      self = .png
    } else if begins(Array("%PDF-".utf8)) {
      self = .pdf
    } else if begins(Array("ftyp".utf8), at: 4), head.count >= 12 {
      let brand = String(decoding: head[8..<12], as: UTF8.self)
      self = ["heic", "heix", "hevc", "heim", "heis", "mif1", "msf1"].contains(brand) ? .heic : .mp4
    } else if EvidenceType.isText(head, isWhole: head.count < 512) {
      self = .text
    } else {
      return nil
    }
  }

  /// Printable UTF-8; a file that is cut in the middle of a character is still text.
  private static func isText(_ head: [UInt8], isWhole: Bool) -> Bool {
    guard !head.isEmpty, !head.contains(where: { $0 < 0x20 && $0 != 9 && $0 != 10 && $0 != 13 || $0 == 0x7F }) else {
      return false
    }
    for cut in 0...(isWhole ? 0 : 3) where String(validating: head.dropLast(cut), as: UTF8.self) != nil { return true }
    return false
  }
}
