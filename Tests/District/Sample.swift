/// Writes the big tables of the sample district: `registers/*.csv`.
///
/// - Shape: the same seed gives the same bytes. The logic beside them, standards, rules and duties, is written by hand.
func writeSample(to output: Output, seed: UInt64) throws -> String {
  var random = SplitMix64(seed: seed)
  let people = SamplePeople(&random)
  let places = SamplePlaces(&random)
  var relations = SampleRelations(places: places, people: people)

  var tables = [unitsTable(), people.peopleTable(), people.postsTable(), places.table(), sectorsTable()]
  tables += relations.tables()
  tables.append(people.absencesTable(&random))
  for table in tables { try output.write(table) }
  return tables.map { "\($0.path): \($0.rowCount) rows" }.joined(separator: "\n")
}

private func unitsTable() -> CSVTable {
  var table = CSVTable("registers/units.csv", "id,name,parent,tier,kind")
  for unit in SampleUnits.all { table.add(unit.id, unit.name, unit.parent, unit.tier, unit.kind) }
  // Cases are handed over to it (移交, M43); its people are not the campaign's.
  table.add("u-jiwei", "云河区纪委监委", "", "district", "discipline")
  return table
}

private func sectorsTable() -> CSVTable {
  var table = CSVTable("registers/sectors.csv", "id,name")
  for sector in SampleUnits.sectors { table.add(sector.id, sector.name) }
  return table
}
