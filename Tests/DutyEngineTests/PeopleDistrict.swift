import DutyCalendar
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

extension District {
  /// The small district with work of every kind that people answer: parts, measures, documents, counts, visits, cascades.
  static let people = District.small
    .putting(
      "registers/places.csv",
      """
      id,name,kind,parent,zone,unit,from,until,was,lat,lon
      qu,云河区,district,,general,u-qu,,,,,
      dh,东湖街道,subdistrict,qu,,u-dh,,,,,
      xh,西湖街道,subdistrict,qu,,u-xh,,,,,
      comm-1,一社区,community,dh,,,,,,,
      grid-1,一网格,grid,comm-1,,,,,,,
      grid-2,二网格,grid,comm-1,,,,,,,
      grid-3,三网格,grid,xh,,,,,,,
      road-zs,中山路,road,dh,key,,,,,30.250000,120.160000
      road-hp,和平路,road,xh,,,,,,,
      lane-1,一巷,lane,road-zs,,,,,,,
      site-1,广场,site,dh,,,,,,30.251000,120.161000
      site-2,车站,site,xh,,,,,,,

      """
    )
    .adding("registers/units.csv", "u-wg,宣传工作组,u-qu,district,group,,,\nu-tj,统计机构,u-qu,district,outside,,,")
    .adding("registers/people.csv", "p-wg1,组长,u-wg,,,\np-wg2,组员,u-wg,,,\np-tj,调查,u-tj,,,")
    .adding("registers/posts.csv", "u-wg,head,p-wg1,,,\nu-wg,liaison,p-wg2,,,")
    .adding("registers/sectors.csv", "publicity,宣传教育")
    .adding("registers/authorities.csv", "publicity,u-wg")
    .putting(
      "standards/measured.yaml",
      """
      standards:
        - standard: posters
          sector: publicity
          measure: { value: ratio, at-least: 0.40 }
          of: { kind: [site] }
        - standard: survey
          sector: publicity
          of: { kind: [subdistrict] }
          measure:
            - { value: score, at-least: 80, good: 90 }
            - { value: awareness, at-least: 0.70 }
            - { value: participation, at-least: 70% }

      """
    )
    .putting(
      "duties/people.yaml",
      """
      duties:
        - duty: site-check
          of: { kind: site }
          standards: [posters]
          parts: yes
          grain: standard
          every: month
          opens: "08:30"
          due: 5 workdays
        - duty: survey-work
          of: { kind: subdistrict }
          standards: [survey]
          grain: standard
          every: month
          opens: "08:30"
          due: 5 workdays
          parts: no
        - duty: files
          of: { units: { kind: bureau } }
          every: month
          opens: "08:30"
          due: 5 workdays
          evidence: [document]
          sign-off: lead.head
        - duty: centres
          of: { units: { id: u-dh } }
          every: month
          opens: "08:30"
          due: end of period
          quantity: { name: centres-built, target: 501 }
        - duty: visit
          of: { kind: [road, site] }
          every: 2 per month, 4 days apart
          opens: "08:30"
          due: end of period
          evidence: [check-in]
          at-least: { minutes: 30 }
          at-most: { metres: 200 }
        - duty: same-day
          of: { kind: [subdistrict, community, grid] }
          every: on demand
          cascade:
            - { to: subdistrict, due: 2 working-hours }
            - { to: community, due: 2 working-hours }
            - { to: grid, due: 4 working-hours }

      """
    )
    .replacing("responsibility/90-territory.yaml", "lead: place.territory", "lead: place.territory | unit")
}

/// A row of `task-act` as it was answered.
struct Acted: CustomStringConvertible {
  var row: JSONValue

  var isDone: Bool { row["outcome"]?.string == "done" }
  var status: Int64 { row["error"]?["code"]?.int ?? 200 }
  var message: String { row["error"]?["message"]?.string ?? "" }
  var notes: [String] { row["notes"]?.array?.compactMap(\.string) ?? [] }
  var description: String { row.canonicalText }
}

extension Bench {
  /// A bench of the district at a Monday's hour, its queues out.
  static func people(_ district: District = .people, at time: String = "2026-11-23 09:00") throws -> Bench {
    let bench = try Bench(district, at: moment("2026-11-01 06:00"))
    try bench.run(until: moment(time))
    return bench
  }

  func owed(_ duty: String, _ subject: String, n: Int = 1) throws -> TaskRow {
    let found = try tasks().filter {
      $0.record.key.duty == duty && $0.record.key.subject == subject && $0.record.key.n == n
    }
    return try #require(found.max { $0.record.opens < $1.record.opens }, "\(duty) on \(subject)")
  }

  func again(_ row: TaskRow) throws -> TaskRow { try #require(try store.task(number: row.number)) }

  /// One action on one task.
  @discardableResult
  func act(_ row: TaskRow, _ action: TaskAction, _ by: String, _ extra: [String: JSONValue] = [:]) throws -> Acted {
    let fields: [String: JSONValue] = [
      "number": .string(row.number), "action": .string(action.rawValue), "by": .string(by),
    ].merging(extra) { $1 }
    return try acts([.object(fields)])[0]
  }

  func acts(_ rows: [JSONValue]) throws -> [Acted] {
    let answer = engine.perform("task-act", ["rows": .array(rows)], author: "uid 1000", at: now)
    try #require(answer.status == 200, "\(answer.body.canonicalText)")
    return (answer.body["rows"]?.array ?? []).map { Acted(row: $0) }
  }

  /// Keeps a file; gives its hash.
  func photo(_ row: TaskRow, _ salt: String = "", shows: String = "photo", by: String? = nil) throws -> JSONValue {
    let bytes: [UInt8] = shows == "document" ? Array("%PDF-1.7 \(row.number)\(salt)".utf8) : jpeg(row.number + salt)
    let answer = engine.perform(
      "evidence-add",
      [
        "task": .string(row.number), "by": .string(by ?? row.record.roles.holder), "shows": .string(shows),
        "name": "after.jpg", "data": .string(base64(bytes)),
      ], author: "uid 1000", at: now)
    try #require(answer.status == 200, "\(answer.body.canonicalText)")
    return answer.body["id"] ?? .null
  }

  /// Reports a patrol as its holder does, each round with a photo of its own.
  func reportPatrol(_ row: TaskRow, _ extra: [String: JSONValue] = [:]) throws -> Acted {
    try act(
      row, .report, row.record.roles.holder, ["evidence": [try photo(row, " \(try again(row).round)")], "note": "已巡查"].merging(extra) { $1 })
  }
}

func jpeg(_ text: String) -> [UInt8] { [0xFF, 0xD8, 0xFF, 0xE0] + Array(text.utf8) }

/// Base64, written a second time for the tests.
func base64(_ bytes: [UInt8]) -> String {
  let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
  var text = ""
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let part = bytes[start..<min(start + 3, bytes.count)]
    let bits = part.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32((3 - part.count) * 8)
    for index in 0..<4 {
      text.append(index <= part.count ? alphabet[Int(bits >> UInt32(18 - 6 * index) & 63)] : "=")
    }
  }
  return text
}
