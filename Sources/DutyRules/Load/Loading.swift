import DutyBook
import DutyCalendar

/// One load under way: the tables as far as they are filled, and what was found wrong.
///
/// - Shape: lives for one call of ``RuleLoader/load(_:)``; each folder's reader is an extension in a file of its own.
final class Loading {
  let sink = DiagnosticSink()
  let nearest = NearestName()
  let reader: YAMLReader
  let zoneNamed: (String) -> Zone?
  /// The files that are read, sorted by path.
  let files: [RuleFile]

  var settings: Settings?
  /// The book's first day, before ``settings`` is complete.
  var start: CivilDate?
  /// The minute the office opens: when a duty opens that does not say.
  var officeOpens: WallMinute?
  var officialDays: [OfficialDay] = []
  var units = Table<Unit>()
  var people = Table<Person>()
  var places = PlaceTable()
  var placeIndex: PlaceIndex?
  var sectors = Table<Sector>()
  var standards = Table<Standard>()
  var relations: [Relation] = []
  var signatures: [RelationSignature] = []
  var absences: [Absence] = []
  var rules = Table<Rule>()
  var duties = Table<Duty>()
  var campaigns = Table<Campaign>()
  var ladders = Table<Ladder>()
  var scores = Table<Score>()
  var scenarios = Table<Scenario>()
  var dispatch: DispatchPolicy?
  var channels = Table<Channel>()
  var tests: [RuleTest] = []
  var templates = TemplateShelf()
  /// Places that selectors were written at, for the checks that follow the load.
  var selectorUses: [SelectorUse] = []
  var tagUses: [RuleText] = []
  var limitUses: [RuleText] = []
  var givenNames: [GivenName] = []
  /// The words of what may be given a name, wherever they are used.
  var usedWords: [(kind: MapKind, word: RuleText)] = []
  /// By what citizens call a standard: where that was said first.
  var reportNames: [String: SourcePlace] = [:]
  /// What a file that could not be read would have named: its names are not reported as unknown on top of that.
  var unread: Set<String> = []

  init(_ sources: RuleSources, zones: @escaping (String) -> Zone?) {
    reader = YAMLReader(sink, nearest)
    zoneNamed = zones
    files = sources.files.filter { RuleFileKind(path: $0.path) != nil }.sorted { $0.path < $1.path }
    reportStrayFiles(sources.files)
  }

  /// A file that looks like part of the rules and is not read is a mistake more often than not.
  private func reportStrayFiles(_ all: [RuleFile]) {
    for file in all where RuleFileKind(path: file.path) == nil {
      let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
      guard !RuleFileKind.isIgnored(parts), let name = parts.last else { continue }
      guard [".yaml", ".yml", ".csv"].contains(where: { name.hasSuffix($0) }) else { continue }
      let folder = parts.count > 1 ? String(parts[0]) : String(name)
      let known = RuleFileKind.folders + ["dutyd.yaml"]
      sink.report(
        .notRead, SourcePlace(file.path), "this file is not read",
        help: nearest.help(folder, in: known)
          ?? "folders that are read: \(RuleFileKind.folders.joined(separator: ", "))")
    }
  }

  /// The files of one kind.
  func files(_ kind: RuleFileKind) -> [RuleFile] {
    files.filter { RuleFileKind(path: $0.path) == kind }
  }

  /// A register by its file name, opened; a missing one is reported where it is required.
  func register(_ name: String, _ columns: [CSVColumn], required: Bool = false) -> CSVTable? {
    let path = "registers/\(name).csv"
    guard let file = files.first(where: { $0.path == path }) else {
      if required {
        markUnread(name)
        sink.report(
          .missingFile, SourcePlace(path), "this register is missing", help: "its header is `\(header(columns))`")
      }
      return nil
    }
    let table = table(file, columns)
    if table == nil { markUnread(name) }
    return table
  }

  /// Notes that a file of this name, register or folder, gave nothing.
  func markUnread(_ name: String) {
    let things = [
      "units": "unit", "people": "person", "places": "place", "sectors": "sector", "standards": "standard",
      "duties": "duty", "responsibility": "rule", "scoring": "score",
    ]
    if let thing = things[name] { unread.insert(thing) }
    if name == "places" { unread.formUnion(["place kind", "zone", "zone or campaign limit"]) }
    if name == "units" { unread.formUnion(["tier", "unit kind"]) }
    if name == "standards" { unread.insert("limit of a standard") }
    if name == "posts" { unread.insert("relation of a unit") }
  }

  private func header(_ columns: [CSVColumn]) -> String { columns.map(\.name).joined(separator: ",") }

  func table(_ file: RuleFile, _ columns: [CSVColumn]) -> CSVTable? {
    guard let decoded = decode(file, limit: ReadLimits.csvBytes, sink) else { return nil }
    return CSVTable(decoded, columns: columns, sink, nearest)
  }

  /// The top mappings of all YAML files of a kind.
  func documents(_ kind: YAMLFileKind) -> [(file: RuleFile, map: YAMLMap)] {
    files(.yaml(kind)).compactMap { file in
      guard let decoded = decode(file, limit: ReadLimits.yamlBytes, sink),
        let value = composeYAML(decoded, sink),
        let map = reader.map(value, MapKind(kind, top: value), "the file")
      else {
        markUnread(kind.rawValue)
        return nil
      }
      return (file, map)
    }
  }
}

/// A selector as it was written, kept until all tables are full.
struct SelectorUse {
  var subjects: SubjectSelector
  var place: SourcePlace
  /// `duty road-patrol`, `rule road-chief`.
  var owner: String
}
