import DutyBook
import DutyDispatch
import DutyDocuments
import DutyTestKit
import Testing

/// What a person reads, compared to the byte.
@Suite struct GoldenTests {
  @Test(arguments: DocumentFormat.allCases, Settings.Locale.allCases)
  func queue(_ format: DocumentFormat, _ locale: Settings.Locale) throws {
    let bytes = render(try SampleQueues().busy(), as: format, locale: locale)
    try expectGolden("busy.\(locale.rawValue).\(format.fileExtension)", bytes)
  }

  @Test(arguments: DocumentFormat.allCases)
  func office(_ format: DocumentFormat) throws {
    try expectGolden("office.\(format.fileExtension)", render(try SampleQueues().desk(), as: format, locale: .chinese))
  }

  @Test(arguments: DocumentFormat.allCases)
  func nothing(_ format: DocumentFormat) throws {
    try expectGolden(
      "nothing.\(format.fileExtension)", render(try SampleQueues().nothing(), as: format, locale: .chinese))
  }

  @Test(arguments: DocumentFormat.allCases)
  func preview(_ format: DocumentFormat) throws {
    try expectGolden(
      "preview.\(format.fileExtension)", render(try SampleQueues().busy(preview: true), as: format, locale: .chinese))
  }

  @Test(arguments: [DocumentFormat.md, .html, .csv, .json], Settings.Locale.allCases)
  func index(_ format: DocumentFormat, _ locale: Settings.Locale) throws {
    try expectGolden(
      "index.\(locale.rawValue).\(format.fileExtension)",
      renderIndex(try SampleQueues().set(), as: format, locale: locale))
  }
}
