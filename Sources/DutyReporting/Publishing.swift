import DutyBook
import DutyCalendar
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyPlanning
import DutyPorts

/// Writes what was issued and what is due to be reported as files under the state directory: `notices/2026/…` and
/// `reports/…`.
///
/// - Shape: which files there must be derives from the ledger and the day, so that a run that was interrupted leaves
///   nothing out; what exists is never written again, but for a notice that an appeal has touched: its files say what
///   its page says.
package struct Publishing {
  private let shelf: any DocumentShelf
  /// The head up to which notices have been looked at.
  private var seen: Int64 = -1
  private var reported: CivilDate?

  package init(_ shelf: any DocumentShelf) {
    self.shelf = shelf
  }

  /// Brings the files into step with the ledger as of an instant.
  ///
  /// - Returns: the reports that are on the shelf for the day, as `digest/2026-W47`, for their delivery to be recorded:
  ///   those of an earlier run too, which may have died before it recorded them.
  package mutating func settle(_ archive: Archive) throws -> [String] {
    let head = try archive.store.head().number
    if head != seen {
      try putNotices(archive)
      seen = head
    }
    guard reported != archive.today else { return [] }
    let due = try putReports(archive)
    reported = archive.today
    return due
  }

  private func putNotices(_ archive: Archive) throws {
    // Numbers are given out in order: what a series has before the newest file on the shelf is there.
    let year = archive.today.year
    let touched = try archive.touchedNotices()
    for notice in try archive.store.records(Notice.self).map(\.record) where notice.year >= year - 1 {
      let folder = "notices/\(notice.year)/"
      let stem = FileNames.stem("\(notice.series)-\(notice.number)")
      let isThere = shelf.has(folder + stem + ".md")
      guard !isThere || touched.contains(notice.id), let document = try archive.noticeDocument(notice.id) else {
        continue
      }
      if isThere, try isCurrent(folder + stem, document, archive) { continue }
      for format in noticeFormats.reversed() {
        let bytes = renderNotice(
          document, as: format, locale: archive.book.settings.locale, templates: archive.book.templates)
        try shelf.put(StoredFile(path: folder + stem + "." + format.fileExtension, bytes: bytes))
      }
    }
  }

  /// Whether a notice's files say already what was decided about it; the Markdown is written last.
  private func isCurrent(_ path: String, _ document: NoticeDocument, _ archive: Archive) throws -> Bool {
    let book = archive.book
    return try shelf.get(path + ".md")
      == renderNotice(document, as: .md, locale: book.settings.locale, templates: book.templates)
  }

  /// A report that there must be.
  private struct Due {
    var form: ReportForm
    var period: Period

    var path: String { "reports/\(form.rawValue)/" }
    var name: String { "\(form.rawValue)/\(period.name)" }
    /// The file that is written last.
    var lastFile: String { publishedPath(form, period, .md) }
  }

  /// The reports of all periods that ended, each once, also of those that ended while nobody was there to write them; a
  /// brief for each day of a campaign.
  private func putReports(_ archive: Archive) throws -> [String] {
    let due = try missing(archive)
    var past: Archive?
    for report in due where !shelf.has(report.lastFile) {
      let archive = try archive.publication(of: report.form, report.period, after: past, most: Self.mostReplayed)
      past = archive
      let document = DutyDocuments.report(of: try archive.input(report.form, report.period))
      let files = reportFiles(document, locale: archive.book.settings.locale, templates: archive.book.templates)
      // The Markdown comes last: where it is, all of the report is.
      for file in files.reversed() { try shelf.put(StoredFile(path: report.path + file.name, bytes: file.bytes)) }
    }
    return due.map(\.name)
  }

  /// What may be missing, the oldest first: of each form from the last one on that was given.
  private func missing(_ archive: Archive) throws -> [Due] {
    guard let begin = try archive.store.books().first.map({ archive.date($0.since) }) else { return [] }
    let yesterday = archive.today.adding(days: -1)
    var due: [Due] = []
    for (form, kind) in Self.forms {
      var period = Period.containing(yesterday, kind)
      if period.last > yesterday { period = .containing(period.first.adding(days: -1), kind) }
      while period.last >= begin {
        defer { period = .containing(period.first.adding(days: -1), kind) }
        if form == .brief, !archive.book.campaigns.rows.contains(where: { $0.window.contains(period.last) }) { continue }
        let report = Due(form: form, period: period)
        due.append(report)
        if try archive.given(form, period) != nil { break }
      }
    }
    return due.sorted { ($0.period.last, $0.path) < ($1.period.last, $1.path) }
  }

  /// A daemon that was away reads the past of at most so many events again.
  static let mostReplayed: Int64 = 100_000

  private static let forms: [(ReportForm, PeriodKind)] = [
    (.brief, .day), (.digest, .week), (.monthly, .month), (.twoMonthly, .twoMonths), (.quarterly, .quarter),
    (.halfYearly, .halfYear), (.yearly, .year),
  ]
}

/// Where a report lies that was put out, beside the ledger: `reports/digest/digest-2026-W47.md`.
package func publishedPath(_ form: ReportForm, _ period: Period, _ format: DocumentFormat) -> String {
  "reports/\(form.rawValue)/" + FileNames.stem("\(form.rawValue)-\(period.name)") + "." + format.fileExtension
}
