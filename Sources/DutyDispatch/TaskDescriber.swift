import DutyBook
import DutyCalendar
import DutyLedger

/// Turns a task of the ledger into what a queue says of it, by the book in force.
///
/// A duty, standard or subject that the book no longer has is called by its identifier.
struct TaskDescriber {
  private let book: Book
  private let day: DayView
  private var paths: [Ref<Place>: [String]] = [:]
  private var works: [WorkKey: Work] = [:]
  /// Without what is to be looked at on the spot.
  private let isBrief: Bool

  /// What depends on the duty and the grain value only.
  private struct Work {
    var title: String
    var ask: String
    /// The standards of the task, before those that do not apply to the subject are left out.
    var standards: [Ref<Standard>]
    var showsChecklist: Bool
    var evidence: [String]
    var atLeast: [LeastAmount]
    /// Where a standard of these is for some subjects only: which, and what all of them but those come to.
    var scopes: [(index: Int, scope: SubjectSelector)] = []
    var demands: [[Int]: Demand] = [:]
  }

  /// What is to be looked at and shown; tasks that ask for the same share it.
  private struct Demand {
    var checklist: [ChecklistItem]
    var evidence: [String]
  }

  private struct WorkKey: Hashable {
    var duty: String
    var grain: String
  }

  init(_ book: Book, _ day: DayView, isBrief: Bool = false) {
    self.book = book
    self.day = day
    self.isBrief = isBrief
  }

  mutating func describe(_ row: TaskRow, rung: Int, matter: QueueCase?) -> QueueTask {
    let record = row.record
    let index = WorkKey(duty: record.key.duty, grain: record.key.grain)
    let work = work(record.key, index)
    let subject = book.subject(record.key.subject)
    let demand = isBrief ? Demand(checklist: [], evidence: []) : demand(of: work, index, subject)
    return QueueTask(
      number: record.number, checkCode: TaskNumber.checkCode(record.number), duty: record.key.duty,
      // A case's number is that of its stage or look, not of an occurrence.
      title: work.title, period: record.key.period, n: record.key.work == nil ? record.key.n : 1,
      subject: describe(subject, id: record.key.subject),
      ask: matter.map { CaseWords(book).ask($0, round: row.round) } ?? work.ask,
      checklist: demand.checklist, evidence: demand.evidence, atLeast: work.atLeast,
      opens: record.opens, due: record.due, limit: record.limit, state: row.state, rung: rung,
      isVeto: record.isVeto, isNew: day.isNew(row), isCaughtUp: record.isCaughtUp,
      isProvisional: day.isProvisional(record.due), round: row.round, matter: matter)
  }

  /// The subject of a task or the witness of a gap.
  mutating func describe(_ subject: Subject?, id: String) -> QueueSubject {
    switch subject {
    case .place(let place): QueueSubject(id: id, name: book.places.names[place.index], path: path(place))
    case .unit(let unit): QueueSubject(id: id, name: book.units[unit].name)
    case nil: QueueSubject(id: id, name: id)
    }
  }

  private mutating func path(_ place: Ref<Place>) -> [String] {
    if let known = paths[place] { return known }
    // Neither the place itself nor the root, which is the district.
    let above = book.places.lineage(place).dropFirst().dropLast()
    let path = above.map { book.places.names[$0.index] }.reversed() as [String]
    paths[place] = path
    return path
  }

  private mutating func work(_ key: TaskKey, _ index: WorkKey) -> Work {
    if let known = works[index] { return known }
    var made = makeWork(key)
    for (index, ref) in made.standards.enumerated() {
      if let scope = book.standards[ref].appliesTo { made.scopes.append((index, scope)) }
    }
    works[index] = made
    return made
  }

  private mutating func demand(of work: Work, _ index: WorkKey, _ subject: Subject?) -> Demand {
    let leftOut = work.scopes.filter { !applies($0.scope, to: subject) }.map(\.index)
    if let known = work.demands[leftOut] { return known }
    let standards = work.standards.indices.filter { !leftOut.contains($0) }.map { work.standards[$0] }
    let made = Demand(
      checklist: work.showsChecklist ? standards.map(item) : [],
      evidence: work.evidence.isEmpty ? evidence(of: standards) : work.evidence)
    works[index]?.demands[leftOut] = made
    return made
  }

  private func makeWork(_ key: TaskKey) -> Work {
    if let kind = key.work, book.duties.ref(key.duty) == nil { return caseWork(kind, key) }
    let duty = book.duties[key.duty]
    let campaign = book.campaigns[key.duty]
    let name = named(duty?.name ?? "", else: named(campaign?.name ?? "", else: key.duty))
    var work = Work(
      title: name, ask: duty?.ask ?? "", standards: duty?.standards ?? [], showsChecklist: true,
      evidence: duty?.evidence ?? [],
      atLeast: (duty?.atLeast ?? [:]).sorted { $0.key < $1.key }.map { LeastAmount(name: $0.key, amount: $0.value) })
    guard !key.grain.isEmpty else { return work }
    if duty?.grain != .sector, let standard = book.standards.ref(key.grain) {
      work.title = book.standards[standard].name
      work.ask = named(work.ask, else: name)
      work.standards = [standard]
      work.showsChecklist = false
    } else if let sector = book.sectors.ref(key.grain) {
      work.title = name + " · " + book.sectors[sector].name
      work.standards.removeAll { book.standards[$0].sector != sector }
    } else {
      work.title = name + " · " + (book.name(ofGrain: key.grain, duty: key.duty) ?? key.grain)
    }
    return work
  }

  /// The work of a case: its kind, and the standard, department or authority that its grain names.
  private func caseWork(_ kind: WorkKind, _ key: TaskKey) -> Work {
    let words = CaseWords(book)
    guard let standard = book.standards.ref(key.grain) else {
      let topic = key.grain.isEmpty ? "" : named(book.units[key.grain]?.name ?? "", else: key.grain)
      return Work(
        title: words.title(kind, topic), ask: "", standards: [], showsChecklist: false, evidence: [], atLeast: [])
    }
    let row = book.standards[standard]
    return Work(
      title: words.title(kind, named(row.name, else: row.id)), ask: "", standards: [standard],
      showsChecklist: kind == .mock || kind == .reinspection, evidence: [], atLeast: [])
  }

  private func item(_ ref: Ref<Standard>) -> ChecklistItem {
    let standard = book.standards[ref]
    let measure = standard.measure.map {
      LeastMeasure(value: $0.value, atLeastMicro: $0.atLeastMicro, atMostMicro: $0.atMostMicro)
    }
    return ChecklistItem(standard: standard.id, name: standard.name, isVeto: standard.isVeto, measure: measure)
  }

  private func evidence(of standards: [Ref<Standard>]) -> [String] {
    var all: [String] = []
    for ref in standards {
      for word in book.standards[ref].evidence where !all.contains(word) { all.append(word) }
    }
    return all
  }

  private func applies(_ scope: SubjectSelector, to subject: Subject?) -> Bool {
    switch (scope, subject) {
    case (.places(let selector), .place(let place)): book.places(selector, match: place)
    case (.places, .unit), (.units, .place): false
    default: true
    }
  }
}

/// `text`, or another where it is empty.
func named(_ text: String, else other: String) -> String { text.isEmpty ? other : text }

extension Book {
  /// Whether a place is one that the selector speaks of.
  func places(_ selector: PlaceSelector, match place: Ref<Place>) -> Bool {
    guard selector.ids.isEmpty || selector.ids.contains(place) else { return false }
    guard selector.kinds.isEmpty || selector.kinds.contains(places.kinds[place.index]) else { return false }
    if !selector.zones.isEmpty {
      guard let zone = places.zone(of: place), selector.zones.contains(zone) else { return false }
    }
    if !selector.withinPlaces.isEmpty || !selector.withinKinds.isEmpty {
      let isWithin = places.lineage(place).contains {
        selector.withinPlaces.contains($0) || selector.withinKinds.contains(places.kinds[$0.index])
      }
      guard isWithin else { return false }
    }
    return selector.has.allSatisfy { relations[$0].hasRows(place.raw) }
  }
}
