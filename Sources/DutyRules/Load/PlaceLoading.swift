import DutyBook
import DutyCalendar

/// `registers/places.csv`: the one register that may have a million rows.
extension Loading {
  func loadPlaces() {
    guard let table = register("places", PlaceRegister.columns, required: true) else { return }
    var register = PlaceRegister(table, self)
    register.read()
    register.resolveParents()
    register.checkKinds()
    register.checkTree()
    places = register.places
    placeIndex = register.index
  }
}

/// The reading of the place register, column by column.
///
/// - Cost: one pass over the bytes, one over the parents; per row two strings (identifier and name) and no others.
struct PlaceRegister {
  static let columns = [
    CSVColumn("id", required: true), CSVColumn("name", required: true), CSVColumn("kind", required: true),
    CSVColumn("parent"), CSVColumn("zone"), CSVColumn("unit"), CSVColumn("lon"), CSVColumn("lat"), CSVColumn("from"),
    CSVColumn("until"), CSVColumn("was"),
  ]
  private enum Column {
    static let id = 0, name = 1, kind = 2, parent = 3, zone = 4, unit = 5, lon = 6, lat = 7, from = 8, until = 9
    static let was = 10
  }

  private(set) var places = PlaceTable()
  let index: PlaceIndex
  private let table: CSVTable
  private let loading: Loading
  private var kinds = WordColumn()
  private var zones = WordColumn()
  private var unitCell = CSVCell(start: 0, end: 0, escaped: false)
  private var unitRef: Ref<Unit>?
  private var parentCell = CSVCell(start: 0, end: 0, escaped: false)
  private var parentRow: Int32 = -1
  /// Parents that are named before their own row.
  private var pending: [(row: Int32, parent: RuleText)] = []

  init(_ table: CSVTable, _ loading: Loading) {
    self.table = table
    self.loading = loading
    // Rows are rarely shorter than 32 bytes; a wrong guess costs a growth.
    let guess = min(table.bytes.count / 32 + 1, 4_000_000)
    index = PlaceIndex(table.bytes, capacity: guess)
    places.ids.reserveCapacity(guess)
    places.names.reserveCapacity(guess)
    places.kinds.reserveCapacity(guess)
    places.parents.reserveCapacity(guess)
    places.zones.reserveCapacity(guess)
    places.units.reserveCapacity(guess)
    places.spans.reserveCapacity(guess)
    places.lines.reserveCapacity(guess)
  }

  mutating func read() {
    while table.next() { readRow() }
    places.kindNames = kinds.words
    places.zoneNames = zones.words
    places.file = table.path
    // Built once, when the number of rows is known.
    places.byID.reserveCapacity(places.count)
    for (row, id) in places.ids.enumerated() {
      if let earlier = places.byID.updateValue(Int32(row), forKey: id) { reportDuplicate(id, row, Int(earlier)) }
    }
  }

  private mutating func readRow() {
    guard let idCell = table.cell(Column.id), let name = table.text(Column.name), let kindCell = table.cell(Column.kind)
    else {
      for column in [Column.id, Column.name, Column.kind] { _ = table.required(column) }
      return
    }
    guard isPlainIdentifier(idCell) || isIdentifier(idCell) else { return }
    if let earlier = index.add(idCell.start, idCell.end) {
      reportDuplicate(cellText(idCell, table.bytes), nil, Int(earlier))
      return
    }
    places.ids.append(cellText(idCell, table.bytes))
    places.names.append(name)
    places.kinds.append(Ref(kinds.index(kindCell, table.bytes)))
    places.zones.append(table.cell(Column.zone).map { Ref(zones.index($0, table.bytes)) })
    places.units.append(unit())
    places.spans.append(span())
    places.lines.append(Int32(table.line))
    places.parents.append(parent())
    readRareCells()
  }

  private func isPlainIdentifier(_ cell: CSVCell) -> Bool {
    for offset in cell.start..<cell.end {
      switch table.bytes[offset] {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: continue
      default: return false
      }
    }
    return cell.end - cell.start <= 200
  }

  private func isIdentifier(_ cell: CSVCell) -> Bool {
    guard let value = table.value(Column.id) else { return false }
    return loading.newID(value) != nil
  }

  /// The unit of a row; neighbours mostly have the same.
  private mutating func unit() -> Ref<Unit>? {
    guard let cell = table.cell(Column.unit) else { return nil }
    if isSame(cell, unitCell) { return unitRef }
    guard let text = table.value(Column.unit) else { return nil }
    unitCell = cell
    unitRef = loading.unit(text)
    if unitRef == nil { unitCell = CSVCell(start: 0, end: 0, escaped: false) }
    return unitRef
  }

  private func span() -> DateSpan {
    guard table.cell(Column.from) != nil || table.cell(Column.until) != nil else { return .always }
    return loading.span(from: table.value(Column.from), until: table.value(Column.until))
  }

  private mutating func parent() -> Ref<Place>? {
    guard let cell = table.cell(Column.parent) else { return nil }
    if !isSame(cell, parentCell) {
      guard let row = index.find(table.bytes, cell.start, cell.end) else {
        if let text = table.value(Column.parent) { pending.append((Int32(places.count - 1), text)) }
        return nil
      }
      parentCell = cell
      parentRow = row
    }
    return Ref(parentRow)
  }

  private func isSame(_ a: CSVCell, _ b: CSVCell) -> Bool {
    guard a.end - a.start == b.end - b.start, !a.escaped else { return false }
    for offset in 0..<(a.end - a.start) where table.bytes[a.start + offset] != table.bytes[b.start + offset] {
      return false
    }
    return true
  }

  private mutating func readRareCells() {
    let ref = Ref<Place>(places.count - 1)
    if let was = table.text(Column.was) { places.formerIDs[ref] = was }
    guard let lon = table.value(Column.lon), let lat = table.value(Column.lat) else { return }
    if let longitude = loading.decimal(lon, digits: 6, -180_000_000...180_000_000),
      let latitude = loading.decimal(lat, digits: 6, -90_000_000...90_000_000)
    {
      places.coordinates[ref] = (Int32(longitude), Int32(latitude))
    }
  }

  private func reportDuplicate(_ id: String, _ row: Int?, _ earlier: Int) {
    let place = row.map { places.source(Ref($0)) } ?? table.place(Column.id)
    loading.duplicate("place", id, place, earlier: places.source(Ref(earlier)))
  }

  // MARK: After the last row

  mutating func resolveParents() {
    for (row, text) in pending {
      if let parent = places.ref(text.string) {
        places.parents[Int(row)] = parent
      } else {
        loading.unknown(text, "place", in: places.ids)
      }
    }
    pending = []
  }

  /// A kind is a step of role expressions, so it must be a word and not one that is taken.
  func checkKinds() {
    for (number, kind) in places.kindNames.enumerated() {
      guard let row = places.kinds.firstIndex(of: Ref(number)) else { continue }
      let text = RuleText(string: kind, place: places.source(Ref(row)), offset: nil)
      _ = loading.newID(text, reserved: Loading.reservedSteps.union(["units"]))
    }
  }

  mutating func checkTree() {
    let tree = TreeOrder(parents: places.parents.map { $0?.raw ?? -1 })
    for cycle in tree.cycles {
      loading.reportCycle(.placeCycle, cycle.prefix(11).map { (places.ids[Int($0)], places.source(Ref($0))) })
      for node in cycle { places.parents[Int(node)] = nil }
    }
    if let deep = tree.topDown.first(where: { Int(tree.depths[Int($0)]) >= ReadLimits.treeDepth }) {
      loading.sink.report(
        .treeTooDeep, places.source(Ref(deep)),
        "place `\(places.ids[Int(deep)])` is more than \(ReadLimits.treeDepth) levels deep")
      // The walks that follow are bounded by the depth; without parents there is none.
      for node in places.parents.indices { places.parents[node] = nil }
    }
    places.topDown = tree.topDown.map { Ref($0) }
  }
}

/// A column with few different words: each becomes its number in order of appearance.
struct WordColumn {
  private(set) var words: [String] = []
  private var numbers: [String: Int] = [:]
  private var last = CSVCell(start: 0, end: 0, escaped: false)
  private var lastNumber = 0

  mutating func index(_ cell: CSVCell, _ bytes: [UInt8]) -> Int {
    if !cell.escaped, cell.end - cell.start == last.end - last.start {
      var isSame = true
      for offset in 0..<(cell.end - cell.start) where bytes[cell.start + offset] != bytes[last.start + offset] {
        isSame = false
        break
      }
      if isSame { return lastNumber }
    }
    let word = cellText(cell, bytes)
    last = cell
    lastNumber = numbers[word] ?? words.count
    if lastNumber == words.count {
      words.append(word)
      numbers[word] = lastNumber
    }
    return lastNumber
  }
}
