import DutyBook
import DutyCalendar

/// `registers/posts.csv`: the posts that persons hold in units, one relation of units per post.
extension Loading {
  func loadPosts() {
    let columns = [
      CSVColumn("unit", required: true), CSVColumn("post", required: true), CSVColumn("person", required: true),
      CSVColumn("sectors"), CSVColumn("from"), CSVColumn("until"),
    ]
    guard let table = register("posts", columns, required: true) else { return }
    var names: [String] = []
    var rows: [String: [RelationRow]] = [:]
    while table.next() {
      guard let (post, row) = postRow(table) else { continue }
      if rows[post] == nil {
        guard let text = table.value(1), newID(text, reserved: Loading.reservedSteps) != nil else { continue }
        names.append(post)
      }
      rows[post, default: []].append(row)
    }
    for name in names { addPost(name, rows[name] ?? [], SourcePlace(table.path)) }
  }

  private func addPost(_ name: String, _ rows: [RelationRow], _ place: SourcePlace) {
    if let earlier = signatures.first(where: { $0.key == .unit && $0.name == name }) {
      duplicate(
        "post", name, SourcePlace(place.file, Int(rows.first?.line ?? 1)), earlier: relations[earlier.index].source)
      return
    }
    let relation = Relation(
      name: name, key: .unit, isMany: name != "head", source: place, rows: rows, keyCount: units.count)
    signatures.append(
      RelationSignature(index: relations.count, name: name, key: .unit, hasPerson: true, hasUnit: false))
    relations.append(relation)
    if !relation.isMany { checkOverlaps(relation, .overlappingHeads) }
  }

  private func postRow(_ table: CSVTable) -> (String, RelationRow)? {
    guard table.required(0) != nil, let unitText = table.value(0), let post = table.required(1),
      table.required(2) != nil, let personText = table.value(2)
    else { return nil }
    let unit = self.unit(unitText)
    let person = self.person(personText)
    let sectors = table.list(3).compactMap { sector($0) }
    let span = self.span(from: table.value(4), until: table.value(5))
    guard let unit, let person else { return nil }
    checkPresence("person", people[person].id, people[person].span, span, personText.place)
    return (post, RelationRow(key: unit.raw, person: person, sectors: sectors, span: span, line: table.line))
  }

  /// `registers/absences.csv`: leaves, and who acts meanwhile.
  func loadAbsences() {
    let columns = [
      CSVColumn("person", required: true), CSVColumn("from", required: true), CSVColumn("until"), CSVColumn("acting"),
    ]
    guard let table = register("absences", columns) else { return }
    while table.next() {
      guard table.required(0) != nil, table.required(1) != nil, let text = table.value(0), let absent = person(text)
      else { continue }
      let span = self.span(from: table.value(1), until: table.value(2))
      let actingText = table.value(3)
      let acting = actingText.flatMap { person($0) }
      if let acting, acting == absent {
        sink.report(
          .actingForOneself, actingText?.place ?? table.place,
          "`\(people[acting].id)` acts for themselves while absent",
          help: "name another person")
      }
      absences.append(Absence(person: absent, span: span, acting: acting, source: table.place(3)))
    }
    checkActing()
  }

  private func checkActing() {
    let absencesOf = Dictionary(grouping: absences, by: \.person)
    for absence in absences {
      guard let acting = absence.acting, acting != absence.person else { continue }
      let id = people[acting].id
      if let other = absencesOf[acting]?.first(where: { $0.span.overlaps(absence.span) }) {
        sink.report(
          .actingAbsent, absence.source, "`\(id)`, who acts, is absent at the same time", help: "name another person",
          related: [.init(other.source, "the absence of `\(id)`")])
      }
      checkPresence("person", id, people[acting].span, absence.span, absence.source)
    }
  }
}
