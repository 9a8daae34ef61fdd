import DutyDocuments
import DutyLedger

/// What a report form asks for, and what the report page says besides.
///
/// - Unit: bounds in millionths; ``mostBytes`` of one photo.
package struct ReportView: Sendable {
  package struct Measured: Hashable, Sendable {
    /// As a report calls it.
    package var name: String
    /// The standard that it is measured for.
    package var standard: String
    /// `ratio`, `count`.
    package var value: String
    package var atLeastMicro: Int?
    package var atMostMicro: Int?

    package init(name: String, standard: String, value: String, atLeastMicro: Int?, atMostMicro: Int?) {
      self.name = name
      self.standard = standard
      self.value = value
      self.atLeastMicro = atLeastMicro
      self.atMostMicro = atMostMicro
    }

    package var isRatio: Bool { value == "ratio" }

    func passes(_ micro: Int) -> Bool {
      if let atLeastMicro, micro < atLeastMicro { return false }
      if let atMostMicro, micro > atMostMicro { return false }
      return true
    }
  }

  package var task: PageTask
  package var verifier: String
  /// Kinds of evidence that must be shown; `note` and `check-in` are said, the others are files.
  package var evidence: [String]
  package var measures: [Measured]
  package var minutes: Int?
  /// Where the subject lies, `28.512345, 118.123456`; empty where the register does not know.
  package var position: String
  package var checklist: [(id: String, name: String)]
  /// Why the last report came back.
  package var lastReturn: String
  package var mostBytes: Int
  package var isRectification: Bool

  package init(
    task: PageTask, verifier: String, evidence: [String], measures: [Measured] = [], minutes: Int? = nil,
    position: String = "", checklist: [(id: String, name: String)] = [], lastReturn: String = "",
    mostBytes: Int = 10 << 20, isRectification: Bool = false
  ) {
    self.task = task
    self.verifier = verifier
    self.evidence = evidence
    self.measures = measures
    self.minutes = minutes
    self.position = position
    self.checklist = checklist
    self.lastReturn = lastReturn
    self.mostBytes = mostBytes
    self.isRectification = isRectification
  }

  /// Kinds that are files: the first is the photo from the camera, or what stands for it.
  package var files: [String] { evidence.filter { $0 != "note" && $0 != "check-in" } }
  package var needsPosition: Bool { evidence.contains("check-in") }

  /// The field of a file; a photo can be shown even where none is asked for.
  package var fileFields: [(field: String, shows: String, isRequired: Bool)] {
    let wanted = files.map { (field: "file-" + $0, shows: $0, isRequired: true) }
    return wanted.isEmpty ? [(field: "file-photo", shows: "photo", isRequired: false)] : wanted
  }
}

/// A number as people type it, in millionths: `42`, `42.5`, `42%`; in a field of per cent 42 is 0.42.
///
/// - Returns: `nil` for anything else, or for more than six decimals.
package func typedMicro(_ text: String, isPercent: Bool) -> Int? {
  var digits = trimmed(text).filter { $0 != " " }
  let saysPercent = digits.hasSuffix("%") || digits.hasSuffix("％")
  if saysPercent { digits.removeLast() }
  let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
  guard (1...2).contains(parts.count), parts[0].count <= 9, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isNumber } })
  else { return nil }
  let places = isPercent || saysPercent ? 4 : 6
  let fraction = parts.count == 2 ? String(parts[1]) : ""
  guard fraction.count <= places else { return nil }
  return Int(String(parts[0]) + fraction + String(repeating: "0", count: places - fraction.count))
}

/// Checks what was sent against what a report has to carry.
///
/// - Parameter fileFields: the fields that came with a file.
package func checkReport(_ state: FormState, _ view: ReportView, fileFields: Set<String>, _ reader: PageReader) -> FormState {
  let say = reader.say
  var state = state
  if view.evidence.contains("note") || view.files.isEmpty { state.require("note", say(.needText)) }
  state.limit("note", to: TextLimit.note, reader)
  for file in view.fileFields where file.isRequired && !fileFields.contains(file.field) {
    state.errors[file.field] = say(file.shows == "photo" ? .needPhoto : .needFile)
  }
  if let least = view.minutes {
    if let minutes = Int(state["minutes"]) {
      if minutes < least { state.errors["minutes"] = say(.tooFewMinutes, String(least)) }
    } else {
      state.errors["minutes"] = say(.needMinutes)
    }
  }
  if view.needsPosition {
    for field in ["lat", "lon"] {
      let isGood = typedMicro(state[field], isPercent: false) != nil
      if !isGood { state.errors[field] = say(.needPosition, field == "lat" ? "28.512345" : "118.123456") }
    }
  }
  for measure in view.measures {
    let field = "value-" + measure.name
    guard let micro = typedMicro(state[field], isPercent: measure.isRatio) else {
      state.errors[field] = say(.needValue)
      continue
    }
    if view.isRectification, !measure.passes(micro) { state.errors[field] = say(.valueFails) }
  }
  // What a browser does not keep has to be chosen again.
  if !state.errors.isEmpty {
    for field in fileFields where state.errors[field] == nil { state.errors[field] = say(.fileAgain) }
  }
  return state
}

/// The form by which a holder reports: text, values, photo, check-in, minutes, as far as the task asks for them.
package func reportPage(_ view: ReportView, _ state: FormState, _ reader: PageReader) -> Page {
  let say = reader.say
  let task = view.task
  var page = Page(
    say(.reportTitle, task.title), over: task.number,
    lead: [task.subject, task.path.joined(separator: " › "), say(.dueAt, reader.moments.short(task.due))]
      .filter { !$0.isEmpty }.joined(separator: " · "), tab: .queue)
  let late = reader.lateness(task)
  if !late.isEmpty { page.add(.notice(PageNotice(.warning, late))) }
  if !view.lastReturn.isEmpty { page.add(.notice(PageNotice(.warning, say(.lastReturn), lines: [view.lastReturn]))) }
  if !task.ask.isEmpty { page.add(.text(PageText(PageHeading(say(.ask), id: "ask"), [task.ask]))) }
  page.add(
    .form(
      PageForm(
        nil, path: task.href + "/report", hasFiles: true, fields: reportFields(view, state, reader),
        submit: say(.reportSubmit))))
  return page
}

private func reportFields(_ view: ReportView, _ state: FormState, _ reader: PageReader) -> [PageField] {
  let say = reader.say
  let megabytes = String(view.mostBytes >> 20)
  var fields: [PageField] = view.measures.map { measure in
    PageField(
      "value-" + measure.name, measure.standard, .decimal, help: say(.measureHelp, bounds(measure, reader)),
      isRequired: true, unit: measure.isRatio ? "%" : Vocabulary.word(measure.value, reader.words), most: 12)
  }
  if let least = view.minutes {
    fields.append(
      PageField(
        "minutes", say(.reportMinutes), .whole, help: say(.reportMinutesHelp, String(least)), isRequired: true,
        unit: say(.minutesUnit), most: 5))
  }
  for file in view.fileFields {
    let isPhoto = file.shows == "photo"
    fields.append(
      PageField(
        file.field, isPhoto ? say(.reportPhoto) : Vocabulary.word(file.shows, reader.words), .photo,
        help: isPhoto ? say(.reportPhotoHelp, megabytes) : say(.reportFileHelp, Vocabulary.word(file.shows, reader.words)),
        isRequired: file.isRequired))
  }
  fields.append(
    PageField(
      "note", say(.reportText), .lines, help: say(.reportTextHelp),
      isRequired: view.evidence.contains("note") || view.files.isEmpty, most: TextLimit.note))
  if view.needsPosition {
    let help = view.position.isEmpty ? say(.checkInPlain) : say(.checkInHelp, view.position)
    fields.append(PageField("lat", say(.latitude), .decimal, help: help, isRequired: true, most: 12))
    fields.append(PageField("lon", say(.longitude), .decimal, isRequired: true, most: 12))
  }
  if !view.checklist.isEmpty, !view.isRectification {
    fields.append(
      PageField(
        "failed", say(.failedLines), .checks(view.checklist.map { PageOption($0.id, $0.name) }),
        help: say(.failedLinesHelp)))
  }
  return fields.map { state.filled($0) }
}

/// `≥ 40%`, `≤ 3`.
private func bounds(_ measure: ReportView.Measured, _ reader: PageReader) -> String {
  func text(_ micro: Int) -> String {
    let scaled = measure.isRatio ? micro * 100 : micro
    var digits = decimal(scaled, 6)
    while digits.hasSuffix("0") { digits.removeLast() }
    if digits.hasSuffix(".") { digits.removeLast() }
    return digits + (measure.isRatio ? "%" : "")
  }
  var parts: [String] = []
  if let least = measure.atLeastMicro { parts.append("≥ " + text(least)) }
  if let most = measure.atMostMicro { parts.append("≤ " + text(most)) }
  return parts.isEmpty ? reader.say(.none) : parts.joined(separator: reader.say(.listSeparator))
}
