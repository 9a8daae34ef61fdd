import Testing

@testable import DutyFront

@Suite struct FormTests {
  @Test("forms of browsers: fields, files, and what is broken")
  func multipart() throws {
    let text =
      "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\n已清运\r\n--b\r\n"
      + "Content-Disposition: form-data; name=\"file\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nxx\r\n--\r\n"
      + "--b\r\nContent-Disposition: form-data; name=\"empty\"; filename=\"\"\r\n\r\n\r\n--b--\r\n"
    let form = try FormBody(Array(text.utf8), type: "multipart/form-data; boundary=\"b\"")
    #expect(form["note"] == "已清运")
    #expect(form.files.map(\.name) == ["a.jpg"])
    #expect(form.files.first?.bytes == Array("xx\r\n--".utf8))
    let broken = ["", "--b", "--b\r\n", "--b\r\nx", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", "--c--"]
    for text in broken {
      #expect(throws: Problem.self, "\(text)") {
        try FormBody(Array(text.utf8), type: "multipart/form-data; boundary=b")
      }
    }
    #expect(throws: Problem.self) { try FormBody([], type: "multipart/form-data") }
    #expect(throws: Problem.self) { try FormBody([], type: "text/plain") }
  }

  @Test(
    "queries are decoded, or refused",
    arguments: [
      ("a=1&b=%E4%BA%91+x&a=2", [("a", "1"), ("b", "云 x"), ("a", "2")]), ("", []), ("a", [("a", "")]),
      ("a=%zz", nil), ("a=%FF", nil), ("a=%00", nil), ("a=%4", nil),
    ] as [(String, [(String, String)]?)])
  func queries(_ text: String, _ expected: [(String, String)]?) {
    let items = QueryItems(text)?.items
    #expect(items?.map(\.name) == expected?.map(\.0))
    #expect(items?.map(\.value) == expected?.map(\.1))
  }

  @Test(
    "plain HTTP is for this machine unless told otherwise",
    arguments: [
      ("127.0.0.1:8300", true), ("[::1]:8300", true), ("localhost:1", true), ("unix:/run/x.sock", true),
      ("0.0.0.0:80", false), ("10.0.0.1:80", false), ("[::]:80", false), ("128.0.0.1:80", false), ("127.0.0.1", false),
      (":80", false), ("127.0.0.1:70000", false), ("unix:x", false), ("127.evil.example:80", false),
    ])
  func addresses(_ text: String, _ isTaken: Bool) {
    #expect(((try? FrontAddress(text, plainAnywhere: false)) != nil) == isTaken)
  }

  @Test("an address for all is taken when it is asked for in so many words")
  func anywhere() throws {
    #expect(try FrontAddress("0.0.0.0:80", plainAnywhere: true) == .tcp(host: "0.0.0.0", port: 80))
  }

  @Test("base64 as others write it")
  func base64s() {
    #expect(base64(Array("f".utf8)) == "Zg==")
    #expect(base64(Array("foobar".utf8)) == "Zm9vYmFy")
    #expect(base64URL([0xFB, 0xFF]) == "-_8")
  }
}
