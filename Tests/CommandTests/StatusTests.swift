import DutyLedger
import Testing

@testable import dutyctl

/// Missed periods in `dutyctl status`.
@Suite struct StatusTests {
  private static func status(_ count: Int, of total: Int?) -> JSONValue {
    var fields: [String: JSONValue] = [
      "missed": .array(
        (0..<count).map { index in
          [
            "duty": "road-patrol", "period": .string("2026-11-\(10 + index)"), "n": .int(index == 0 ? 2 : 1),
            "reason": "the daemon was down",
          ]
        })
    ]
    if let total { fields["missed-total"] = .int(Int64(total)) }
    return .object(fields)
  }

  @Test(arguments: [
    (0, 0, false, 0, nil, "nothing was missed"), (2, 2, false, 2, nil, "all are named"),
    (2, 9, false, 2, "and 7 more, 9 in all", "older ones are counted"),
    (8, 8, false, 5, "and 3 more, 8 in all", "the newest five are named"),
    (0, 4, false, 0, "4 periods, none in the last seven days", "all are old"), (8, 8, true, 8, nil, "all were asked for"),
    (3, nil, false, 3, nil, "a daemon that does not count"),
  ] as [(Int, Int?, Bool, Int, String?, String)])
  func missed(_ known: Int, _ total: Int?, _ isAll: Bool, _ named: Int, _ says: String?, _ why: String) {
    let rows = Status.missedRows(Self.status(known, of: total), all: isAll)
    #expect(rows.count == named + (says == nil ? 0 : 1), "\(why): \(rows)")
    if named > 0 {
      let last = rows[named - 1]
      #expect(last == ["missed", "road-patrol 2026-11-\(10 + known - 1)" + (known == 1 ? " --number 2" : "") + ": the daemon was down"])
    }
    if let says { #expect(rows.last?[1] == says + ": `dutyctl status --missed` names them", "\(why)") }
    if isAll { #expect(rows.first?[1].contains("2026-11-10 --number 2") == true, "as `dutyctl backfill` takes it") }
  }
}
