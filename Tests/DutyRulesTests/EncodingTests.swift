import DutyBook
import DutyRules
import Glibc
import Testing

/// UTF-8 with and without a mark, GB18030, line ends.
@Suite struct EncodingTests {
  /// 云河区 and its unit in GB18030, as Excel on Chinese Windows saves it.
  static let gb18030: [UInt8] =
    Array("id,name,parent,tier,kind,from,until,was\nu-qu,".utf8) + [0xD4, 0xC6, 0xBA, 0xD3, 0xC7, 0xF8]
    + Array(",,district,government,,,\n".utf8)

  @Test func readsGB18030() throws {
    let rest = Array((smallDistrict[units] ?? "").utf8).split(separator: 10).dropFirst(2).joined(separator: [10])
    let ascii = rest.map { $0 < 0x80 ? $0 : UInt8(ascii: "x") }
    let result = load(.bytes(units, Self.gb18030 + ascii + [10]))
    let book = try #require(result.book, "\(result.diagnostics)")
    #expect(book.units["u-qu"]?.name == "云河区")
  }

  @Test func readsAByteOrderMarkAndCRLF() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    func windows(_ file: String) -> Change {
      .bytes(file, mark + Array((smallDistrict[file] ?? "").utf8).flatMap { $0 == 10 ? [13, 10] : [$0] })
    }
    let result = load(windows(units), windows(places), windows(patrols), windows("dutyd.yaml"))
    #expect(result.diagnostics.map(\.description) == [])
    #expect(result.book?.units.rows.last?.name == "督查二组")
  }

  @Test func saysWhichLineIsNotText() {
    let bytes = Array("id,name\nu-1,ok\nu-2,".utf8) + [0xFF, 0xFF]
    let found = load(.bytes(units, bytes)).diagnostics.first { $0.code == "R004" }
    #expect(found?.place.line == 3)
  }
}
