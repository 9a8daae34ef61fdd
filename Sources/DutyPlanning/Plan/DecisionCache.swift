import DutyBook
import DutyCalendar
import DutyLedger

/// Decisions of one day by class, so that a class is decided once.
struct DecisionCache {
  struct Key: Hashable {
    var isPlace: Bool
    var subject: Int32
    var duty: Int32
    var topic: Int32
  }

  struct Decided {
    /// The question by which the class was decided, and its row in the cache.
    var question: Question
    var row: Int
    var decision: Decision
    var roles: EffectiveRoles
    /// The roles as identifiers.
    var named: TaskRoles
    var spread: Spread
    /// The rules that can speak of the class, where some role has to be settled again.
    var mask: [UInt64]
  }

  /// What another subject of the class may come to otherwise, because a rule walks over a unit's people.
  enum Spread {
    case nothing
    /// The verifier alone: the other roles are those of the class.
    case verifier
    case everything
  }

  private var numbers: [Key: Int] = [:]
  private var rows: [Decided] = []
  /// By row; made when somebody wants one.
  private var receipts: [Receipt?] = []

  var count: Int { rows.count }

  func known(_ key: Key) -> Decided? { numbers[key].map { rows[$0] } }

  mutating func keep(_ decided: Decided, as key: Key) {
    numbers[key] = rows.count
    rows.append(decided)
    receipts.append(nil)
  }

  /// The receipt of the class at a row, made of the case by which the class was decided.
  mutating func receipt(of row: Int, _ make: (Decided) -> Receipt) -> Receipt {
    if let made = receipts[row] { return made }
    let made = make(rows[row])
    receipts[row] = made
    return made
  }
}

extension Planner {
  func decide(_ question: Question, on date: CivilDate, _ cache: inout DecisionCache) -> DecisionCache.Decided {
    let key = key(of: question)
    if var known = cache.known(key) {
      switch known.spread {
      case .nothing: return known
      case .verifier: if settleVerifier(question, on: date, &known) { return known }
      case .everything: break
      }
      let decision = assignment.decide(question, on: date)
      known.decision = decision
      known.roles = assignment.effective(question, decision, on: date)
      known.named = book.taskRoles(known.roles)
      return known
    }
    let decision = assignment.decide(question, on: date)
    let roles = assignment.effective(question, decision, on: date)
    let spread = spread(decision, roles)
    let decided = DecisionCache.Decided(
      question: question, row: cache.count, decision: decision, roles: roles, named: book.taskRoles(roles),
      spread: spread, mask: spread == .verifier ? assignment.mask(assignment.rowsOfBits(question)) : [])
    cache.keep(decided, as: key)
    return decided
  }

  /// The assignment receipt of a decision, the same for its whole class.
  func receipt(of decided: DecisionCache.Decided, on date: CivilDate, _ cache: inout DecisionCache) -> Receipt {
    cache.receipt(of: decided.row) { first in
      Receipt(
        kind: .assignment,
        body: ReceiptText.assignment(first.question, first.decision, first.roles, on: date, in: assignment))
    }
  }

  private func key(of question: Question) -> DecisionCache.Key {
    let topic =
      question.standard.map { assignment.standardClassOf[$0.index] } ?? question.sector.map { -2 - $0.raw } ?? -1
    switch question.subject {
    case .place(let place):
      return DecisionCache.Key(
        isPlace: true, subject: assignment.classes.classOf[place.index], duty: question.duty?.raw ?? -1, topic: topic)
    case .unit(let unit):
      return DecisionCache.Key(isPlace: false, subject: unit.raw, duty: question.duty?.raw ?? -1, topic: topic)
    }
  }

  /// What differs within the class of a question that came to this.
  private func spread(_ decision: Decision, _ roles: EffectiveRoles) -> DecisionCache.Spread {
    guard roles.fromOffice.isEmpty else { return .everything }
    let spreading = Role.allCases.filter { role in
      let rule = Int(decision[role].rule)
      return rule >= 0 && assignment.compiled.spreads[role.row][rule]
    }
    if spreading.isEmpty { return .nothing }
    return spreading == [.verifier] && !assignment.compiled.supportSpreads ? .verifier : .everything
  }

  /// Settles the verifier of another subject of a class; false where none is found, so that all has to be settled.
  private func settleVerifier(
    _ question: Question, on date: CivilDate, _ known: inout DecisionCache.Decided
  ) -> Bool {
    var evaluation = Evaluation(assignment, question, on: date)
    evaluation.lead = known.decision.lead.usable ?? -1
    evaluation.leader = known.decision.leader.usable ?? -1
    evaluation.holder = known.decision.holder.usable ?? -1
    let verifier = assignment.settle(.verifier, &evaluation, known.mask)
    guard verifier.kind == .decided else { return false }
    known.decision.verifier = verifier
    known.roles.verifier = Ref(verifier.value)
    known.named.verifier = book.people.rows[Int(verifier.value)].id
    return true
  }
}
