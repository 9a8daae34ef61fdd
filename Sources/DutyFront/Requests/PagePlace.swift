import DutyLedger
import DutyPorts

/// Where a page of a list begins: the one way in which `after` is read, by programs and pages alike.
extension FrontRequest {
  /// The place that `after` means; `nil` for the first page.
  ///
  /// - Parameter find: `nil` for a text that is no place in this list.
  /// - Errors: 400 for what the page before never said, or that of another list.
  func after<Place>(_ find: (String) -> Place?) throws(Problem) -> Place? {
    guard let text = query["after"] else { return nil }
    guard let place = find(text) else {
      throw .badRequest(
        "`after` is no place in this list", help: "give `next` of the page before, as it is; leave it out for the first")
    }
    return place
  }

  /// The same in a list of facts: the identifier of one of them.
  ///
  /// - Parameter topic: what the list is about, where it is not of all of the kind.
  /// - Errors: 400, as above.
  func after(of kind: EventKind, topic: String? = nil) async throws(Problem) -> String? {
    guard let id = query["after"] else { return nil }
    let known = try await reading { store throws(StoreError) in
      guard let fact = try store.fact(kind, id: id)?.fact else { return false }
      return topic.map { fact.topics.contains($0) } ?? true
    }
    return try after { known ? $0 : nil }
  }
}
