import DutyLedger
import Testing

@Suite struct TaskNumberTests {
  private func number(_ duty: String, _ subject: String, _ grain: String, _ period: String, _ n: Int) -> String {
    TaskNumber.derive(from: TaskKey(duty: duty, subject: subject, grain: grain, period: period, n: n))
  }

  @Test func shape() {
    let alphabet = Set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    for n in 0..<200 {
      let number = number("road-patrol", "road-\(n)", "", "2026-11-23", 1)
      #expect(number.count == 11)
      #expect(Array(number)[5] == "-")
      #expect(number.filter { $0 != "-" }.allSatisfy(alphabet.contains))
    }
  }

  @Test func everyPartOfTheKeyCounts() {
    let all = [
      number("a", "b", "c", "d", 1), number("x", "b", "c", "d", 1), number("a", "x", "c", "d", 1),
      number("a", "b", "x", "d", 1), number("a", "b", "c", "x", 1), number("a", "b", "c", "d", 2),
      number("ab", "", "c", "d", 1), number("a", "bc", "", "d", 1),
    ]
    #expect(Set(all).count == all.count)
  }

  @Test func derivationNeverChanges() {
    // A number on paper must be found again years later: this one is fixed for good.
    #expect(number("road-patrol", "road-zhongshan", "", "2026-11-23", 1) == "H53KV-48DA5")
  }

  @Test func checkCodeCatchesMistypedSymbols() {
    let number = number("road-patrol", "road-zhongshan", "", "2026-11-23", 1)
    let code = TaskNumber.checkCode(number)
    #expect(code.count == 2)
    let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    for index in Array(number).indices where Array(number)[index] != "-" {
      for symbol in alphabet where symbol != Array(number)[index] {
        var altered = Array(number)
        altered[index] = symbol
        #expect(TaskNumber.checkCode(String(altered)) != code)
      }
    }
  }
}
