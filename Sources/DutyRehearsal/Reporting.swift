import DutyBook
import DutyCalendar
import DutyDigest
import DutyEngine
import DutyLedger
import DutyPorts

/// A report as somebody in a rehearsal makes it: the act, and the evidence that goes with it.
struct MadeReport {
  var act: ActRequest
  var evidence: [Fact]
}

extension Rehearsal {
  /// What the holder reports: the evidence that is asked for, made up, and measured values that pass or do not.
  func report(of row: TaskRow, at now: Instant) throws(EngineError) -> MadeReport {
    let needs = try engine.reportNeeds(of: row, at: now)
    var facts: [Fact] = []
    var act = ActRequest(number: row.number, action: .report, by: row.record.roles.holder, note: "已办结")
    for kind in needs.evidence where kind != "note" && kind != "check-in" {
      let name = "\(row.number) \(row.round) \(kind)"
      let id = Digest(of: Array(name.utf8)).hex
      act.evidence.append(id)
      // A report that was refused is made again with what it showed.
      guard try !isKnown(id) else { continue }
      facts.append(
        Fact(
          Evidence(
            id: id, name: kind, shows: kind, type: kind == "photo" ? "image/jpeg" : "application/pdf", size: name.utf8.count,
            task: row.number, by: row.record.roles.holder)))
    }
    if needs.evidence.contains("check-in") || needs.position != nil {
      act.position = needs.position ?? Position(latitudeMicro: 30_250_000, longitudeMicro: 120_160_000)
    }
    act.minutes = needs.minutes
    let isGood = actors.meets(row) || row.record.key.work == .rectification
    if !isGood { act.note = "实测不达标" }
    for measure in needs.measures where act.values[measure.name] == nil {
      act.values[measure.name] = value(measure, isGood)
    }
    return MadeReport(act: act, evidence: facts)
  }

  private func isKnown(_ evidence: String) throws(EngineError) -> Bool {
    do throws(StoreError) { return try store.fact(.evidence, id: evidence) != nil } catch { throw .store(error) }
  }

  /// A value at its bound, or a little worse.
  private func value(_ measure: ReportNeeds.NamedMeasure, _ isGood: Bool) -> Int {
    if let least = measure.atLeastMicro { return isGood ? least : least * 9 / 10 }
    if let most = measure.atMostMicro { return isGood ? most : most * 11 / 10 + 1 }
    return 0
  }

  /// Before the verifier looks: supporting units close their parts, the head signs a document off.
  func prepare(_ row: TaskRow, at now: Instant) throws(EngineError) {
    guard let needs = try engine.closingNeeds(of: row, at: now) else { return }
    let parts = needs.openParts.compactMap { unit in
      engine.somebody(of: unit, at: now).map {
        Fact(PartDone(task: row.number, unit: unit, round: row.round, by: $0, note: "已配合办结"))
      }
    }
    if !parts.isEmpty { try engine.rehearse(parts, at: now) }
    if let signatory = needs.signatory {
      note(
        engine.perform(
          "task-sign", ["number": .string(row.number), "by": .string(signatory)], author: "rehearsal", at: now),
        "task-sign")
    }
  }
}
