import DutyBook
import DutyCalendar
import DutyDispatch

/// What the proofs of a rule directory came to, for a workbook.
package struct CoverageInput: Sendable {
  /// A question that no rule settles, or several do.
  package struct Question: Sendable {
    package enum Kind: Hashable, Sendable { case gap, tie, outside }

    package var kind: Kind
    package var role: Role
    package var topic: String
    package var subject: String
    package var subjectName: String
    package var from: CivilDate
    package var until: CivilDate
    package var pairs: Int
    package var rules: [String]

    package init(
      kind: Kind, role: Role, topic: String, subject: String, subjectName: String, from: CivilDate, until: CivilDate,
      pairs: Int, rules: [String]
    ) {
      self.kind = kind
      self.role = role
      self.topic = topic
      self.subject = subject
      self.subjectName = subjectName
      self.from = from
      self.until = until
      self.pairs = pairs
      self.rules = rules
    }
  }

  /// Who answers for a standard, over all its subjects on one day.
  package struct Standard: Sendable {
    package var id: String
    package var name: String
    package var sector: String
    package var subjects: Int
    /// The lead units' names, with how many subjects each has, the most first.
    package var leads: [(name: String, count: Int)]
    /// Subjects that nobody but the office has.
    package var office: Int
    package var duties: [String]

    package init(
      id: String, name: String, sector: String, subjects: Int, leads: [(name: String, count: Int)], office: Int,
      duties: [String]
    ) {
      self.id = id
      self.name = name
      self.sector = sector
      self.subjects = subjects
      self.leads = leads
      self.office = office
      self.duties = duties
    }
  }

  package struct Message: Sendable {
    package var severity: String
    package var code: String
    package var file: String
    package var line: Int
    package var text: String
    package var help: String

    package init(severity: String, code: String, file: String, line: Int, text: String, help: String) {
      self.severity = severity
      self.code = code
      self.file = file
      self.line = line
      self.text = text
      self.help = help
    }
  }

  package var district: String
  package var book: String
  package var date: CivilDate
  package var from: CivilDate
  package var until: CivilDate
  package var pairs: Int
  package var questions: [Question]
  package var unreached: [(standard: String, name: String, subject: String, subjects: Int)]
  package var standards: [Standard]
  package var messages: [Message]

  package init(
    district: String, book: String, date: CivilDate, from: CivilDate, until: CivilDate, pairs: Int,
    questions: [Question], unreached: [(standard: String, name: String, subject: String, subjects: Int)],
    standards: [Standard], messages: [Message]
  ) {
    self.district = district
    self.book = book
    self.date = date
    self.from = from
    self.until = until
    self.pairs = pairs
    self.questions = questions
    self.unreached = unreached
    self.standards = standards
    self.messages = messages
  }
}

/// The coverage of a rule directory as a workbook: the verdict, who answers for each standard, and what is open.
package func coverageWorkbook(_ input: CoverageInput, locale: Settings.Locale) -> Workbook {
  let words = Words(locale)
  func sheet(_ title: Term, _ columns: [(Term, WorkbookColumn.Kind)], _ rows: [[WorkbookCell]]) -> WorkbookSheet {
    WorkbookSheet(words(title), columns.map { WorkbookColumn(words($0.0), $0.1) }, rows)
  }
  let standards = sheet(
    .coverageTitle,
    [
      (.standardID, .code), (.standard, .text), (.sectorColumn, .text), (.subjectsColumn, .count),
      (.leadsColumn, .text), (.officeColumn, .count), (.reachedBy, .text),
    ], input.standards.map { standardCells($0, words) })
  let questions = sheet(
    .openQuestions,
    [
      (.questionKind, .text), (.role, .text), (.topic, .text), (.subjectID, .code), (.subjectName, .text),
      (.fromDay, .date), (.untilDay, .date), (.pairs, .count), (.rulesColumn, .text),
    ], input.questions.map { questionCells($0, words) })
  let unreached = sheet(
    .unreachedTitle, [(.standardID, .code), (.standard, .text), (.witness, .text), (.subjectsColumn, .count)],
    input.unreached.map {
      [.text($0.standard), .text($0.name), .text($0.subject), .number(Double($0.subjects))]
    })
  let messages = sheet(
    .diagnosticsTitle,
    [
      (.severity, .text), (.gapID, .code), (.fileColumn, .text), (.lineColumn, .count), (.message, .text),
      (.remedy, .text),
    ],
    input.messages.map {
      [.text($0.severity), .text($0.code), .text($0.file), .number(Double($0.line)), .text($0.text), .text($0.help)]
    })
  let verdict = sheet(.verdict, [(.item, .text), (.valueColumn, .text)], verdictRows(input, words))
  return Workbook(
    title: input.district + " " + words(.coverageTitle), made: input.date,
    sheets: [verdict, standards, questions, unreached, messages])
}

private func verdictRows(_ input: CoverageInput, _ words: Words) -> [[WorkbookCell]] {
  func row(_ term: Term, _ cell: WorkbookCell) -> [WorkbookCell] { [.text(words(term)), cell] }
  func count(_ kind: CoverageInput.Question.Kind) -> WorkbookCell {
    .number(Double(input.questions.count { $0.kind == kind }))
  }
  return [
    row(.district, .text(input.district)), row(.ruleBook, .text(input.book)), row(.provedFrom, .date(input.from)),
    row(.provedUntil, .date(input.until)), row(.pairsProved, .number(Double(input.pairs))),
    row(.gapsFound, count(.gap)), row(.tiesFound, count(.tie)),
    row(.unreachedFound, .number(Double(input.unreached.count))),
  ]
}

private func standardCells(_ standard: CoverageInput.Standard, _ words: Words) -> [WorkbookCell] {
  let leads = words.list(standard.leads.map { $0.name + words.parenthesised(String($0.count)) })
  return [
    .text(standard.id), .text(standard.name), .text(standard.sector), .number(Double(standard.subjects)),
    leads.isEmpty ? .nothing : .text(leads), .number(Double(standard.office)), .text(words.list(standard.duties)),
  ]
}

private func questionCells(_ question: CoverageInput.Question, _ words: Words) -> [WorkbookCell] {
  let kind: Term =
    switch question.kind {
    case .gap: .gapKind
    case .tie: .tieKind
    case .outside: .outsideKind
    }
  let role = QueueRole(rawValue: question.role.rawValue)?.term ?? .approver
  return [
    .text(words(kind)), .text(words(role)), .text(question.topic), .text(question.subject), .text(question.subjectName),
    .date(question.from), .date(question.until), .number(Double(question.pairs)),
    .text(words.list(question.rules)),
  ]
}
