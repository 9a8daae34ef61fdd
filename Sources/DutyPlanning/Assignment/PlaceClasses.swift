import DutyBook
import DutyCalendar

/// What about a place any rule, standard or duty can see.
///
/// Gathered from the book once, so that places are told apart only by what matters.
struct PlaceFeatures {
  /// Place relations that an expression looks up, by index into the book's relations.
  var relations: [Int] = []
  /// Kinds to which an expression climbs (`place.community`).
  var ancestors: [Ref<PlaceKind>] = []
  var usesTerritory = false
  /// Kinds and places named by a `within`.
  var withinKinds: Set<Ref<PlaceKind>> = []
  var withinPlaces: Set<Ref<Place>> = []
  /// Places named one by one.
  var ids: Set<Ref<Place>> = []
  /// Relations named by a `has`.
  var has: [Int] = []

  init(book: Book, rules: [Rule]) {
    for rule in rules {
      if let place = rule.selector.place { add(place) }
      for expression in Array(rule.roles.values) + rule.support { add(expression) }
    }
    for standard in book.standards.rows {
      if case .places(let selector)? = standard.appliesTo { add(selector) }
    }
    for duty in book.duties.rows {
      if case .places(let selector) = duty.of { add(selector) }
    }
    for ladder in book.ladders.rows {
      for expression in ladder.expressions { add(expression) }
    }
    relations = Array(Set(relations)).sorted()
    ancestors = Array(Set(ancestors)).sorted()
    has = Array(Set(has)).sorted()
  }

  private mutating func add(_ selector: PlaceSelector) {
    ids.formUnion(selector.ids)
    withinKinds.formUnion(selector.withinKinds)
    withinPlaces.formUnion(selector.withinPlaces)
    has += selector.has
  }

  private mutating func add(_ expression: RoleExpression) {
    for alternative in expression.alternatives {
      add(alternative.path)
      if let outside = alternative.outside { add(outside) }
    }
  }

  private mutating func add(_ path: RolePath) {
    guard path.root == .place else { return }
    // A place where a unit is wanted means its territory.
    if path.steps.isEmpty { usesTerritory = true }
    for (index, step) in path.steps.enumerated() {
      switch step {
      case .ancestor(let kind): ancestors.append(kind)
      case .territory: usesTerritory = true
      case .relation(let relation), .relationFor(let relation): relations.append(relation)
      case .unit, .parent, .member, .sector: break
      }
      if case .ancestor = step, index == path.steps.count - 1 { usesTerritory = true }
    }
  }
}

/// Places grouped into classes that no rule can tell apart.
///
/// Two places are of one class when they agree in kind, zone, what they lie within, what selectors name, the rows
/// that every used relation finds from them, and their territory. Whatever is decided for one is decided for all.
///
/// - Complexity: one pass over the places from the root down, a constant number of integers each.
package struct PlaceClasses: Sendable {
  /// The class of each place.
  package private(set) var classOf: [Int32]
  /// The first place of each class, and how many it stands for.
  package private(set) var representative: [Int32] = []
  package private(set) var sizes: [Int32] = []
  /// For each used relation, the chain of places with rows that is found from a place: a node, or -1.
  private(set) var chainOf: [[Int32]]
  private(set) var chains: [RowChains]
  /// The unit of the nearest ancestor-or-self that has one, by place; -1 without.
  private(set) var territory: [Int32] = []
  /// The effective zone by place; -1 without.
  private(set) var zone: [Int32] = []
  private(set) var within: [Int32] = []
  private(set) var withinNodes = WithinNodes()

  package var count: Int { representative.count }

  init(book: Book, features: PlaceFeatures) {
    let places = book.places
    classOf = [Int32](repeating: -1, count: places.count)
    chainOf = [[Int32]](repeating: [], count: book.relations.count)
    chains = [RowChains](repeating: RowChains(), count: book.relations.count)
    inherit(book: book, features: features)
    let ancestorOf = features.ancestors.map { Self.ancestors(of: $0, in: places) }
    let chainColumns = features.relations.filter { book.relations[$0].key == .place }.map { chainOf[$0] }
    let hasRelations = features.has.map { book.relations[$0] }
    var spans: [DateSpan: Int32] = [.always: 0]
    let hasColumns = (hasRelations.count + 31) / 32
    var interner = RowInterner(width: 6 + hasColumns + chainColumns.count + ancestorOf.count, expecting: 16_384)
    var row = [Int32](repeating: 0, count: interner.width)
    for index in 0..<places.count {
      let ref = Ref<Place>(index)
      row[0] = places.kinds[index].raw
      row[1] = zone[index]
      row[2] = within[index]
      row[3] = !features.ids.isEmpty && features.ids.contains(ref) ? Int32(index) : -1
      row[4] = features.usesTerritory ? territory[index] : -1
      let span = places.spans[index]
      if span == .always {
        row[5] = 0
      } else {
        let number = spans[span] ?? Int32(spans.count)
        spans[span] = number
        row[5] = number
      }
      for column in 0..<hasColumns { row[6 + column] = 0 }
      for (bit, relation) in hasRelations.enumerated() where relation.hasRows(ref.raw) {
        row[6 + bit / 32] |= 1 << Int32(bit % 32)
      }
      var column = 6 + hasColumns
      for chain in chainColumns {
        row[column] = chain[index]
        column += 1
      }
      for ancestors in ancestorOf {
        row[column] = ancestors[index]
        column += 1
      }
      let number = row.withUnsafeBufferPointer { interner.intern($0) }
      classOf[index] = number
      if Int(number) == representative.count {
        representative.append(Int32(index))
        sizes.append(0)
      }
      sizes[Int(number)] += 1
    }
  }

  /// What every place has from its ancestors, from the root down.
  private mutating func inherit(book: Book, features: PlaceFeatures) {
    let places = book.places
    territory = [Int32](repeating: -1, count: places.count)
    zone = territory
    within = [Int32](repeating: 0, count: places.count)
    for ref in places.topDown {
      let index = ref.index
      let parent = places.parents[index].map { $0.index }
      territory[index] = places.units[index]?.raw ?? parent.map { territory[$0] } ?? -1
      zone[index] = places.zones[index]?.raw ?? parent.map { zone[$0] } ?? -1
      within[index] = withinNodes.child(
        of: parent.map { within[$0] } ?? 0,
        kind: features.withinKinds.contains(places.kinds[index]) ? places.kinds[index].raw : -1,
        place: !features.withinPlaces.isEmpty && features.withinPlaces.contains(ref) ? ref.raw : -1)
    }
    for relation in features.relations where book.relations[relation].key == .place {
      var column = [Int32](repeating: -1, count: places.count)
      var nodes = RowChains()
      let rows = book.relations[relation]
      for ref in places.topDown {
        let parent = places.parents[ref.index].map { column[$0.index] } ?? -1
        column[ref.index] = rows.hasRows(ref.raw) ? nodes.add(place: ref.raw, next: parent) : parent
      }
      chainOf[relation] = column
      chains[relation] = nodes
    }
  }

  private static func ancestors(of kind: Ref<PlaceKind>, in places: PlaceTable) -> [Int32] {
    var found = [Int32](repeating: -1, count: places.count)
    for ref in places.topDown {
      if places.kinds[ref.index] == kind {
        found[ref.index] = ref.raw
      } else if let parent = places.parents[ref.index] {
        found[ref.index] = found[parent.index]
      }
    }
    return found
  }

  /// Whether a selector matches a place: on features only, so that it holds for the place's whole class.
  func matches(_ selector: PlaceSelector, place index: Int, book: Book) -> Bool {
    let ref = Ref<Place>(index)
    if !selector.kinds.isEmpty, !selector.kinds.contains(book.places.kinds[index]) { return false }
    if !selector.zones.isEmpty, !selector.zones.contains(where: { $0.raw == zone[index] }) { return false }
    if !selector.ids.isEmpty, !selector.ids.contains(ref) { return false }
    if !selector.withinKinds.isEmpty || !selector.withinPlaces.isEmpty {
      let node = withinNodes[within[index]]
      let isWithin =
        selector.withinKinds.contains { node.kinds.contains($0.raw) }
        || selector.withinPlaces.contains { node.places.contains($0.raw) }
      if !isWithin { return false }
    }
    return selector.has.allSatisfy { book.relations[$0].hasRows(ref.raw) }
  }
}

/// Chains of places that have rows of one relation: a node is a place and the next such place above it.
struct RowChains: Sendable {
  private(set) var places: [Int32] = []
  private(set) var next: [Int32] = []

  mutating func add(place: Int32, next following: Int32) -> Int32 {
    places.append(place)
    next.append(following)
    return Int32(places.count - 1)
  }
}

/// What a place lies within, of the kinds and places that selectors name.
struct WithinNodes: Sendable {
  struct Node: Hashable, Sendable {
    var kinds: Set<Int32> = []
    var places: Set<Int32> = []
  }

  private struct Step: Hashable, Sendable { var parent: Int32, kind: Int32, place: Int32 }

  private var nodes: [Node] = [Node()]
  private var numbers: [Node: Int32] = [Node(): 0]
  private var steps: [Step: Int32] = [:]

  subscript(_ number: Int32) -> Node { nodes[Int(number)] }

  mutating func child(of parent: Int32, kind: Int32, place: Int32) -> Int32 {
    if kind < 0, place < 0 { return parent }
    let step = Step(parent: parent, kind: kind, place: place)
    if let known = steps[step] { return known }
    var node = nodes[Int(parent)]
    if kind >= 0 { node.kinds.insert(kind) }
    if place >= 0 { node.places.insert(place) }
    let number = numbers[node] ?? Int32(nodes.count)
    if Int(number) == nodes.count {
      nodes.append(node)
      numbers[node] = number
    }
    steps[step] = number
    return number
  }
}
