import Testing

@testable import DutyControl

struct ResponseTextTests {
  struct Case: Sendable {
    var text: String
    var status: Int?
    var body = ""
    var why: String
  }
  @Test(arguments: [
    Case(text: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", status: 200, body: "{}", why: "as a server writes it"),
    Case(text: "HTTP/1.1 422\r\ncontent-length:2\r\n\r\n{}", status: 422, body: "{}", why: "no reason, no space"),
    Case(text: "HTTP/1.1 204 No Content\r\n\r\n", status: 204, why: "no body"),
    Case(text: "HTTP/1.1 200 OK\r\n\r\n{}", status: 200, body: "{}", why: "until the end"),
    Case(
      text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n{\"a\r\n4;x=1\r\n\":1}\r\n0\r\n\r\n",
      status: 200, body: #"{"a":1}"#, why: "in chunks"),
    Case(text: "", why: "nothing"),
    Case(text: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n", why: "no end of the header"),
    Case(text: "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}", why: "cut short"),
    Case(text: "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{}", why: "more than announced"),
    Case(text: "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\n{}", why: "a negative length"),
    Case(text: "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{}", why: "a length beyond all numbers"),
    Case(text: "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}", why: "two lengths"),
    Case(text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n{}", why: "a coding that nobody asked for"),
    Case(text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n{}", why: "a chunk that is not there"),
    Case(text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\n{}", why: "a negative chunk"),
    Case(text: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}", why: "no end of the chunk"),
    Case(text: "HTTP/1.1 2000 OK\r\n\r\n", why: "no such status"),
    Case(text: "SSH-2.0-x\r\n\r\n", why: "another protocol"),
    Case(text: "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n", why: "a header without a colon"),
  ])
  func reads(_ c: Case) {
    let read = try? ResponseText(Array(c.text.utf8))
    #expect(read?.status == c.status, "\(c.why)")
    #expect(read.map { String(decoding: $0.body, as: UTF8.self) } == (c.status == nil ? nil : c.body), "\(c.why)")
  }
}
