import DutyBook
import DutyControl
import DutyLedger
import DutyRules

/// Names in the filters of a list that a daemon elsewhere gave, asked where nothing came: as ``KnownNames`` of a ledger.
struct RemoteNames {
  private let client: ServerClient
  /// Among so many of a kind the nearest is looked for.
  private static let mostNear = 5000

  init(_ client: ServerClient) { self.client = client }

  /// - Errors: a name that the book in force there does not have, with the nearest one. Whoever may not read the lists of
  ///   names is told nothing.
  func check(
    unit: String? = nil, person: String? = nil, place: String? = nil, duty: String? = nil, standard: String? = nil
  ) throws {
    try check(unit, "unit", .unit)
    try check(person, "person", .person)
    try check(place, "place or unit", .place, .unit)
    try check(duty, "duty", among: "/duties")
    try check(standard, "standard", among: "/standards")
  }

  private func check(_ id: String?, _ what: String, _ kinds: NameKind...) throws {
    guard let id else { return }
    var near: [String] = []
    for kind in kinds {
      let path = "/api/v1/" + kind.rawValue
      guard let found = try? client.items(path, [("q", id)], limit: 500, format: .text) else { return }
      if found.contains(where: { $0["id"]?.string == id }) { return }
      near += ((try? client.items(path, [], limit: Self.mostNear, format: .text)) ?? []).compactMap { $0["id"]?.string }
    }
    throw unknown(id, what, near)
  }

  private func check(_ id: String?, _ what: String, among path: String) throws {
    guard let id, let known = try? client.list(path).compactMap({ $0["id"]?.string }), !known.contains(id) else { return }
    throw unknown(id, what, known)
  }

  private func unknown(_ id: String, _ what: String, _ known: [String]) -> CommandFailure {
    CommandFailure(
      "no \(what) `\(id)` in the book in force",
      help: nearestName(to: id, among: known).map { "did you mean `\($0)`?" } ?? "nothing is called like it")
  }
}
