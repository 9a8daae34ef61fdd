import ArgumentParser
import DutyLedger
import Foundation

/// How a command answers.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

enum Output {
  static func line(_ text: String = "") { print(text) }

  static func json(_ value: JSONValue) { print(value.prettyPrinted) }

  static func error(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  static func write(_ bytes: [UInt8]) { FileHandle.standardOutput.write(Data(bytes)) }

  /// Columns padded to their widest cell; wide (East Asian) characters count two.
  static func table(_ rows: [[String]], indent: String = "") {
    guard let columns = rows.map(\.count).max() else { return }
    var widths = [Int](repeating: 0, count: columns)
    for row in rows { for (index, cell) in row.enumerated() { widths[index] = max(widths[index], width(cell)) } }
    for row in rows {
      var text = indent
      for (index, cell) in row.enumerated() {
        text += cell
        if index < row.count - 1 { text += String(repeating: " ", count: widths[index] - width(cell) + 2) }
      }
      print(text)
    }
  }

  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      switch scalar.value {
      case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
        0xFFE0...0xFFE6, 0x20000...0x3FFFD:
        sum + 2
      default: sum + 1
      }
    }
  }
}
