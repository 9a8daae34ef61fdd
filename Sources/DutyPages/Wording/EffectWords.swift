import DutyCalendar
import DutyLedger

/// What an upheld appeal changes, in the reader's words, with the way to what it is about.
package struct EffectWords {
  let reader: PageReader
  let names: PageNames
  /// By a deduction's name, the unit that lost points.
  let unitOfDeduction: (String) -> String
  private var say: PageWords { reader.say }

  package init(_ reader: PageReader, _ names: PageNames, unitOfDeduction: @escaping (String) -> String) {
    self.reader = reader
    self.names = names
    self.unitOfDeduction = unitOfDeduction
  }

  /// A line of a decision; one that says no effect that is known stays as the ledger has it.
  package func change(_ line: String) -> AppealView.Change {
    guard let effect = AppealEffect(line) else { return AppealView.Change(line) }
    return AppealView.Change(text(effect), href: href(effect))
  }

  private func text(_ effect: AppealEffect) -> String {
    switch effect {
    case .rung(let rung):
      let parts = Rung(rung)
      return parts.map { say(.effectRung, names.ladder($0.ladder), $0.number, subject($0)) } ?? rung
    case .withdrawn(let notice): return say(.effectWithdrawn, reader.numbered(notice))
    case .amended(let notice, let tasks): return say(.effectAmended, reader.numbered(notice), say.list(tasks))
    case .lifted(let flag):
      let parts = flag.split(separator: "/").map(String.init)
      if parts.count < 2 { return flag }
      return say(.effectLifted, names.unit(parts[1]), reader.called(names.flag(parts[0])))
    case .givenBack(let deduction, let milli):
      return say(.effectGivenBack, unitOfDeduction(deduction), milliText(milli), occasion(deduction))
    case .takenAfterAll(let deduction, let milli):
      return say(.effectTakenAfterAll, unitOfDeduction(deduction), milliText(milli), occasion(deduction))
    case .rank(let score, let period, let unit, let now, let published):
      return say(.effectRank, names.score(score), periodName(period), names.unit(unit), String(now), String(published))
    case .voided(let task): return say(.effectVoided, task)
    case .goesOn(let findings): return say(.effectGoesOn, say.list(findings))
    }
  }

  private func href(_ effect: AppealEffect) -> String {
    switch effect {
    case .rung(let rung), .givenBack(let rung, _), .takenAfterAll(let rung, _):
      guard let subject = Rung(rung)?.subject, subject.isTask else { return "" }
      return "/tasks/" + subject.id
    case .withdrawn(let notice), .amended(let notice, _): return noticeHref(notice)
    case .voided(let task): return "/tasks/" + task
    case .goesOn(let findings): return findings.first.map { "/findings/" + encoded($0) } ?? ""
    case .rank(let score, let period, _, _, _): return "/league/\(encoded(score))?period=\(encoded(period))"
    case .lifted: return ""
    }
  }

  /// `rectification/2/K7Q2M-9XD4P`, or with a unit and its occasion: `monthly/1/u-huanwei/2026-11`.
  private struct Rung {
    var ladder: String
    var number: String
    var subject: (id: String, isTask: Bool)
    var occasion: String

    init?(_ reference: String) {
      let parts = reference.split(separator: "/").map(String.init)
      guard parts.count >= 3, Int(parts[1]) != nil else { return nil }
      (ladder, number) = (parts[0], parts[1])
      subject = (parts[2], parts.count == 3)
      occasion = parts.count > 3 ? parts[3] : ""
    }
  }

  private func subject(_ rung: Rung) -> String {
    if rung.subject.isTask { return rung.subject.id }
    let name = names.unit(rung.subject.id)
    return rung.occasion.isEmpty ? name : name + " · " + periodName(rung.occasion)
  }

  /// What a deduction was for.
  private func occasion(_ deduction: String) -> String {
    guard let rung = Rung(deduction) else { return deduction }
    return names.ladder(rung.ladder) + " · " + say(.rungMark, rung.number) + " · " + subject(rung)
  }

  private func periodName(_ name: String) -> String { Period(named: name).map { reader.periodText($0) } ?? name }
}
