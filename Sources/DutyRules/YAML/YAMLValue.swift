import DutyBook
import Yams

/// A node of a YAML file, with its place.
struct YAMLValue {
  let node: Node
  let file: String

  var place: SourcePlace {
    guard let mark = node.mark else { return SourcePlace(file) }
    return SourcePlace(file, mark.line, mark.column)
  }

  /// What the author wrote, in words: `a list`, `a mapping`, `a value`, `nothing`.
  var shape: String {
    switch node {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar: isEmpty ? "nothing" : "a value"
    default: "an alias"
    }
  }

  /// A plain scalar without text, as in `lead:`.
  var isEmpty: Bool {
    guard case .scalar(let scalar) = node, scalar.style == .plain else { return false }
    return scalar.string.isEmpty || scalar.string == "~" || scalar.string == "null"
  }

  /// The text of a scalar; every scalar is text here, whatever YAML 1.1 would make of `1:30` or `on`.
  var text: RuleText? {
    guard case .scalar(let scalar) = node, !isEmpty else { return nil }
    let offset: Int? =
      switch scalar.style {
      case .plain, .any: 0
      case .singleQuoted, .doubleQuoted: 1
      default: nil
      }
    return RuleText(string: scalar.string, place: place, offset: offset)
  }

  var items: [YAMLValue]? {
    guard case .sequence(let sequence) = node else { return nil }
    return sequence.map { YAMLValue(node: $0, file: file) }
  }

  /// The pairs of a mapping whose keys are scalars; others are left to the caller by their absence.
  var pairs: [(key: RuleText, value: YAMLValue)]? {
    guard case .mapping(let mapping) = node else { return nil }
    return mapping.compactMap { key, value in
      YAMLValue(node: key, file: file).text.map { ($0, YAMLValue(node: value, file: file)) }
    }
  }

  var pairCount: Int {
    guard case .mapping(let mapping) = node else { return 0 }
    return mapping.count
  }
}

/// Composes a YAML file; `nil`, with a diagnostic, where it cannot be, or where it is empty.
func composeYAML(_ file: DecodedFile, _ sink: DiagnosticSink) -> YAMLValue? {
  var guardian = YAMLGuard(file.bytes)
  do throws(YAMLRefusal) {
    try guardian.check()
  } catch {
    report(error, file.path, sink)
    return nil
  }
  // The composer keeps pointers into the text: a long one is on the heap and stays where it is.
  let text = String(decoding: file.bytes, as: UTF8.self) + String(repeating: "\n", count: 32)
  do {
    if let node = try Yams.compose(yaml: text, .basic, .default, .utf8) {
      return YAMLValue(node: node, file: file.path)
    }
    sink.report(.emptyFile, SourcePlace(file.path), "the file has no content")
  } catch let error as YamlError {
    report(error, file, sink)
  } catch {
    sink.report(.yamlSyntax, SourcePlace(file.path), "the file cannot be parsed")
  }
  return nil
}

private func report(_ refusal: YAMLRefusal, _ path: String, _ sink: DiagnosticSink) {
  switch refusal {
  case .reference(let indicator, let line, let column):
    let what =
      switch indicator {
      case "*": "a YAML alias (`*`) is not allowed"
      case "&": "a YAML anchor (`&`) is not allowed"
      default: "a YAML tag (`!`) is not allowed"
      }
    sink.report(
      .yamlReference, SourcePlace(path, line, column), what,
      help: "put quotes around a value that begins with `\(indicator)`")
  case .tooDeep(let line, let column):
    sink.report(
      .yamlDepth, SourcePlace(path, line, column), "nested more than \(ReadLimits.yamlDepth) levels deep")
  }
}

private func report(_ error: YamlError, _ file: DecodedFile, _ sink: DiagnosticSink) {
  switch error {
  case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
    .composer(_, let problem, let mark, _):
    sink.report(
      .yamlSyntax, place(of: mark, file), problem,
      help: "put quotes around a value that contains `: ` or begins with a special character")
  case .duplicatedKeysInMapping(let keys, let context):
    sink.report(
      .repeatedKey, place(of: context.mark, file), "key `\(keys.first ?? "")` is written twice in one mapping",
      help: "keep one")
  case .reader(let problem, _, _, _):
    sink.report(.yamlSyntax, SourcePlace(file.path), problem, help: "remove control characters")
  default:
    sink.report(.yamlSyntax, SourcePlace(file.path), "the file cannot be parsed")
  }
}

/// The place of a mark; one behind the end of the file is its last line.
private func place(of mark: Mark, _ file: DecodedFile) -> SourcePlace {
  let lines = file.bytes.count { $0 == 10 } + (file.bytes.last == 10 ? 0 : 1)
  return SourcePlace(file.path, min(max(1, mark.line), max(1, lines)), mark.line > lines ? 1 : max(1, mark.column))
}
