import DutyBook
import DutyCalendar
import DutyLedger
import DutyOversight
import DutyPages
import DutyPorts

extension PageArchive {
  /// How a unit's score came about.
  package func score(_ sheet: ScoreSheet, of score: Score) throws(StoreError) -> ScoreView {
    var parts: [ScoreView.Part] = []
    for part in sheet.parts {
      var view = ScoreView.Part(
        name: part.name.isEmpty ? part.part : part.name, measures: part.value.measures,
        results: part.results.map { ScoreView.Result(period: periodName($0.period), milli: $0.milli) },
        weightMilli: part.weightMilli, reachedMicro: part.reachedMicro, countedMicro: part.countedMicro,
        milliPoints: part.milliPoints, isFailed: sheet.failedParts.contains(part.part), counted: part.counted.count,
        grounds: try grounds(part.grounds))
      view.ratios = part.ratios
      view.empty = part.empty
      switch part.value {
      case .least: view.takesLowest = true
      case .greatest: view.takesLowest = false
      case .measure, .rollUp: break
      }
      parts.append(view)
    }
    var each: [ScoreView.Each] = []
    for (one, isBonus) in sheet.minus.map({ ($0, false) }) + sheet.plus.map({ ($0, true) }) {
      var grounds: [ScoreView.Ground] = []
      for line in one.lines.prefix(mostGrounds + 1) { grounds.append(try ground(line)) }
      each.append(
        ScoreView.Each(
          one.event, name: ScoreEvent(rawValue: one.event)?.phrase ?? honour(one.event),
          isBonus: isBonus, count: one.count, askedMilli: one.askedMilli, countedMilli: one.countedMilli,
          grounds: grounds + (try self.grounds(one.grounds))))
    }
    return ScoreView(
      unit: archive.unitName(sheet.unit), score: score.name.isEmpty ? score.id : score.name, period: periodName(sheet.period),
      league: "/league/\(encoded(score.id))?period=\(encoded(sheet.period))", milli: sheet.milli, grade: sheet.grade,
      isZeroed: sheet.isZeroed, parts: parts, each: each)
  }

  /// What figures rest on, each thing once with the measures by which it cost something.
  private func grounds(_ all: [ScoreGround]) throws(StoreError) -> [ScoreView.Ground] {
    var found: [ScoreView.Ground] = []
    var known: [String: Int] = [:]
    for one in all {
      if let index = known[one.reference] {
        if let measure = one.measure, !found[index].measures.contains(measure) { found[index].measures.append(measure) }
        continue
      }
      // The measures of those that are shown are told in full.
      guard found.count <= mostGrounds else { continue }
      known[one.reference] = found.count
      var ground = try ground(one.reference) ?? ScoreView.Ground(one.reference, href: "", note: one.text)
      let when = one.date?.description ?? ""
      let who = one.person.isEmpty ? "" : person(one.person)
      ground.note = [when, who, ground.note].filter { !$0.isEmpty }.joined(separator: " · ")
      ground.measures = one.measure.map { [$0] } ?? []
      found.append(ground)
    }
    return found
  }

  private func ground(_ line: DeductionLine) throws(StoreError) -> ScoreView.Ground {
    var ground = try ground(line.reference) ?? ScoreView.Ground(line.reference, href: "", note: "")
    let who = line.person.isEmpty ? "" : person(line.person)
    // A finding says itself what it is about; its line has only the identifiers of that.
    let why = line.event == .finding ? ground.note : reader.rungReason(line.reason, archive.book)
    ground.note = [who, why].filter { !$0.isEmpty }.joined(separator: " · ")
    ground.milliPoints = line.milliPoints
    return ground
  }

  /// What the book calls an honour, in every language.
  private func honour(_ word: String) -> Phrase {
    let name = archive.book.name(ofHonour: word)
    return Phrase(name, name)
  }

  /// A task, a finding, a bonus or a document by its identifier; `nil` for anything else.
  private func ground(_ id: String) throws(StoreError) -> ScoreView.Ground? {
    if let row = try store.task(number: id), let task = try tasks([row]).first {
      // What was promised decides whether it was on time, whatever the deadline has become since.
      let judged = row.promised == task.due ? "" : reader.promisedText(row.promised)
      return ScoreView.Ground(
        task.title, href: task.href,
        note: [id, task.subject, reader.dueText(task.due), judged].filter { !$0.isEmpty }.joined(separator: " · "))
    }
    if let finding = try store.record(Finding.self, id: id)?.record {
      return ScoreView.Ground(
        finding.text, href: "/findings/" + encoded(id), note: archive.subjectName(finding.placeText) + " · " + id)
    }
    if let bonus = try store.record(Bonus.self, id: id)?.record {
      return ScoreView.Ground(archive.book.name(ofHonour: bonus.earned), href: "", note: bonus.reason)
    }
    if try store.fact(Notice.kind, id: id) != nil {
      return ScoreView.Ground(
        reader.numberedText(id), href: noticeHref(id), note: "")
    }
    return nil
  }
}
