import DutyBook

/// What a template's name stands for in one document.
enum TemplateValue: Hashable, Sendable {
  case text(String)
  case count(Int)
  case rows([TemplateScope])
  case lines([String])

  /// Whether a section on it stands.
  var isNothing: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .count(let count): count == 0
    case .rows(let rows): rows.isEmpty
    case .lines(let lines): lines.isEmpty
    }
  }

  /// Whether it is of the shape that the table of names promises.
  func has(_ shape: TemplateVariable.Shape) -> Bool {
    switch (self, shape) {
    case (.text, .text), (.count, .count), (.lines, .lines): true
    case (.rows(let rows), .rows(let names)): rows.allSatisfy { $0.gives(names) }
    default: false
    }
  }
}

/// The values by name.
struct TemplateScope: Hashable, Sendable {
  var values: [String: TemplateValue] = [:]

  subscript(name: String) -> TemplateValue? {
    get { values[name] }
    set { values[name] = newValue }
  }

  mutating func set(_ name: String, _ text: String) { values[name] = .text(text) }
  mutating func set(_ name: String, _ count: Int) { values[name] = .count(count) }

  /// Whether it has a value of the right shape for each name, and no other.
  func gives(_ names: [TemplateVariable]) -> Bool {
    values.count == names.count && names.allSatisfy { values[$0.name]?.has($0.shape) ?? false }
  }
}
