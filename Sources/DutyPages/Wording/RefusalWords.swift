import DutyBook
import DutyCalendar
import DutyDocuments
import DutyLedger

/// What the engine refuses, in the reader's language: the cause with its remedy.
package struct RefusalWords {
  private let reader: PageReader
  private let names: PageNames
  private var say: PageWords { reader.say }

  package init(_ reader: PageReader, _ names: PageNames) {
    self.reader = reader
    self.names = names
  }

  /// Every code's wording; `{person}` stands for what that ``RefusalFact`` names.
  static let phrases: [RefusalCode: Phrase] = [
    ofGeneral, ofStates, ofPeople, ofParts, ofEvidence, ofReports, ofJudging, ofOffice,
  ].reduce(into: [:]) { all, some in all.merge(some) { $1 } }

  /// A refusal as a sentence.
  package func text(_ refusal: Refusal) -> String {
    filled(Self.phrases[refusal.code] ?? .refusedText, refusal.facts)
  }

  /// A phrase with facts in their places.
  func filled(_ phrase: Phrase, _ facts: [RefusalFact: String]) -> String {
    var result = ""
    var rest = (reader.locale == .chinese ? phrase.chinese : phrase.english)[...]
    while let brace = rest.firstIndex(of: "{"), let close = rest[brace...].firstIndex(of: "}") {
      result += rest[..<brace]
      let name = String(rest[rest.index(after: brace)..<close])
      if let fact = RefusalFact(rawValue: name) { result += value(fact, facts[fact] ?? "") }
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }

  /// What a fact names, as people say it.
  private func value(_ fact: RefusalFact, _ text: String) -> String {
    switch fact {
    case .word, .file: String(text.prefix(80))
    case .task, .finding, .count, .total, .target, .most, .least, .bounds, .day, .free: text
    case .action: TaskAction(rawValue: text).map { say($0.wishPhrase).lowercased() } ?? text
    case .state: TaskState(rawValue: text).map { reader.words($0.term) } ?? text
    case .closure: Closure(rawValue: text).map { say($0.phrase) } ?? text
    case .actors: list(text, by: ";") { TaskActor(rawValue: $0).map { say($0.phrase) } ?? $0 }
    case .person, .people: list(text) { names.person($0) }
    case .unit, .units: list(text) { names.unit($0) }
    case .place: list(text) { names.place($0) }
    case .standard: names.standard(text)
    case .duty: names.duty(text)
    case .topic: text.split(separator: " ").map { topic(String($0)) }.joined(separator: " · ")
    case .role: reader.roleName(text).lowercased()
    case .at, .due: Instant(rfc3339: text).map { reader.moments.short($0) } ?? text
    case .evidence, .quantity: list(text) { Vocabulary.word($0, reader.words) }
    case .measures: list(text) { measure($0) }
    }
  }

  /// `duty:road-patrol` as 道路巡查.
  private func topic(_ text: String) -> String {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return text }
    return parts[0] == "standard" ? names.standard(parts[1]) : names.duty(parts[1])
  }

  /// Several things beside each other; nobody and nothing is said too.
  private func list(_ text: String, by mark: Character = " ", _ name: (String) -> String) -> String {
    let items = text.split(separator: mark).map { name(String($0)) }
    return items.isEmpty ? say(.none) : say.list(items)
  }

  /// A measure as a report calls it: `ratio`, or `public-notices:ratio` where two standards have one of that name.
  private func measure(_ name: String) -> String {
    let parts = name.split(separator: ":").map(String.init)
    guard parts.count == 2 else { return Vocabulary.word(name, reader.words) }
    return names.standard(parts[0]) + " " + Vocabulary.word(parts[1], reader.words)
  }
}

extension PageNames {
  /// Names as the registers of a book have them.
  package init(_ book: Book) {
    self.init(
      person: { id in book.people[id]?.name ?? book.units[id]?.name ?? id }, unit: { book.units[$0]?.name ?? $0 },
      standard: { book.standards[$0]?.name ?? $0 },
      ladder: { id in book.ladders[id].map { $0.name.isEmpty ? id : $0.name } ?? id },
      place: { id in
        if let place = book.places.ref(id) { return book.places.names[place.index] }
        return book.units[id]?.name ?? id
      }, duty: { id in book.duties[id].map { $0.name.isEmpty ? id : $0.name } ?? id },
      score: { id in book.scores[id].map { $0.name.isEmpty ? id : $0.name } ?? id },
      flag: { book.name(ofFlag: $0) ?? $0 })
  }
}

extension TaskAction {
  /// What somebody wants, `延期`, `extend`.
  var wishPhrase: Phrase {
    switch self {
    case .dispatch: .wDispatch
    case .acknowledge: .acknowledge
    case .report: .report
    case .verify: .verifyTitle
    case .return: .returnTitle
    case .extend: .extendTitle
    case .transfer: .transferTitle
    case .suspend: .suspendTitle
    case .resume: .resumeTitle
    case .void: .voidTitle
    case .reopen: .wReopen
    case .reissue: .wReissue
    }
  }
}

extension TaskActor {
  var phrase: Phrase {
    switch self {
    case .holder: .partHolder
    case .leader: .partLeader
    case .leadHead: .actorLeadHead
    case .verifier: .partVerifier
    case .approver: .actorApprover
    case .office: .actorOffice
    case .daemon: .actorDaemon
    }
  }
}
