import DutyCalendar

/// The compiled rule directory, checked: every name resolved, every value in range.
///
/// - Shape: tables in file order; a ``Ref`` is valid within one book only.
/// - Identity: ``digest``, the SHA-256 of the files, so that equal directories are equal books (design §2, book).
package struct Book: Sendable {
  package var settings: Settings
  package var workCalendar: WorkCalendar
  package var units = Table<Unit>()
  package var people = Table<Person>()
  package var places = PlaceTable()
  package var sectors = Table<Sector>()
  package var standards = Table<Standard>()
  package var relations: [Relation] = []
  package var absences: [Absence] = []
  package var rules = Table<Rule>()
  package var duties = Table<Duty>()
  package var campaigns = Table<Campaign>()
  package var ladders = Table<Ladder>()
  package var scores = Table<Score>()
  /// Models of behaviour for rehearsals; nothing that runs reads them.
  package var scenarios = Table<Scenario>()
  package var dispatch: DispatchPolicy
  package var channels = Table<Channel>()
  package var tests: [RuleTest] = []
  package var templates = TemplateShelf()
  package var names = GivenNames()
  /// 64 hexadecimal digits.
  package var digest: String

  package init(settings: Settings, workCalendar: WorkCalendar, dispatch: DispatchPolicy, digest: String) {
    self.settings = settings
    self.workCalendar = workCalendar
    self.dispatch = dispatch
    self.digest = digest
  }

  package func relation(_ key: RelationKey, _ name: String) -> Int? {
    relations.firstIndex { $0.key == key && $0.name == name }
  }

  /// The context in which limits of this book are derived.
  package var limitContext: LimitContext {
    LimitContext(zone: settings.zone, calendar: workCalendar, hours: settings.officeHours)
  }

  /// `road-zhongshan`, `u-huanwei`.
  package func id(of subject: Subject) -> String {
    switch subject {
    case .place(let place): places.ids[place.index]
    case .unit(let unit): units[unit].id
    }
  }

  package func name(of subject: Subject) -> String {
    switch subject {
    case .place(let place): places.names[place.index]
    case .unit(let unit): units[unit].name
    }
  }

  /// A place or a unit by its identifier; places are looked up first.
  package func subject(_ id: String) -> Subject? {
    if let place = places.ref(id) { return .place(place) }
    if let unit = units.ref(id) { return .unit(unit) }
    return nil
  }
}
