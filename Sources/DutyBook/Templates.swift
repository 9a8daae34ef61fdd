/// The form of a numbered document (文种): one series of numbers per form and year.
///
/// - Source: M41–M48, M54.
package enum NoticeForm: String, Hashable, Sendable, CaseIterable {
  /// 提醒函: a deadline is near, or a dispatch is unanswered.
  case reminder
  /// 整改通知书.
  case rectification
  /// 通报: names a unit to all (M41, M45).
  case bulletin
  /// 约谈通知 (M41).
  case interview
  /// 移交函, with the dossier (M43).
  case referral
  /// 表扬通报 (M47).
  case commendation
  /// 曝光 (M44).
  case exposure
  /// 扣分通知单 (M46).
  case deduction
  /// 停发、暂停资格 for a term (M42, M48).
  case suspension
  /// 撤销称号 (M42).
  case revocation
  /// 三令制: the first, second and third order (M54).
  case firstOrder = "first-order"
  case secondOrder = "second-order"
  case thirdOrder = "third-order"
}

/// The form and the wording that a rung's action has.
package struct NoticeWording: Hashable, Sendable {
  package var form: NoticeForm
  /// `nil`: the form's own wording.
  package var variant: String?

  /// - Parameters:
  ///   - action: the rung's (`bulletin`, `deduct`).
  ///   - template: what the rung names: a variant (`veto`), a form (`third-order`), or both (`bulletin.veto`).
  ///   - step: the how-manieth order of its ladder it is; the third and later ones are third orders (M54).
  /// - Errors: `nil` for an action that puts out no document.
  package init?(action: String, template: String? = nil, step: Int = 1) {
    let parts = (template ?? "").split(separator: ".").map(String.init)
    if let named = parts.first.flatMap({ NoticeForm(rawValue: $0) }) {
      form = named
      variant = parts.count > 1 ? parts[1] : nil
      return
    }
    guard let form = Self.form(action, step) else { return nil }
    self.form = form
    variant = parts.first
  }

  private static func form(_ action: String, _ step: Int) -> NoticeForm? {
    switch action {
    case "notice": .rectification
    case "deduct": .deduction
    case "suspend": .suspension
    case "revoke": .revocation
    case "order": step <= 1 ? .firstOrder : step == 2 ? .secondOrder : .thirdOrder
    default: NoticeForm(rawValue: action)
    }
  }
}

/// The form of a report (M16, M26–M29, M31).
package enum ReportForm: String, Hashable, Sendable, CaseIterable {
  /// 每日简报 during a campaign, with the countdown.
  case brief
  /// 周调度: the weekly digest and its agenda.
  case digest
  /// 一月一督查、一月一公示.
  case monthly
  /// 双月考核.
  case twoMonthly = "two-monthly"
  /// 一季一测评、一季一讲评.
  case quarterly
  /// 半年考核.
  case halfYearly = "half-yearly"
  case yearly
  /// 任务清单、措施清单、时限清单 of a unit.
  case lists
}

/// What a template file is for; the first part of its name.
package enum TemplateForm: Hashable, Sendable, CaseIterable {
  case notice(NoticeForm)
  case report(ReportForm)

  package static var allCases: [TemplateForm] {
    NoticeForm.allCases.map { .notice($0) } + ReportForm.allCases.map { .report($0) }
  }

  package init?(name: String) {
    if let form = NoticeForm(rawValue: name) {
      self = .notice(form)
    } else if let form = ReportForm(rawValue: name) {
      self = .report(form)
    } else {
      return nil
    }
  }

  package var name: String {
    switch self {
    case .notice(let form): form.rawValue
    case .report(let form): form.rawValue
    }
  }
}

/// The wording of a document, from `templates/FORM.mustache`.
///
/// - Shape: Markdown with Mustache tags. A file is named `FORM[.VARIANT][.LOCALE].mustache`: `bulletin.mustache`,
///   `bulletin.fire.mustache`, `bulletin.en.mustache`; without a locale it is in the district's.
package struct Template: Hashable, Sendable {
  package var form: TemplateForm
  /// A second wording of the form, which a rung names.
  package var variant: String?
  /// `nil`: the district's.
  package var locale: Settings.Locale?
  package var text: String
  package var source: SourcePlace

  package init(
    form: TemplateForm, variant: String? = nil, locale: Settings.Locale? = nil, text: String, source: SourcePlace
  ) {
    self.form = form
    self.variant = variant
    self.locale = locale
    self.text = text
    self.source = source
  }
}

/// The templates of a book, in file order.
package struct TemplateShelf: Hashable, Sendable {
  package private(set) var rows: [Template] = []
  /// The language of a template that names none.
  package var locale: Settings.Locale

  package init(_ rows: [Template] = [], locale: Settings.Locale = .chinese) {
    self.locale = locale
    for row in rows { _ = add(row) }
  }

  /// Adds a template; returns the one that has its form, variant and language already, and then adds nothing.
  package mutating func add(_ row: Template) -> Template? {
    let earlier = rows.first {
      $0.form == row.form && $0.variant == row.variant && ($0.locale ?? locale) == (row.locale ?? locale)
    }
    if let earlier { return earlier }
    rows.append(row)
    return nil
  }

  /// The template for a document: the variant's, else the form's; `nil` where the book has none in that language.
  package func template(_ form: TemplateForm, variant: String? = nil, in wanted: Settings.Locale) -> Template? {
    func find(_ variant: String?) -> Template? {
      rows.first { $0.form == form && $0.variant == variant && ($0.locale ?? locale) == wanted }
    }
    return variant.flatMap { find($0) } ?? find(nil)
  }
}
