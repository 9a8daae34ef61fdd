import DutyBook
import DutyCalendar
import DutyDocuments

/// The languages of the pages.
package enum PageLocale: String, Hashable, Sendable, CaseIterable {
  case chinese = "zh-Hans"
  case english = "en"

  package var ownName: String { self == .chinese ? "中文" : "English" }
  package var settings: Settings.Locale { self == .chinese ? .chinese : .english }

  /// The one a browser asks for, by the order in which its header names them; Chinese where it names neither.
  ///
  /// - Source: RFC 9110, section 12.5.4.
  package init(accepting header: String) {
    var best: (locale: PageLocale, weight: Int)?
    for part in header.split(separator: ",") {
      let pieces = part.split(separator: ";").map { trimmed(String($0)).lowercased() }
      guard let range = pieces.first else { continue }
      let locale: PageLocale? = range.hasPrefix("zh") ? .chinese : range.hasPrefix("en") ? .english : nil
      guard let locale else { continue }
      let weight = pieces.dropFirst().first { $0.hasPrefix("q=") }.map { Self.weight($0.dropFirst(2)) } ?? 1000
      if weight > best?.weight ?? 0 { best = (locale, weight) }
    }
    self = best?.locale ?? .chinese
  }

  /// `0.8` as 800.
  private static func weight(_ text: Substring) -> Int {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int($0) }) else { return 0 }
    guard parts.count > 1 else { return min(1000, max(0, whole * 1000)) }
    let digits = (parts[1] + "000").prefix(3)
    return min(1000, max(0, whole * 1000 + (Int(digits) ?? 0)))
  }
}

/// Who reads a page, and as of when: all that a page depends on besides what it is about.
package struct PageReader: Sendable {
  /// The field that proves that a form came from a page of ours.
  package static let tokenField = "csrf"
  /// The field by which a form that is sent again is known.
  package static let onceField = "once"

  package var locale: PageLocale
  /// The district, as every page is headed.
  package var district: String
  package var zone: Zone
  package var now: Instant
  /// The reader's name with their unit; empty for somebody without an account.
  package var name: String
  package var tabs: [PageTab]
  package var token: String
  /// The path of the page with its query, for the choice of language.
  package var path: String

  package init(
    locale: PageLocale, district: String, zone: Zone, now: Instant, name: String = "", tabs: [PageTab] = [],
    token: String = "", path: String = "/"
  ) {
    self.locale = locale
    self.district = district
    self.zone = zone
    self.now = now
    self.name = name
    self.tabs = tabs
    self.token = token
    self.path = path
  }

  package var say: PageWords { PageWords(locale) }
  package var today: CivilDate { zone.local(now).date }

  /// Dates and times as documents say them.
  package var moments: Moments { Moments(zone: zone, today: today, at: now, words: words) }

  /// The terms of the documents: states, roles, limits.
  var words: Words { Words(locale.settings) }

  var site: String { say(.site, district) }
  var isAtLogin: Bool { path.hasPrefix("/login") }

  /// This page in a language; the choice is remembered.
  func href(in locale: PageLocale) -> String {
    let parts = path.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let kept = parts.count > 1 ? parts[1].split(separator: "&").filter { !$0.hasPrefix("lang=") } : []
    return String(parts.first ?? "/") + "?" + (kept + ["lang=" + locale.rawValue]).joined(separator: "&")
  }
}

extension PageReader {
  /// A period by its name, `2026年11月`.
  package func periodText(_ period: Period) -> String { DateWords(zone: zone, words: words).period(period) }

  /// The round that a task is, by its period's name: `2026年第48周`; empty for what is none.
  func roundText(_ period: String) -> String {
    Period(named: period).map { DateWords(zone: zone, words: words).briefPeriod($0) } ?? ""
  }
}

extension PageWords {
  package var colonText: String { self(.colon) }
  package var othersText: String { self(.otherSectors) }
}
