import DutyBook
import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

extension District {
  /// The small district with standards that are worked on findings, coordinates and two roads of one name.
  static let finding = District.small
    .putting(
      "standards/findings.yaml",
      """
      standards:
        - standard: rubbish
          name: 无暴露垃圾
          sector: sanitation
          points: 1.5
          on-finding: true
          of: { kind: [road, lane] }
          limits: { key: 4 working-hours, general: 1 workday, inspection: 2 urgent-hours }
        - standard: illegal-building
          name: 无违法建设
          sector: transport
          points: 2
          on-finding: true
          limits: { stages: [ stop: 4 working-hours, fine: 7 workdays, demolish: 20 workdays ] }
        - standard: no-fire
          name: 无火灾事故
          sector: transport
          points: 5
          veto: yes
          on-finding: true
          limit: 4 working-hours

      """
    )
    .putting(
      "registers/places.csv",
      """
      id,name,kind,parent,zone,unit,lon,lat
      qu,云河区,district,,general,u-qu,,
      dh,东湖街道,subdistrict,qu,,u-dh,,
      xh,西湖街道,subdistrict,qu,,u-xh,,
      road-zs,中山路,road,dh,key,,118.100000,28.500000
      road-hp,和平路,road,xh,,,118.110000,28.500000
      lane-1,一巷,lane,road-zs,,,118.101000,28.500500
      lane-2,一巷,lane,road-hp,,,,
      compound-1,悦苑,compound,dh,,,118.100100,28.500100
      building-1,悦苑七栋,building,compound-1,,,,

      """
    )
    .replacing("standards/base.csv", "road-clean,道路整洁,sanitation,1,no,no,photo", "road-clean,道路整洁,sanitation,1,no,no,")
    .replacing(
      "dutyd.yaml", "horizon: 60 days",
      "horizon: 60 days\nparts: none\nfindings:\n  sources: { 人大代表: 2, 媒体曝光: 4 }\n  near: 150 m")
}

/// What a call about findings came to.
struct Told {
  var status: Int
  var body: JSONValue

  var message: String { body["error"]?["message"]?.string ?? "" }
  var help: String { body["error"]?["help"]?.string ?? "" }
  var outcome: String { body["outcome"]?.string ?? "" }
  var id: String { body["finding"]?["id"]?.string ?? "" }
}

extension Bench {
  static func finding(_ district: District = .finding, at start: String = "2026-11-23 09:00") throws -> Bench {
    try Bench(district, at: moment(start))
  }

  func ask(_ operation: String, _ fields: [String: JSONValue]) -> Told {
    let answer = engine.perform(operation, .object(fields), author: "uid 1000", at: now)
    return Told(status: answer.status, body: answer.body)
  }

  /// A finding of rubbish on the main road, unless said otherwise.
  func add(
    _ text: String = "垃圾堆放", standard: String = "rubbish", place: String = "road-zs", source: String = "patrol",
    _ more: [String: JSONValue] = [:]
  ) -> Told {
    ask(
      "finding-add",
      [
        "text": .string(text), "standard": .string(standard), "place": .string(place), "source": .string(source),
        "by": "p-a1", "reporter": "甲", "contact": "1380000",
      ].merging(more) { $1 })
  }

  func card(_ told: Told) throws -> FindingCard { try #require(try store.findingCard(told.id)) }

  /// The only rectification of a finding.
  func rectification(_ told: Told) throws -> TaskRow { try #require(try card(told).rows.first) }

  func answers(_ told: Told) throws -> [String] { try store.answers(to: told.id).map(\.record.stage) }

  /// Does everything that closes a task, by whoever its row names.
  func close(_ row: TaskRow, as closure: Closure? = .fixed, failed: [String] = []) throws {
    var report: [String: JSONValue] = [
      "number": .string(row.number), "action": "report", "by": .string(row.record.roles.holder), "note": "办理完毕",
    ]
    if !failed.isEmpty { report["failed"] = .array(failed.map { .string($0) }) }
    var verify: [String: JSONValue] = [
      "number": .string(row.number), "action": "verify", "by": .string(row.record.roles.verifier), "note": "现场核查",
    ]
    if let closure { verify["closure"] = .string(closure.rawValue) }
    if closure == .notOurs { verify["whose"] = "u-jt" }
    for action in [report, verify] {
      let told = ask("task-act", ["rows": [.object(action)]])
      let refused = told.body.canonicalText
      #expect(told.status == 200 && !refused.contains("\"error\""), "\(refused)")
    }
  }
}
