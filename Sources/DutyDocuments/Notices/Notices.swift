import DutyBook

/// The formats that a notice has.
package let noticeFormats: [DocumentFormat] = [.md, .html, .json]

/// A notice as a document.
///
/// - Parameter templates: the book's; a form without one has its built-in wording.
/// - Returns: empty for a format that is not one of ``noticeFormats``.
package func renderNotice(
  _ notice: NoticeDocument, as format: DocumentFormat, locale: Settings.Locale, templates: TemplateShelf
) -> [UInt8] {
  let text = NoticeText(notice, Words(locale), templates)
  return switch format {
  case .md: MarkdownNotice(text).bytes()
  case .html: HTMLNotice(text).bytes()
  case .json: JSONNotice(text).bytes()
  case .csv, .ics: []
  }
}

/// A notice as a part of a page that has a head and a style of its own: safe HTML in one `article`, whose title is
/// its only heading of the second level.
package func noticeFragment(_ notice: NoticeDocument, locale: Settings.Locale, templates: TemplateShelf) -> String {
  HTMLNotice(NoticeText(notice, Words(locale), templates)).fragment()
}

/// All files of a notice, by name: `rectification-2026-0003.md`.
package func noticeFiles(
  _ notice: NoticeDocument, locale: Settings.Locale, templates: TemplateShelf
) -> [(name: String, bytes: [UInt8])] {
  noticeFormats.map { format in
    (
      notice.fileStem + "." + format.fileExtension,
      renderNotice(notice, as: format, locale: locale, templates: templates)
    )
  }
}

/// The document's form and number as text refers to it: `整改通知书〔2026〕3号`.
package func noticeReference(
  _ form: NoticeForm, series: String = "", year: Int, number: Int, locale: Settings.Locale
) -> String {
  noticeReference(form, series, year, number, Words(locale))
}
