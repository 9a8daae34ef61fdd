import DutyCalendar

/// Time zones from the system's tzdata.
///
/// - Source: tzfile(5); zones are named as in the IANA database, `Asia/Shanghai`.
package enum ZoneFiles {
  /// Where Debian's tzdata puts them.
  package static let directory = "/usr/share/zoneinfo"

  /// A zone by name; `UTC` needs no file.
  ///
  /// - Returns: `nil` for a name that is no zone's, that leads out of the directory, or whose file cannot be used.
  package static func load(_ name: String, from directory: String = directory) -> Zone? {
    if name == "UTC" { return .utc }
    guard isZoneName(name), let bytes = try? readFile(directory + "/" + name, limit: 1 << 20) else { return nil }
    return try? Zone(name: name, tzif: bytes)
  }

  /// Whether every part between the slashes is a plain name: no `..`, no hidden file, not absolute.
  static func isZoneName(_ name: String) -> Bool {
    guard (1...128).contains(name.utf8.count) else { return false }
    return name.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.utf8.first, first != 46 else { return false }
      return part.utf8.allSatisfy { byte in
        switch byte {
        case 48...57, 65...90, 97...122, 43, 45, 46, 95: true
        default: false
        }
      }
    }
  }
}
