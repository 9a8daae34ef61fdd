/// What stands in a cell of a table, or beside a name.
package struct PageCell: Hashable, Sendable {
  package var text: String
  package var href: String
  /// A second, smaller line.
  package var note: String
  package var badges: [PageBadge]
  /// Stands to the right, in figures of one width.
  package var isNumber: Bool
  /// A number of a thing, not to be broken over two lines.
  package var isCode = false
  /// How dark the cell is, 0 to 4; `nil` for a cell that is not one of a heat map. The number in it says the same.
  package var heat: Int?
  /// A way to do something about the row: one button.
  package var action: PageAction?

  package init(
    _ text: String, href: String = "", note: String = "", badges: [PageBadge] = [], isNumber: Bool = false,
    heat: Int? = nil, action: PageAction? = nil
  ) {
    self.text = text
    self.href = href
    self.note = note
    self.badges = badges
    self.isNumber = isNumber
    self.heat = heat
    self.action = action
  }

  package static func number(_ text: String, note: String = "") -> PageCell {
    PageCell(text, note: note, isNumber: true)
  }
}

/// A table: a caption, heads, rows; the first cell of a row names it.
package struct PageTable: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package var text: String
    package var isNumber: Bool

    package init(_ text: String, isNumber: Bool = false) {
      self.text = text
      self.isNumber = isNumber
    }
  }

  package var heading: PageHeading
  package var note: String
  package var columns: [Column]
  package var rows: [[PageCell]]
  /// What is said where there are no rows.
  package var empty: String
  /// Whether a phone shows it as it is, because it is narrow or a map of cells.
  package var staysTable: Bool
  package var more: PageLink?

  package init(
    _ heading: PageHeading, note: String = "", columns: [Column], rows: [[PageCell]], empty: String,
    staysTable: Bool = false, more: PageLink? = nil
  ) {
    self.heading = heading
    self.note = note
    self.columns = columns
    self.rows = rows
    self.empty = empty
    self.staysTable = staysTable
    self.more = more
  }
}

/// Something that one press does: a form with nothing to fill in.
package struct PageAction: Hashable, Sendable {
  package var text: String
  package var path: String
  package var hidden: [PageHidden]
  package var isMain: Bool
  /// What a screen reader says instead of the text, where that alone would not tell what it is about.
  package var label: String

  package init(_ text: String, _ path: String, hidden: [PageHidden] = [], isMain: Bool = false, label: String = "") {
    self.text = text
    self.path = path
    self.hidden = hidden
    self.isMain = isMain
    self.label = label
  }
}

package struct PageHidden: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// A task, a finding, a proposal: a thing with a name, a place, a moment, and what can be done with it.
package struct PageCard: Hashable, Sendable {
  package var id: String
  package var title: String
  package var href: String
  package var badges: [PageBadge]
  /// Where, and above it.
  package var place: String
  package var path: String
  /// What is asked or said, in a sentence.
  package var text: String
  /// What must be read before it is done again.
  package var alert = ""
  /// The deadline.
  package var due: String
  /// How late it is, where it is late.
  package var late: String
  /// Small print: number, state, role.
  package var small: [String]
  package var actions: [PageAction]
  package var links: [PageLink]

  package init(
    id: String, title: String, href: String, badges: [PageBadge] = [], place: String = "", path: String = "",
    text: String = "", due: String = "", late: String = "", small: [String] = [], actions: [PageAction] = [],
    links: [PageLink] = []
  ) {
    self.id = id
    self.title = title
    self.href = href
    self.badges = badges
    self.place = place
    self.path = path
    self.text = text
    self.due = due
    self.late = late
    self.small = small
    self.actions = actions
    self.links = links
  }
}

package struct PageCards: Hashable, Sendable {
  package var heading: PageHeading
  /// Beside the heading; `nil` where it says nothing.
  package var count: Int?
  package var note: String
  package var cards: [PageCard]
  package var empty: String
  package var more: PageLink?

  package init(
    _ heading: PageHeading, count: Int? = nil, note: String = "", cards: [PageCard], empty: String, more: PageLink? = nil
  ) {
    self.heading = heading
    self.count = count
    self.note = note
    self.cards = cards
    self.empty = empty
    self.more = more
  }
}
