import DutyBook

/// The wording of every form in every language, for a book that has none of its own.
enum BuiltinTemplates {
  static func text(_ form: TemplateForm, _ locale: Settings.Locale) -> String {
    let table =
      switch (form, locale) {
      case (.notice, .chinese): chinese
      case (.notice, .english): english
      case (.report, .chinese): chineseReports
      case (.report, .english): englishReports
      }
    return table[form.name] ?? ""
  }
}
