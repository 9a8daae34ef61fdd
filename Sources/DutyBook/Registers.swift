import DutyCalendar

/// An organisation unit (单位): a bureau, a subdistrict office, a community, a working group.
package struct Unit: Named, Hashable, Sendable {
  package var id: String
  package var name: String
  package var parent: Ref<Unit>?
  /// 层级: `district`, `subdistrict`, `community`; free, the sample uses these.
  package var tier: String
  /// 类别, the class within which units are compared: `bureau`, `office`, `group`….
  package var kind: String
  package var span: DateSpan
  package var was: String?
  package var source: SourcePlace

  package init(
    id: String, name: String, parent: Ref<Unit>? = nil, tier: String = "", kind: String = "",
    span: DateSpan = .always, was: String? = nil, source: SourcePlace
  ) {
    self.id = id
    self.name = name
    self.parent = parent
    self.tier = tier
    self.kind = kind
    self.span = span
    self.was = was
    self.source = source
  }
}

/// A person (人员) and the unit they belong to. Posts are relations of the unit, in `posts.csv`.
package struct Person: Named, Hashable, Sendable {
  package var id: String
  package var name: String
  package var unit: Ref<Unit>
  /// When this person is in the register; after `until` they have left.
  package var span: DateSpan
  package var was: String?
  package var source: SourcePlace

  package init(
    id: String, name: String, unit: Ref<Unit>, span: DateSpan = .always, was: String? = nil, source: SourcePlace
  ) {
    self.id = id
    self.name = name
    self.unit = unit
    self.span = span
    self.was = was
    self.source = source
  }
}

/// A leave (请假、外出): while it lasts, the acting person stands in.
package struct Absence: Hashable, Sendable {
  package var person: Ref<Person>
  package var span: DateSpan
  package var acting: Ref<Person>?
  package var source: SourcePlace

  package init(person: Ref<Person>, span: DateSpan, acting: Ref<Person>? = nil, source: SourcePlace) {
    self.person = person
    self.span = span
    self.acting = acting
    self.source = source
  }
}

/// A sector of the evaluation system (领域、行业): what `standard.sector` names.
///
/// Its competent authority is a relation of the sector (`authorities.csv`), so that it can change on a date.
package struct Sector: Named, Hashable, Sendable {
  package var id: String
  package var name: String
  package var was: String?
  package var source: SourcePlace

  package init(id: String, name: String, was: String? = nil, source: SourcePlace) {
    self.id = id
    self.name = name
    self.was = was
    self.source = source
  }
}

/// What a relation's rows are looked up by.
package enum RelationKey: String, Hashable, Sendable, CaseIterable {
  case place, unit, sector, standard
}

/// A relation (关系): one register file that says, per key, which person or unit stands in it.
///
/// `registers/road-chiefs.csv` with the columns `place,person,unit,from,until` is the relation `road-chief` of places;
/// the posts of `posts.csv` (`unit,post,person,sectors,from,until`) are one relation of units per post name.
///
/// - Shape: ``rows`` sorted by key, then by start; ``starts`` has one offset per key value and one more.
/// - Source: M04–M09, design §3.
package struct Relation: Sendable {
  package var name: String
  package var key: RelationKey
  /// Whether one key may have several rows at a time, tried in file order (posts other than `head`).
  package var isMany: Bool
  package var source: SourcePlace
  package private(set) var rows: [RelationRow]
  private var starts: [Int32]

  /// - Parameter keyCount: the number of rows in the key's table.
  package init(
    name: String, key: RelationKey, isMany: Bool, source: SourcePlace, rows: [RelationRow], keyCount: Int
  ) {
    self.name = name
    self.key = key
    self.isMany = isMany
    self.source = source
    // A counting sort keeps file order within a key and costs one pass.
    var starts = [Int32](repeating: 0, count: keyCount + 1)
    for row in rows { starts[Int(row.key) + 1] += 1 }
    for index in 0..<keyCount { starts[index + 1] += starts[index] }
    var next = starts
    var sorted = rows
    for row in rows {
      sorted[Int(next[Int(row.key)])] = row
      next[Int(row.key)] += 1
    }
    self.rows = sorted
    self.starts = starts
  }

  /// The indices of the rows of one key, in file order.
  package func range(of key: Int32) -> Range<Int> {
    Int(starts[Int(key)])..<Int(starts[Int(key) + 1])
  }

  package func hasRows(_ key: Int32) -> Bool { starts[Int(key)] != starts[Int(key) + 1] }
}

/// One row of a relation.
///
/// - Shape: ``key`` is the raw index in the table of the relation's key; ``person`` or ``unit`` or both are set.
package struct RelationRow: Hashable, Sendable {
  package var key: Int32
  package var person: Ref<Person>?
  package var unit: Ref<Unit>?
  /// For posts: the sectors this holder looks after (`deputy-for`); empty means all.
  package var sectors: [Ref<Sector>]
  package var span: DateSpan
  package var line: Int32

  package init(
    key: Int32, person: Ref<Person>? = nil, unit: Ref<Unit>? = nil, sectors: [Ref<Sector>] = [],
    span: DateSpan = .always, line: Int = 0
  ) {
    self.key = key
    self.person = person
    self.unit = unit
    self.sectors = sectors
    self.span = span
    self.line = Int32(truncatingIfNeeded: line)
  }
}
