import DutyBook
import DutyLedger

/// What a task of a case is about, besides its standard and its place: what somebody found, asked for or disputes.
///
/// - Shape: ``text`` in the words of whoever said it; what does not apply is empty or 0.
/// - Source: M14, M34–M40.
package struct QueueCase: Hashable, Sendable {
  /// The finding, summons, contact or disputed task that it belongs to.
  package var id: String
  package var text: String
  /// Where the finding came from, by name: `市民反映`.
  package var source: String
  /// The stage of a limit in stages, from 1, and how many there are.
  package var stage: Int
  package var stages: Int
  /// The finding that was fixed and is here again (反弹).
  package var relapseOf: String
  /// How many others reported the same.
  package var others: Int

  package init(
    id: String, text: String, source: String = "", stage: Int = 0, stages: Int = 0, relapseOf: String = "",
    others: Int = 0
  ) {
    self.id = id
    self.text = text
    self.source = source
    self.stage = stage
    self.stages = stages
    self.relapseOf = relapseOf
    self.others = others
  }
}

/// Cases in the words of queues.
struct CaseWords {
  let isChinese: Bool

  init(_ book: Book) {
    isChinese = book.settings.locale == .chinese
  }

  /// `整改：无暴露垃圾`; the work alone where there is nothing to name.
  func title(_ work: WorkKind, _ topic: String) -> String {
    let name = isChinese ? chinese(work) : english(work)
    return topic.isEmpty ? name : name + (isChinese ? "：" : ": ") + topic
  }

  private func chinese(_ work: WorkKind) -> String {
    switch work {
    case .rectification: "整改"
    case .reinspection: "回头看"
    case .attendance: "吹哨报到"
    case .ruling: "职责裁定"
    case .mock: "模拟测评"
    case .anomaly: "异常上报"
    case .classification: "问题核定"
    }
  }

  private func english(_ work: WorkKind) -> String {
    switch work {
    case .rectification: "Rectify"
    case .reinspection: "Look again"
    case .attendance: "Report to a summons"
    case .ruling: "Rule whose it is"
    case .mock: "Mock evaluation"
    case .anomaly: "Report an anomaly upward"
    case .classification: "Tell standard and place"
    }
  }

  /// What is asked: what was said, and in brackets what must not be overlooked about it.
  func ask(_ matter: QueueCase, round: Int) -> String {
    var notes: [String] = []
    if !matter.source.isEmpty { notes.append(isChinese ? "来源：\(matter.source)" : "source: \(matter.source)") }
    if !matter.relapseOf.isEmpty {
      notes.append(isChinese ? "反弹，原问题\(matter.relapseOf)" : "relapse of \(matter.relapseOf)")
    }
    if matter.stages > 1 {
      notes.append(isChinese ? "第\(matter.stage)步，共\(matter.stages)步" : "stage \(matter.stage) of \(matter.stages)")
    }
    if round > 0 { notes.append(isChinese ? "第\(round + 1)轮" : "round \(round + 1)") }
    if matter.others > 0 {
      notes.append(isChinese ? "另有\(matter.others)件同一问题" : "\(matter.others) more reported it")
    }
    guard !notes.isEmpty else { return matter.text }
    return isChinese
      ? matter.text + "（" + notes.joined(separator: "；") + "）"
      : matter.text + " (" + notes.joined(separator: "; ") + ")"
  }
}
