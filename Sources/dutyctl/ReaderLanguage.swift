import DutyCalendar
import DutyLedger
import DutyPages
import Foundation

/// In which language somebody at a terminal reads, by the settings of their own session.
enum ReaderLanguage {
  /// - Shape: of `LC_ALL`, `LC_MESSAGES` and `LANG` the first that says something; Chinese where it begins with `zh`.
  static func locale(_ environment: [String: String]) -> PageLocale {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return said.lowercased().hasPrefix("zh") ? .chinese : .english
  }

  /// What an act brought about besides, a line each, with identifiers for names.
  ///
  /// - Parameter answer: as the daemon gives it.
  static func notes(_ answer: JSONValue, _ environment: [String: String]) -> [String] {
    let locale = locale(environment)
    let reader = PageReader(locale: locale, district: "", zone: .utc, now: Instant(seconds: 0))
    let words = RefusalWords(reader, PageNames(person: { $0 }, unit: { $0 }, standard: { $0 }))
    let mark = locale == .chinese ? "提示：" : "note: "
    return (answer["effects"]?.array ?? []).compactMap { DesignationNote($0) }.map { mark + words.text($0) }
  }

  /// The same for the session of whoever called.
  static func notes(_ answer: JSONValue) -> [String] { notes(answer, ProcessInfo.processInfo.environment) }
}
