import DutyLedger

/// A form: fields with what was typed and what is wrong with it, so that it can be shown again as it was sent.
package struct PageForm: Hashable, Sendable {
  package enum Method: String, Hashable, Sendable { case get, post }

  package var heading: PageHeading?
  package var note: String
  package var method: Method
  package var path: String
  package var hasFiles: Bool
  package var fields: [PageField]
  package var hidden: [PageHidden]
  package var submit: String
  /// Folded away until somebody opens it; open where something in it is wrong.
  package var isFolded: Bool
  /// Stands before its fields' ids, where one page has several forms.
  package var prefix: String
  /// Of a folded one: whether it is shown open, because it came back.
  package var isOpen: Bool
  /// Whether it does something that is to be done once, however often it is sent: it carries a key then.
  package var isOnce = true

  package init(
    _ heading: PageHeading?, note: String = "", method: Method = .post, path: String, hasFiles: Bool = false,
    fields: [PageField], hidden: [PageHidden] = [], submit: String, isFolded: Bool = false, prefix: String = "f",
    isOpen: Bool = false
  ) {
    self.heading = heading
    self.note = note
    self.method = method
    self.path = path
    self.hasFiles = hasFiles
    self.fields = fields
    self.hidden = hidden
    self.submit = submit
    self.isFolded = isFolded
    self.prefix = prefix
    self.isOpen = isOpen
  }

  package var errors: [PageField] { fields.filter { !$0.error.isEmpty } }
}

/// One thing to fill in.
package struct PageField: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case line
    case lines
    case decimal
    case whole
    case date
    case password
    case photo
    case select([PageOption])
    case radios([PageOption])
    case checks([PageOption])
    /// A line with suggestions.
    case suggested([PageOption])
  }

  package var name: String
  package var label: String
  package var kind: Kind
  package var value: String
  /// What is said under the label: the unit, the threshold, an example.
  package var help: String
  package var error: String
  package var isRequired: Bool
  package var autocomplete: String
  /// After the box: a unit.
  package var unit: String
  package var most: Int

  package init(
    _ name: String, _ label: String, _ kind: Kind = .line, value: String = "", help: String = "", error: String = "",
    isRequired: Bool = false, autocomplete: String = "off", unit: String = "", most: Int = 200
  ) {
    self.name = name
    self.label = label
    self.kind = kind
    self.value = value
    self.help = help
    self.error = error
    self.isRequired = isRequired
    self.autocomplete = autocomplete
    self.unit = unit
    self.most = most
  }
}

package struct PageOption: Hashable, Sendable {
  package var value: String
  package var text: String
  package var isChosen: Bool

  package init(_ value: String, _ text: String, isChosen: Bool = false) {
    self.value = value
    self.text = text
    self.isChosen = isChosen
  }
}

/// What came with a form, as it was typed, and what is wrong with it.
///
/// - Shape: by field; a name that was sent twice has both values, in order.
package struct FormState: Hashable, Sendable {
  package private(set) var values: [String: [String]]
  package var errors: [String: String]

  package init(_ pairs: [(name: String, value: String)] = []) {
    values = [:]
    errors = [:]
    for pair in pairs { values[pair.name, default: []].append(pair.value) }
  }

  /// The first value without blanks at its ends; empty where nothing was sent.
  package subscript(name: String) -> String { values[name]?.first.map(trimmed) ?? "" }

  package func all(_ name: String) -> [String] { values[name] ?? [] }

  package mutating func set(_ name: String, _ value: String) { values[name] = [value] }

  package var isSent: Bool { !values.isEmpty }
  package var isGood: Bool { errors.isEmpty }

  package mutating func require(_ name: String, _ message: String) {
    if self[name].isEmpty, errors[name] == nil { errors[name] = message }
  }

  package mutating func limit(_ name: String, to most: Int, _ reader: PageReader) {
    guard TextLimit.length(of: self[name]) > most, errors[name] == nil else { return }
    errors[name] = reader.say(.textTooLong, String(most))
  }

  /// A field with what was typed into it and what is wrong with that.
  package func filled(_ field: PageField) -> PageField {
    var field = field
    if let typed = values[field.name]?.first { field.value = typed }
    field.error = errors[field.name] ?? ""
    switch field.kind {
    case .select(let options): field.kind = .select(chosen(options, field.name))
    case .radios(let options): field.kind = .radios(chosen(options, field.name))
    case .checks(let options): field.kind = .checks(chosen(options, field.name))
    default: break
    }
    return field
  }

  private func chosen(_ options: [PageOption], _ name: String) -> [PageOption] {
    guard let typed = values[name] else { return options }
    return options.map { PageOption($0.value, $0.text, isChosen: typed.contains($0.value)) }
  }
}

/// Without white space at both ends.
func trimmed(_ text: String) -> String {
  var slice = text[...]
  while let first = slice.first, first.isWhitespace { slice.removeFirst() }
  while let last = slice.last, last.isWhitespace { slice.removeLast() }
  return String(slice)
}
