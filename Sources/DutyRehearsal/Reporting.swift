import DutyBook
import DutyCalendar
import DutyDigest
import DutyEngine
import DutyLedger
import DutyPorts

/// A report as somebody in a rehearsal makes it: the act, and the evidence that goes with it.
struct MadeReport {
  var act: JSONValue
  var evidence: [Fact]
}

extension Rehearsal {
  /// What the holder reports: the evidence that is asked for, made up, and measured values that pass or do not.
  func report(of row: TaskRow, at now: Instant) throws(EngineError) -> MadeReport {
    let needs = try engine.reportNeeds(of: row, at: now)
    var facts: [Fact] = []
    var act: [String: JSONValue] = [
      "number": .string(row.number), "action": "report", "by": .string(row.record.roles.holder), "note": "已办结",
    ]
    var shown: [JSONValue] = []
    for kind in needs.evidence where kind != "note" && kind != "check-in" {
      let name = "\(row.number) \(row.round) \(kind)"
      let id = Digest(of: Array(name.utf8)).hex
      shown.append(.string(id))
      // A report that was refused is made again with what it showed.
      guard try !isKnown(id) else { continue }
      facts.append(
        Fact(
          Evidence(
            id: id, name: kind, shows: kind, type: kind == "photo" ? "image/jpeg" : "application/pdf", size: name.utf8.count,
            task: row.number, by: row.record.roles.holder)))
    }
    if !shown.isEmpty { act["evidence"] = .array(shown) }
    if needs.evidence.contains("check-in") || needs.position != nil {
      let spot = needs.position ?? Position(latitudeMicro: 30_250_000, longitudeMicro: 120_160_000)
      act["lat"] = .string(degrees(spot.latitudeMicro))
      act["lon"] = .string(degrees(spot.longitudeMicro))
    }
    if let minutes = needs.minutes { act["minutes"] = .int(Int64(minutes)) }
    let isGood = actors.meets(row) || row.record.key.work == .rectification
    if !isGood { act["note"] = "实测不达标" }
    let values = needs.measures.map { ($0.name, JSONValue.string(degrees(value($0, isGood)))) }
    if !values.isEmpty { act["values"] = .object(Dictionary(values) { first, _ in first }) }
    return MadeReport(act: .object(act), evidence: facts)
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

  private func degrees(_ micro: Int) -> String {
    let (whole, rest) = micro.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
    let digits = String(rest)
    return (micro < 0 ? "-" : "") + "\(whole)." + String(repeating: "0", count: 6 - digits.utf8.count) + digits
  }

  /// Before the verifier looks: supporting units close their parts, the head signs a document off.
  func prepare(_ row: TaskRow, at now: Instant) throws(EngineError) {
    let needs = try engine.reportNeeds(of: row, at: now)
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
