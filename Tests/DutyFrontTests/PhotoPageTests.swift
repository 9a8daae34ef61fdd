import DutyLedger
import DutyPorts
import DutyTestKit
import HTTPTypes
import Testing

@testable import DutyFront

/// Photos are seen by whoever may see what was shown for the task, and nothing that was uploaded runs in a browser.
@Suite struct PhotoPageTests {
  private static let photo: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 74, 70, 73, 70, 0, 1]

  /// Doors whose shelf of files has what is shown there, with evidence of a holder's task.
  private func shown(_ bytes: [UInt8], shows: String = "photo") async throws -> (door: Door, task: String, id: String) {
    let shelf = MemoryEvidence()
    let door = try Door(finishing: { $0.evidence = shelf })
    let number = try door.task(on: "r-holder")
    let reply = await door.desk.perform(
      "evidence-add",
      [
        "task": .string(number), "by": "p-holder", "shows": .string(shows), "name": "<b>现场\".jpg",
        "data": .string(base64(bytes)),
      ], author: "test", deed: nil, unless: nil)
    let id = try #require(reply.body["id"]?.string, "\(reply)")
    do { try shelf.keep(bytes, as: id) } catch { Issue.record("\(error)") }
    return (door, number, id)
  }

  @Test("a photo stands on its task's page, with what it shows said in words, before anything is pressed")
  func onTheTask() async throws {
    let (door, number, id) = try await shown(Self.photo)
    for person in ["p-holder", "p-head", "p-office", "p-auditor"] {
      let html = await door.ask(.get, "/tasks/\(number)", token: try door.token(person)).text
      #expect(html.contains("<a href=\"/evidence/\(id)\"><img src=\"/evidence/\(id)\" alt=\"照片：") , "\(person)")
      #expect(!html.contains("<b>现场"), "a file's name is text")
    }
  }

  @Test(arguments: [
    ("p-holder", 200, "who showed it"), ("p-head", 200, "the head of the unit"), ("p-office", 200, "the office"),
    ("p-auditor", 200, "auditors read all"), ("p-other", 403, "another unit's"), ("p-child", 403, "a unit below"),
  ] as [(String, Int, String)])
  func rights(_ c: (person: String, status: Int, why: String)) async throws {
    let (door, _, id) = try await shown(Self.photo)
    let token = try door.token(c.person)
    let page = await door.ask(.get, "/evidence/\(id)", token: token)
    #expect(page.status == c.status, "\(c.why)")
    #expect(await door.ask(.get, "/api/v1/evidence/\(id)", token: token).status == c.status, "as the API: \(c.why)")
    guard c.status == 200 else { return }
    #expect(page.body == Self.photo)
    #expect(page.fields[.contentType] == "image/jpeg")
    #expect(page.fields[.contentDisposition]?.hasPrefix("inline") == true)
    #expect(page.fields[.init("X-Content-Type-Options")!] == "nosniff")
    #expect(page.fields[.init("Content-Security-Policy")!]?.contains("img-src 'self'") == true)
    #expect(await door.ask(.get, "/evidence/\(id)").fields[.location]?.hasPrefix("/login") == true, "nobody without an account")
    #expect(await door.ask(.get, "/evidence/\(String(repeating: "0", count: 64))", token: token).status == 404)
  }

  @Test("what is no photo is saved and never shown", arguments: [
    "%PDF-1.7 <script>alert(1)</script>", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
  ])
  func noPhoto(_ text: String) async throws {
    let (door, number, id) = try await shown(Array(text.utf8), shows: "document")
    let token = try door.token("p-holder")
    let html = await door.ask(.get, "/tasks/\(number)", token: token).text
    #expect(!html.contains("<img"))
    #expect(html.contains("href=\"/evidence/\(id)\""), "it can be saved")
    let file = await door.ask(.get, "/evidence/\(id)", token: token)
    #expect(file.fields[.contentType] == "application/octet-stream")
    #expect(file.fields[.contentDisposition]?.hasPrefix("attachment") == true)
  }

  @Test("a photo that came with a finding is seen on its page by those who may see the task's evidence")
  func onTheFinding() async throws {
    let shelf = MemoryEvidence()
    let door = try Door(finishing: { $0.evidence = shelf })
    let form = Array("--x\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n垃圾\r\n--x\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\nr-holder\r\n--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nroad-clean\r\n--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n\r\n".utf8)
      + Self.photo + Array("\r\n--x--\r\n".utf8)
    let filed = await door.ask(
      .post, "/findings", body: form, fields: [("Content-Type", "multipart/form-data; boundary=x")])
    let place = try #require(filed.fields[.location], "\(filed.text.prefix(400))")
    let number = place.split(separator: "?")[0]
    let office = await door.ask(.get, String(number), token: try door.token("p-office")).text
    #expect(office.contains("<img src=\"/evidence/"))
    let followed = await door.ask(.get, place).text
    #expect(followed.contains("已收到") && !followed.contains("<img"), "without an account it is said that there is one")
  }
}
