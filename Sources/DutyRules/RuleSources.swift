/// One file of a rule directory, as bytes; who reads it from a disk is the host's business.
///
/// - Shape: ``path`` relative to the directory with `/` between its parts, `registers/units.csv`.
package struct RuleFile: Hashable, Sendable {
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The last part of the path, `units.csv`.
  var name: Substring { path.split(separator: "/").last ?? "" }
}

/// A rule directory as it was read, with what went wrong while reading it.
package struct RuleSources: Sendable {
  package var files: [RuleFile]
  package var problems: [Diagnostic]

  package init(files: [RuleFile], problems: [Diagnostic] = []) {
    self.files = files
    self.problems = problems
  }
}

/// What a file of the directory is read as; decided by its path alone (design §3).
package enum RuleFileKind: Hashable, Sendable {
  case settings
  case calendar
  case register
  case standardsTable
  case yaml(YAMLFileKind)
  /// The wording of documents.
  case template

  /// The kind of a path, `nil` where the loader does not read such a file.
  package init?(path: String) {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard let name = parts.last, !RuleFileKind.isIgnored(parts) else { return nil }
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).last.map(String.init) ?? ""
    if parts.count == 1 {
      guard name == "dutyd.yaml" else { return nil }
      self = .settings
      return
    }
    guard name.count > ending.count + 1 else { return nil }
    // A register is known by its name, so it stands directly in its folder.
    if parts[0] == "registers", parts.count > 2 { return nil }
    self.init(folder: String(parts[0]), ending: ending)
  }

  private init?(folder: String, ending: String) {
    switch (folder, ending) {
    case ("calendar", "csv"): self = .calendar
    case ("registers", "csv"): self = .register
    case ("standards", "csv"): self = .standardsTable
    case (_, "mustache") where RuleFileKind.folders.contains(folder): self = .template
    case (_, "yaml"), (_, "yml"):
      guard let kind = YAMLFileKind(folder: folder) else { return nil }
      self = .yaml(kind)
    default: return nil
    }
  }

  /// Every folder a rule directory may have.
  package static let folders = [
    "calendar", "registers", "standards", "responsibility", "duties", "campaigns", "ladders", "scoring",
    "dispatch", "tests", "templates", "scenarios",
  ]

  /// Dot-files and what editors and spreadsheets leave behind.
  static func isIgnored(_ parts: [Substring]) -> Bool {
    parts.contains { part in
      part.hasPrefix(".") || part.hasPrefix("#") || part.hasPrefix("~$") || part.hasSuffix("~")
        || part.hasSuffix(".bak") || part.hasSuffix(".swp") || part.hasSuffix(".orig") || part.hasSuffix(".tmp")
    }
  }
}

/// The YAML files of a rule directory other than `dutyd.yaml`.
package enum YAMLFileKind: String, Hashable, Sendable, CaseIterable {
  case standards, responsibility, duties, campaigns, ladders, scoring, dispatch, tests, scenarios

  init?(folder: String) { self.init(rawValue: folder) }
}
