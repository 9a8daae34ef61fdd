import DutyCalendar

/// Takes the fields of one JSON object and knows at the end whether one was left.
package struct FieldReader {
  private let kind: EventKind
  private var fields: [String: JSONValue]

  init(_ kind: EventKind, _ value: JSONValue) throws(CodecError) {
    guard let fields = value.object else { throw CodecError(kind: kind, reason: "not an object") }
    self.kind = kind
    self.fields = fields
  }

  func error(_ reason: String) -> CodecError { CodecError(kind: kind, reason: reason) }

  /// Refuses fields that nobody asked for.
  func finish() throws(CodecError) {
    if let key = fields.keys.min(by: { $0.precedesByBytes($1) }) { throw error("an unknown field `\(key)`") }
  }

  mutating func value(_ name: String) throws(CodecError) -> JSONValue {
    guard let value = fields.removeValue(forKey: name) else { throw error("no field `\(name)`") }
    return value
  }

  private func misshapen(_ name: String, _ wanted: String) -> CodecError {
    error("the field `\(name)` is not \(wanted)")
  }

  mutating func text(_ name: String) throws(CodecError) -> String {
    guard let text = try value(name).string else { throw misshapen(name, "a text") }
    return text
  }

  mutating func text(_ name: String, or usual: String) throws(CodecError) -> String {
    fields[name] == nil ? usual : try text(name)
  }

  mutating func optionalText(_ name: String) throws(CodecError) -> String? {
    fields[name] == nil ? nil : try text(name)
  }

  mutating func integer(_ name: String) throws(CodecError) -> Int {
    guard let number = try value(name).int else { throw misshapen(name, "a whole number") }
    return Int(number)
  }

  mutating func integer(_ name: String, or usual: Int) throws(CodecError) -> Int {
    fields[name] == nil ? usual : try integer(name)
  }

  mutating func flag(_ name: String) throws(CodecError) -> Bool {
    guard fields[name] != nil else { return false }
    guard let flag = try value(name).bool else { throw misshapen(name, "true or false") }
    return flag
  }

  mutating func instant(_ name: String) throws(CodecError) -> Instant {
    guard let instant = InstantText.instant(try value(name)) else { throw misshapen(name, "an instant in UTC") }
    return instant
  }

  mutating func date(_ name: String) throws(CodecError) -> CivilDate {
    guard let date = CivilDate(try text(name)) else { throw misshapen(name, "a date") }
    return date
  }

  mutating func optionalDate(_ name: String) throws(CodecError) -> CivilDate? {
    fields[name] == nil ? nil : try date(name)
  }

  mutating func texts(_ name: String) throws(CodecError) -> [String] {
    guard let elements = try value(name).array else { throw misshapen(name, "a list") }
    var texts: [String] = []
    texts.reserveCapacity(elements.count)
    for element in elements {
      guard let text = element.string else { throw misshapen(name, "a list of texts") }
      texts.append(text)
    }
    return texts
  }

  mutating func texts(_ name: String, or usual: [String]) throws(CodecError) -> [String] {
    fields[name] == nil ? usual : try texts(name)
  }

  mutating func textMap(_ name: String) throws(CodecError) -> [String: String] {
    guard let object = try value(name).object else { throw misshapen(name, "an object") }
    var map: [String: String] = [:]
    for (key, value) in object {
      guard let text = value.string else { throw misshapen(name, "an object of texts") }
      map[key] = text
    }
    return map
  }

  mutating func optionalInstant(_ name: String) throws(CodecError) -> Instant? {
    fields[name] == nil ? nil : try instant(name)
  }

  mutating func optionalInteger(_ name: String) throws(CodecError) -> Int? {
    fields[name] == nil ? nil : try integer(name)
  }

  /// A list of whole numbers.
  mutating func integers(_ name: String) throws(CodecError) -> [Int] {
    guard let elements = try value(name).array else { throw misshapen(name, "a list") }
    var numbers: [Int] = []
    for element in elements {
      guard let number = element.int else { throw misshapen(name, "a list of whole numbers") }
      numbers.append(Int(number))
    }
    return numbers
  }

  /// An object of whole numbers; empty where it is absent.
  mutating func integerMap(_ name: String) throws(CodecError) -> [String: Int] {
    guard fields[name] != nil else { return [:] }
    guard let object = try value(name).object else { throw misshapen(name, "an object") }
    var map: [String: Int] = [:]
    for (key, value) in object {
      guard let number = value.int else { throw misshapen(name, "an object of whole numbers") }
      map[key] = Int(number)
    }
    return map
  }

  /// `lat` and `lon`, both or none.
  mutating func position() throws(CodecError) -> Position? {
    guard let latitude = try optionalInteger("lat") else { return nil }
    return Position(latitudeMicro: latitude, longitudeMicro: try integer("lon"))
  }

  mutating func optionalRoles(_ name: String) throws(CodecError) -> TaskRoles? {
    guard fields[name] != nil else { return nil }
    var inner = try object(name)
    let roles = TaskRoles(
      lead: try inner.text("lead"), leader: try inner.text("leader"), holder: try inner.text("holder"),
      verifier: try inner.text("verifier"), support: try inner.texts("support", or: []))
    try inner.finish()
    return roles
  }

  /// A raw value's enumeration, by its name.
  mutating func name<Name: RawRepresentable>(_ name: String) throws(CodecError) -> Name where Name.RawValue == String {
    let text = try text(name)
    guard let value = Name(rawValue: text) else { throw error("`\(text)` is no \(name)") }
    return value
  }

  mutating func optionalName<Name: RawRepresentable>(
    _ name: String
  ) throws(CodecError) -> Name? where Name.RawValue == String {
    fields[name] == nil ? nil : try self.name(name)
  }

  /// An object of lists of texts.
  mutating func textLists(_ name: String) throws(CodecError) -> [String: [String]] {
    var inner = try object(name)
    var lists: [String: [String]] = [:]
    for key in inner.fields.keys { lists[key] = try inner.texts(key) }
    return lists
  }

  /// A list of objects.
  mutating func objects(_ name: String) throws(CodecError) -> [FieldReader] {
    guard let elements = try value(name).array else { throw misshapen(name, "a list") }
    var readers: [FieldReader] = []
    for element in elements { readers.append(try FieldReader(kind, element)) }
    return readers
  }

  mutating func object(_ name: String) throws(CodecError) -> FieldReader {
    try FieldReader(kind, try value(name))
  }
}
