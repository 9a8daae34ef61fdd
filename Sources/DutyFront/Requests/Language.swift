import DutyBook

/// The reader's language: asked for, remembered, preferred by the browser, or the district's.
enum Language {
  static func choose(
    _ asked: String?, _ remembered: String?, _ accepted: String?, usual: Settings.Locale
  ) -> Settings.Locale {
    for said in [asked, remembered] {
      if let locale = said.flatMap({ Settings.Locale(rawValue: $0) }) { return locale }
    }
    for part in (accepted ?? "").split(separator: ",") {
      let tag = part.prefix { $0 != ";" && $0 != "-" }.lowercased().filter { $0 != " " }
      if tag == "zh" { return .chinese }
      if tag == "en" { return .english }
    }
    return usual
  }
}
