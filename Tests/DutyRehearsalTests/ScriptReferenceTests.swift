import DutyBook
import DutyDocuments
import DutyEngine
import DutyLedger
import DutyRehearsal
import Testing

@Suite struct ScriptReferenceTests {
  struct Case: Sendable {
    var text: String
    var names: [String]
    var why: String
  }

  @Test(arguments: [
    Case(text: "$photo", names: ["photo"], why: "all of the text"),
    Case(text: "$task.holder", names: ["task"], why: "a field"),
    Case(text: "$order:notice.recipients.0", names: ["order"], why: "another kind, a place in a list"),
    Case(text: "${photo} and ${发现.task}", names: ["photo", "发现"], why: "parts of a text, names of any script"),
    Case(text: "costs 5$", names: [], why: "a dollar sign alone"),
    Case(text: "$", names: [], why: "nothing behind it"),
    Case(text: "$a b", names: [], why: "a name has no blank: it is a text"),
    Case(text: "${a", names: [], why: "a brace that does not close"),
    Case(text: "$a..b", names: [], why: "an empty field"),
  ])
  func names(_ c: Case) {
    #expect(ScriptReference.names(in: c.text) == c.names, "\(c.why)")
  }

  @Test func piecesKeepTheText() {
    let pieces = ScriptReference.pieces(of: "a ${b.c} d$ ${e:notice}")
    #expect(pieces.count == 4)
    #expect(pieces.first == .text("a "))
    guard case .name(let b) = pieces[1], case .name(let e) = pieces[3] else {
      Issue.record("\(pieces)")
      return
    }
    #expect(b.name == "b" && b.path == ["c"] && b.kind.isEmpty)
    #expect(e.name == "e" && e.kind == "notice" && e.path == [])
    #expect(pieces[2] == .text(" d$ "))
  }

  /// The rule language's lists of the daemon's own names are these names.
  @Test func wordsAreTheDaemonsOwn() {
    let reading: Set = ["status", "names", "audit", "task-ask"]
    #expect(Set(ScenarioWords.operations) == Set(Engine.operations.keys).subtracting(reading))
    #expect(Set(ScenarioWords.eventKinds) == Set(EventKind.allCases.map(\.rawValue)))
    #expect(Set(ScenarioWords.reports) == Set(ReportForm.allCases.map(\.rawValue)))
    for list in [ScenarioWords.operations, ScenarioWords.eventKinds, ScenarioWords.reports] {
      #expect(list == list.sorted(), "in order")
    }
  }
}
