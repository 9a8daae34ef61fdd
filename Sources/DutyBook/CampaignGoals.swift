import DutyCalendar

/// One line of an action's list of measures (措施清单): what is to be done, by whom, by when.
///
/// - Source: M12, M16.
package struct CampaignMeasure: Hashable, Sendable {
  /// Unique within its campaign.
  package var id: String
  /// What is to be done, in a sentence; the identifier where the file says nothing.
  package var name: String
  package var unit: Ref<Unit>
  package var due: CivilDate
  package var source: SourcePlace

  package init(id: String, name: String, unit: Ref<Unit>, due: CivilDate, source: SourcePlace) {
    self.id = id
    self.name = name
    self.unit = unit
    self.due = due
    self.source = source
  }
}

/// One numeric goal (目标): so many of a quantity by a date.
///
/// - Unit: pieces of ``quantity``; ``already`` of them were there when the campaign began.
/// - Source: M12, M24 (229 of 501 centres built, all due by a date).
package struct CampaignGoal: Hashable, Sendable {
  /// What is counted, unique within its campaign: the name under which progress is reported.
  package var quantity: String
  package var name: String
  package var target: Int
  package var already: Int
  package var by: CivilDate
  package var source: SourcePlace

  package init(quantity: String, name: String, target: Int, already: Int = 0, by: CivilDate, source: SourcePlace) {
    self.quantity = quantity
    self.name = name
    self.target = target
    self.already = already
    self.by = by
    self.source = source
  }
}
