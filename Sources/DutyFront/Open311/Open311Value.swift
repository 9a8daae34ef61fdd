import DutyLedger

/// A value of GeoReport, which is said in JSON and in XML alike.
///
/// - Shape: an object keeps the order of its members; a list knows what its elements are called in XML.
indirect enum Open311Value: Sendable {
  case text(String)
  /// As it is to be written: coordinates have decimals.
  case number(String)
  case flag(Bool)
  case nothing
  case object([(name: String, value: Open311Value)])
  case list(of: String, [Open311Value])

  var json: [UInt8] {
    switch self {
    case .text(let text): return JSONValue.string(text).canonical
    case .number(let digits): return Array(digits.utf8)
    case .flag(let flag): return Array((flag ? "true" : "false").utf8)
    case .nothing: return Array("null".utf8)
    case .object(let members):
      var out: [UInt8] = [UInt8(ascii: "{")]
      for (index, member) in members.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        out += JSONValue.string(member.name).canonical + [UInt8(ascii: ":")] + member.value.json
      }
      return out + [UInt8(ascii: "}")]
    case .list(_, let elements):
      var out: [UInt8] = [UInt8(ascii: "[")]
      for (index, element) in elements.enumerated() {
        if index > 0 { out.append(UInt8(ascii: ",")) }
        out += element.json
      }
      return out + [UInt8(ascii: "]")]
    }
  }

  /// The document with a root element of this name.
  func xml(_ root: String) -> [UInt8] {
    var out = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
    write(root, &out)
    return Array((out + "\n").utf8)
  }

  private func write(_ name: String, _ out: inout String) {
    switch self {
    case .nothing: out += "<\(name)/>"
    case .text(let text): out += "<\(name)>\(Self.escaped(text))</\(name)>"
    case .number(let digits): out += "<\(name)>\(digits)</\(name)>"
    case .flag(let flag): out += "<\(name)>\(flag)</\(name)>"
    case .object(let members):
      out += "<\(name)>"
      for member in members { member.value.write(member.name, &out) }
      out += "</\(name)>"
    case .list(let element, let elements):
      out += "<\(name)>"
      for value in elements { value.write(element, &out) }
      out += "</\(name)>"
    }
  }

  /// Characters that XML has no way to write are left out.
  private static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\t", "\n", "\r": out.unicodeScalars.append(scalar)
      default:
        if scalar.value >= 32, scalar.value != 0xFFFE, scalar.value != 0xFFFF { out.unicodeScalars.append(scalar) }
      }
    }
    return out
  }
}
