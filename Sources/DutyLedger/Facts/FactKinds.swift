/// Every type of fact, by the name under which it is stored. A new kind is a line here and a case of ``EventKind``.
package enum FactKinds {
  package static let all: [any FactRecord.Type] = [
    Finding.self, FindingClassified.self, FindingJoined.self, FindingAnswered.self,
    Evidence.self, Disowned.self, Ruling.self, PartDone.self, SignedOff.self, Progress.self, Contact.self, Summons.self,
    CascadeStarted.self, MockDrawn.self,
    UnitRung.self, NoticeProposal.self, NoticeDecision.self, Notice.self, NoticeAnswer.self, NoticeWithdrawal.self,
    Delivery.self, EligibilityFlag.self, FlagLifted.self, Deduction.self, Appeal.self, AppealDecision.self,
    RankingPublished.self, Bonus.self, RosterPublished.self, CheckIn.self, SpotCheck.self,
    DeliveryQueued.self, DeliveryAttempted.self, RequestDone.self,
  ]

  private static let byKind = Dictionary(uniqueKeysWithValues: all.map { ($0.kind, $0) })

  /// Reads a fact of a kind; `nil` for a kind that is no fact.
  static func fact(_ kind: EventKind, _ reader: inout FieldReader) throws(CodecError) -> Fact? {
    guard let type = byKind[kind] else { return nil }
    return try read(type, &reader)
  }

  private static func read<Record: FactRecord>(
    _ type: Record.Type, _ reader: inout FieldReader
  ) throws(CodecError) -> Fact {
    Fact(try Record(&reader))
  }
}
