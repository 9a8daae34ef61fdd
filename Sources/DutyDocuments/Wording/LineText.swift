import DutyDispatch
import DutyLedger

/// The parts of a line in words, the same in every rendering.
struct LineText {
  let line: QueueLine
  let moments: Moments
  let words: Words
  let memo: LineMemo

  private var task: QueueTask { line.task }

  /// What is asked: the sentence, else the checklist, else nothing beyond the title.
  var ask: String {
    task.ask.isEmpty ? joined : task.ask
  }

  /// The checklist where ``ask`` does not say it already; one text, as items may have commas of their own.
  var checklist: String { task.ask.isEmpty ? "" : joined }

  private var joined: String {
    memo.sentence(task.checklist) { items.joined(separator: words(.itemSeparator)) }
  }

  /// Each standard of the checklist.
  var items: [String] { task.checklist.map(item) }

  var evidence: String {
    let least = task.atLeast.map { words(.atLeast, Vocabulary.word($0.name, words), String($0.amount)) }
    return words.list(task.evidence.map { Vocabulary.word($0, words) } + least)
  }

  var role: String { words(line.role.term) }
  var state: String { words(task.state.term) }
  var due: String { memo.short(task.due, moments) }
  /// The same where it may be read on another day than the sheet's: in a telephone's calendar.
  var dueInFull: String { memo.plain(task.due, moments) }
  /// How late what is still owed is; a report waiting for its verifier is not late by that.
  var lateness: String? {
    task.state == .reported || task.state == .suspended ? nil : moments.lateness(task.due)
  }
  /// The round that it is, so that rounds of one duty at one place are told apart; empty for a case.
  var period: String { task.matter == nil ? memo.period(task.period, moments) : "" }
  var limit: String { memo.limit(task.limit, words) }

  /// `中山街道 › 东湖社区`.
  var path: String { task.subject.path.joined(separator: " › ") }

  /// What must not be overlooked, loudest first.
  var marks: [String] {
    var marks: [String] = []
    if task.isVeto { marks.append(words(.vetoMark)) }
    if task.rung > 0 { marks.append(words(.rungMark, String(task.rung))) }
    if task.state == .returned { marks.append(words(.returned)) }
    if task.isNew && line.section != .new { marks.append(words(.newMark)) }
    if task.n > 1 { marks.append(words(.occurrenceMark, String(task.n))) }
    if task.isCaughtUp { marks.append(words(.caughtUpMark)) }
    if task.isProvisional { marks.append(words(.provisionalMark)) }
    return marks
  }

  /// Why me, in one line.
  var why: String {
    switch line.reason {
    case .assigned(let reason) where !reason.fallback.isEmpty:
      let isTie = reason.fallback.hasPrefix("tie ")
      return words(.officeFallback) + (isTie ? words(.dot) + reason.fallback : "")
    case .assigned(let reason):
      let acting = reason.actingFor.map { words(.actingFor, $0) } ?? ""
      // Where no rule decided, its place says what did.
      let (rule, basis) =
        reason.source.isEmpty
        ? (Vocabulary.word(reason.rule, words), Vocabulary.word(reason.basis, words)) : (reason.rule, reason.basis)
      let parts = [rule, reason.expression, words.list(reason.rows), acting, basis]
      return parts.filter { !$0.isEmpty }.joined(separator: words(.dot))
    case .rung(let ladder, let rung, let nominal, let note):
      let fired = words(.rungReason, ladder, String(rung), moments.short(nominal))
      return note.isEmpty ? fired : fired + words(.dot) + note
    case .unreachable(let ids):
      return words(.unreachable, words.list(ids.map { id in QueueRole(rawValue: id).map { words($0.term) } ?? id }))
    case .unrecorded:
      return words(.unrecorded)
    }
  }

  private func item(_ item: ChecklistItem) -> String {
    var text = item.name
    if let measure = item.measure, let bound = bound(measure) { text += words.parenthesised(bound) }
    if item.isVeto { text += words.parenthesised(words(.vetoMark)) }
    return text
  }

  private func bound(_ measure: LeastMeasure) -> String? {
    let name = Vocabulary.word(measure.value, words)
    let isRatio = measure.value == "ratio"
    let least = measure.atLeastMicro.map { words(.atLeast, name, decimal($0, isRatio)) }
    let most = measure.atMostMicro.map { words(.atMost, name, decimal($0, isRatio)) }
    let bounds = [least, most].compactMap { $0 }
    return bounds.isEmpty ? nil : words.list(bounds)
  }

  /// Millionths as a decimal: `0.4`, or `40%` where it is a ratio.
  private func decimal(_ micro: Int, _ isRatio: Bool) -> String {
    let scaled = isRatio ? micro * 100 : micro
    let fraction = abs(scaled) % 1_000_000
    var digits = String(fraction + 1_000_000).dropFirst()
    while digits.hasSuffix("0") { digits = digits.dropLast() }
    let whole = (scaled < 0 ? "-" : "") + String(abs(scaled) / 1_000_000)
    return whole + (digits.isEmpty ? "" : "." + digits) + (isRatio ? "%" : "")
  }
}
