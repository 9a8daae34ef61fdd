import DutyLedger
import DutyPorts

extension LedgerStore {
  /// A page of the facts of a kind, the newest first: what `value` makes of them, and where the next page begins.
  ///
  /// What it passes over is looked for in so many chunks; a page may be short and the list go on.
  func page(
    _ kind: EventKind, topic: String? = nil, after: String?, limit: Int,
    _ value: (StoredFact) throws(StoreError) -> JSONValue?
  ) throws(StoreError) -> JSONValue {
    var rows: [JSONValue] = []
    var place = after
    func page(_ next: String?) -> JSONValue { ["items": .array(rows), "next": next.map { .string($0) } ?? .null] }
    for _ in 0..<10 {
      var query = FactQuery(kind, topic: topic)
      (query.newest, query.beforeID) = (200, place)
      let chunk = try facts(query)
      for stored in chunk.reversed() {
        guard rows.count < limit else { return page(place) }
        place = stored.fact.id
        if let row = try value(stored) { rows.append(row) }
      }
      if chunk.count < 200 { return page(nil) }
    }
    return page(place)
  }
}

extension FrontRequest {
  /// How many items a page is to have.
  var limit: Int { query["limit"].flatMap { Int($0) } ?? 50 }
}
