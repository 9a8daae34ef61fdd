import DutyBook
import DutyCalendar
import DutyDigest
import DutyEngine
import DutyLedger
import DutyPorts
import DutyTestKit
import Testing

@Suite struct PeopleEvidenceTests {
  private func add(
    _ bench: Bench, _ task: TaskRow, _ bytes: [UInt8], shows: String = "photo"
  ) -> (status: Int, body: JSONValue) {
    let answer = bench.engine.perform(
      "evidence-add",
      [
        "task": .string(task.number), "by": "p-jt3", "shows": .string(shows), "name": "a.jpg",
        "data": .string(base64(bytes)),
      ], author: "uid 1000", at: bench.now)
    return (answer.status, answer.body)
  }

  @Test func aPhotoShownTwiceIsRefusedWithItsFirstUse() throws {
    let bench = try Bench.people()
    let (one, two) = (try bench.owed("road-patrol", "road-zs"), try bench.owed("road-patrol", "road-hp"))
    #expect(add(bench, one, jpeg("x")).status == 200)
    #expect(add(bench, one, jpeg("x")).body["outcome"]?.string == "unchanged", "the same again is nothing new")
    let refused = add(bench, two, jpeg("x"))
    #expect(refused.status == 409)
    #expect(refused.body.canonicalText.contains(one.number))
    #expect(refused.body.canonicalText.contains("2026-11-23"))
  }

  /// What was returned is not done by showing the same photo again (M34).
  @Test func aPhotoProvesOneRound() throws {
    let bench = try Bench.people()
    let row = try bench.owed("road-patrol", "road-zs")
    let (holder, verifier) = (row.record.roles.holder, row.record.roles.verifier)
    let first = try bench.photo(row)
    #expect(try bench.act(row, .report, holder, ["evidence": [first]]).isDone)
    #expect(try bench.act(row, .return, verifier, ["note": "仍有垃圾"]).isDone)
    let again = try bench.act(row, .report, holder, ["evidence": [first]])
    #expect(!again.isDone && again.status == 409, "\(again)")
    #expect(again.message.contains("report no. 1 on 2026-11-23"), "its first use is named: \(again)")
    let other = try bench.photo(row, "afterwards")
    #expect(try bench.act(row, .report, holder, ["evidence": [other]]).isDone)
  }

  @Test("law: a refused report uses no file up (M17)")
  func aRefusedReportLeavesNothing() throws {
    let bench = try Bench.people()
    let (wrong, right) = (try bench.owed("visit", "road-hp"), try bench.owed("visit", "road-zs"))
    func hold(_ row: TaskRow) -> (status: Int, body: JSONValue) {
      let answer = bench.engine.perform(
        "evidence-add",
        [
          "task": .string(row.number), "by": .string(row.record.roles.holder), "shows": "photo", "name": "a.jpg",
          "data": .string(base64(jpeg("held"))), "held": true,
        ], author: "uid 1000", at: bench.now)
      return (answer.status, answer.body)
    }
    func report(_ row: TaskRow, minutes: Int64) throws -> Acted {
      try bench.act(
        row, .report, row.record.roles.holder,
        [
          "evidence": .array([.string(Digest(of: jpeg("held")).hex)]), "minutes": .int(minutes), "lat": "30.25",
          "lon": "120.16",
        ])
    }
    func kept() throws -> [String] { try bench.store.records(Evidence.self).map(\.record.task) }

    #expect(hold(wrong).body["outcome"]?.string == "held")
    let short = try report(wrong, minutes: 5)
    #expect(!short.isDone && short.status == 422, "too few minutes: \(short)")
    #expect(try kept().isEmpty, "nothing of it is in the ledger")
    #expect(hold(right).status == 200, "the file is free for the task that it shows")
    let stolen = try report(wrong, minutes: 40)
    #expect(stolen.status == 404, "what is held for another task is not this one's: \(stolen)")
    let done = try report(right, minutes: 40)
    #expect(done.isDone, "\(done)")
    #expect(try kept() == [right.number], "with the report, and once")
    #expect(hold(wrong).status == 409, "what was shown for a task is that task's")
    #expect(try report(right, minutes: 40).status == 409)
    #expect(try kept().count == 1)
  }

  struct Bytes: Sendable {
    var bytes: [UInt8]
    var shows = "photo"
    var type: String?
    var why: String
  }

  @Test(arguments: [
    Bytes(bytes: jpeg("x"), type: "image/jpeg", why: "JPEG"),
    Bytes(bytes: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1], type: "image/png", why: "PNG"),
    Bytes(bytes: [0, 0, 0, 24] + Array("ftypheic....".utf8), type: "image/heic", why: "HEIC"),
    Bytes(bytes: [0, 0, 0, 24] + Array("ftypisom....".utf8), shows: "video", type: "video/mp4", why: "MP4"),
    Bytes(bytes: Array("%PDF-1.4".utf8), shows: "document", type: "application/pdf", why: "PDF"),
    Bytes(bytes: Array("会议记录\n".utf8), shows: "document", type: "text/plain", why: "text"),
    Bytes(bytes: Array(String(repeating: "会", count: 200).utf8), shows: "document", type: "text/plain", why: "a cut character"),
    Bytes(bytes: Array("%PDF-1.4".utf8), why: "a PDF is no photo"),
    Bytes(bytes: [0x7F, 0x45, 0x4C, 0x46, 0, 1], shows: "document", why: "a program"),
    Bytes(bytes: [0xFF, 0xFE, 0x41, 0x00], shows: "document", why: "not UTF-8"),
    Bytes(bytes: [], why: "nothing"),
  ])
  func aFileIsToldByItsFirstBytes(_ c: Bytes) throws {
    let bench = try Bench.people()
    let answer = add(bench, try bench.owed("road-patrol", "road-zs"), c.bytes, shows: c.shows)
    #expect((answer.status == 200) == (c.type != nil), "\(c.why): \(answer.body.canonicalText)")
    #expect(answer.body["type"]?.string == c.type, "\(c.why)")
    if c.type != nil { #expect(answer.body["id"]?.string == Digest(of: c.bytes).hex, "by its hash") }
  }

  @Test func sizeAndTypesAreLimited() throws {
    let district = District.people.adding("dutyd.yaml", "evidence: { max-megabytes: 1, types: [jpeg] }")
    let bench = try Bench.people(district)
    let task = try bench.owed("road-patrol", "road-zs")
    let large = jpeg("") + [UInt8](repeating: 7, count: 1 << 20)
    #expect(add(bench, task, Array(large.prefix(1 << 20))).status == 200, "exactly the limit")
    #expect(add(bench, task, large).status == 422)
    #expect(add(bench, task, Array("%PDF-1.4".utf8), shows: "document").status == 422)
  }

  @Test(arguments: 0..<64)
  func base64IsReadAsItWasWritten(_ length: Int) {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ length &* 91) }
    #expect(Base64.decode(base64(bytes)) == bytes)
    #expect(Base64.decode(base64(bytes) + "\n") == bytes)
  }

  @Test(arguments: ["A", "AA", "AAA", "A===", "AA=A", "AB==", "AAB=", "AA!=", "====", "AAAA="])
  func whatIsNoBase64(_ text: String) { #expect(Base64.decode(text) == nil) }

  @Test(arguments: [
    ("0", 0), ("0.42", 420_000), ("42%", 420_000), ("-3", -3_000_000), ("85", 85_000_000), ("0.000001", 1),
  ])
  func aNumberIsExact(_ text: String, _ micro: Int) {
    #expect(FixedPoint.micro(text) == micro)
    #expect(FixedPoint.micro(FixedPoint.text(micro)) == micro)
  }

  @Test(arguments: ["", "1.", ".5", "1e3", "0.0000001", "1,5", "--1", "0x10", "１"])
  func whatIsNoNumber(_ text: String) { #expect(FixedPoint.micro(text) == nil) }

  @Test(arguments: [
    ("2026-11-23 09:00", "2026-11-23 10:30", 90, "within a morning"),
    ("2026-11-23 11:00", "2026-11-23 15:00", 120, "over noon"),
    ("2026-11-20 17:00", "2026-11-23 09:00", 60, "over a weekend"),
    ("2026-11-21 09:00", "2026-11-22 18:00", 0, "days off"),
    ("2026-11-23 10:30", "2026-11-23 09:00", 0, "backwards is nothing"),
  ])
  func workingTime(_ from: String, _ to: String, _ minutes: Int64, _ why: String) throws {
    let book = try District.small.book()
    #expect(
      WorkingTime.seconds(from: moment(from), to: moment(to), in: book.limitContext) == minutes * 60, "\(why)")
  }
}
