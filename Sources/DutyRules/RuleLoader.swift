import DutyBook
import DutyCalendar

/// What a load gave: a book where nothing was wrong enough to refuse it, and everything there is to say.
package struct LoadResult: Sendable {
  /// `nil` where there are errors.
  package var book: Book?
  /// Sorted by place.
  package var diagnostics: [Diagnostic]

  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Turns a rule directory, as bytes, into a ``Book``.
///
/// - Pure: no file is opened and no clock is read; the resolver gives a zone for an IANA name.
/// - Errors: all diagnostics of a load are reported at once, bounded per file and code.
/// - Source: design §3; invariant 4 (all fallible work first).
package struct RuleLoader: Sendable {
  private let zones: @Sendable (String) -> Zone?

  package init(zones: @escaping @Sendable (String) -> Zone?) {
    self.zones = zones
  }

  package func load(_ sources: RuleSources) -> LoadResult {
    let loading = Loading(sources, zones: zones)
    loading.run()
    let diagnostics = loading.sink.sorted(adding: sources.problems)
    let isRefused = diagnostics.contains { $0.severity == .error }
    if isRefused { return LoadResult(book: nil, diagnostics: diagnostics) }
    if let book = loading.book() { return LoadResult(book: book, diagnostics: diagnostics) }
    // A file of settings that says nothing is no mistake of its own, but there is no district without one.
    loading.sink.report(
      .missingFile, SourcePlace("dutyd.yaml"), "the settings of the district are missing",
      help: "give at least `district`, `zone`, `office`, `office-hours` and `start`")
    return LoadResult(book: nil, diagnostics: loading.sink.sorted(adding: sources.problems))
  }
}

extension Loading {
  /// The order in which names become known: each step uses only what stands above it.
  func run() {
    loadCalendar()
    loadUnits()
    loadSettings()
    loadPeople()
    loadSectors()
    loadPlaces()
    loadRelations()
    loadAbsences()
    loadStandards()
    loadRelationsOfStandards()
    loadDuties()
    loadCampaigns()
    loadRules()
    loadScores()
    loadLadders()
    loadDispatch()
    loadTemplates()
    loadTests()
    loadScenarios()
    checkBook()
  }

  /// The book; `nil` where its settings are not complete.
  func book() -> Book? {
    guard let settings, let dispatch else { return nil }
    var book = Book(
      settings: settings, workCalendar: WorkCalendar(days: officialDays), dispatch: dispatch,
      digest: bookDigest(of: files))
    book.units = units
    book.people = people
    book.places = places
    book.sectors = sectors
    book.standards = standards
    book.relations = relations
    book.absences = absences
    book.rules = rules
    book.duties = duties
    book.campaigns = campaigns
    book.ladders = ladders
    book.scores = scores
    book.scenarios = scenarios
    book.channels = channels
    book.tests = tests
    book.templates = templates
    book.names = names
    return book
  }
}
