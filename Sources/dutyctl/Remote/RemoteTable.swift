import DutyControl
import DutyLedger

/// Answers of the API as tables: which keys are shown, under which headings.
enum RemoteTable {
  /// A row for each item, a column for each heading and key; times as the district's people read them.
  static func show(_ items: [JSONValue], _ columns: KeyValuePairs<String, String>, indent: String = "") {
    Output.table(
      [columns.map(\.key)] + items.map { item in columns.map { cell(item[$0.value]) } }, indent: indent)
  }

  /// One thing: a line for each key that says something.
  static func show(_ thing: JSONValue, keys: [String]) {
    Output.table(keys.map { [$0, cell(thing[$0])] }.filter { !$0[1].isEmpty })
  }

  static func cell(_ value: JSONValue?) -> String {
    if let text = value?.string { return RemoteReading.local(text) }
    if let number = value?.int { return String(number) }
    if let items = value?.array { return items.map { cell($0) }.joined(separator: " ") }
    return value?.bool == true ? "yes" : ""
  }
}

extension ServerClient {
  /// Asks for one thing; what was not given stays out of the query.
  func look(_ path: String, _ query: [(String, String?)] = [], format: OutputFormat = .text) throws -> Answer {
    let said = query.compactMap { name, value in value.map { "\(name)=\(queryEncoded($0))" } }.joined(separator: "&")
    return try ask("GET", "/api/v1" + path + (said.isEmpty ? "" : "?" + said), format: format)
  }

  /// The items of a list that comes whole.
  func list(_ path: String, _ query: [(String, String?)] = [], format: OutputFormat = .text) throws -> [JSONValue] {
    try look(path, query, format: format).json["items"]?.array ?? []
  }
}

/// An identifier with slashes of its own as segments of a path: `bulletin/2026/1`.
func pathEncoded(_ id: String) -> String {
  id.split(separator: "/").map { queryEncoded(String($0)) }.joined(separator: "/")
}
