import DutyBook
import DutyCalendar
import DutyLedger
import DutyPages
import DutyPlanning
import DutyPorts

extension PageArchive {
  /// The rule book in force: what each rule decides, and what the last change of its files was.
  ///
  /// - Parameters:
  ///   - use: what the rules decide today.
  ///   - changes: the files of the last two books compared.
  ///   - plan: what they plan compared.
  package func rules(
    _ use: RuleUse, changes: (previous: String, files: [RulesView.FileChange]), plan: PlanChange?
  ) throws(StoreError) -> RulesView {
    let book = archive.book
    return RulesView(
      digest: book.digest, since: try store.books().last?.since, duties: book.duties.count, standards: book.standards.count,
      places: book.places.count, people: book.people.count,
      rules: planner.assignment.rules.indices.map { item($0, use) }, questions: use.counts.values.reduce(0) { $0 + ($1[.lead]?.cases ?? 0) },
      changes: changes.files, plan: plan, previous: changes.previous)
  }

  /// One rule with its text; `nil` for an unknown one.
  package func rule(_ id: String, _ use: RuleUse) throws(StoreError) -> (item: RuleItem, text: [String])? {
    guard let index = planner.assignment.rules.firstIndex(where: { $0.id == id }) else { return nil }
    return (item(index, use), try text(of: planner.assignment.rules[index]))
  }

  private func item(_ index: Int, _ use: RuleUse) -> RuleItem {
    let rule = planner.assignment.rules[index]
    let counted = use.counts[index] ?? [:]
    var people: [String: Int] = [:]
    var units: [String: Int] = [:]
    for (role, count) in counted {
      if role.isUnit { units.merge(count.names, uniquingKeysWith: +) } else { people.merge(count.names, uniquingKeysWith: +) }
    }
    func named(_ counts: [String: Int]) -> [RuleItem.NamedCount] {
      counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { RuleItem.NamedCount(archive.partyName($0.key), $0.value) }
    }
    return RuleItem(
      id: rule.id, rank: rule.rank, source: rule.source.brief, basis: rule.basis ?? "",
      roles: Role.allCases.compactMap { role in
        rule.roles[role].map { .init(role: role.rawValue, expression: $0.text, decides: counted[role]?.cases ?? 0) }
      }, decides: counted.values.map(\.cases).max() ?? 0, people: named(people), units: named(units),
      isDesignation: rule.id.hasPrefix("Z-") && archive.book.rules[rule.id] == nil)
  }

  /// The lines of a rule in its file, up to the next one.
  private func text(of rule: Rule) throws(StoreError) -> [String] {
    guard let files = try store.bookFiles(digest: archive.book.digest),
      let file = files.first(where: { $0.path == rule.source.file })
    else { return [] }
    let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
    guard rule.source.line >= 1, rule.source.line <= lines.count else { return [] }
    var text: [String] = []
    for line in lines[(rule.source.line - 1)...] {
      if !text.isEmpty, line.contains("- rule:") || line.hasPrefix("rules:") { break }
      text.append(String(line))
    }
    while let last = text.last, last.allSatisfy({ $0 == " " }) { text.removeLast() }
    return text
  }

  /// What the files of the book in force have that those before it had not, and the other way about.
  package func lastChange() throws(StoreError) -> (previous: String, files: [RulesView.FileChange]) {
    let books = try store.books()
    guard books.count >= 2, let now = try store.bookFiles(digest: books[books.count - 1].accepted.digest),
      let then = try store.bookFiles(digest: books[books.count - 2].accepted.digest)
    else { return ("", []) }
    let old = Dictionary(then.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
    let new = Dictionary(now.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
    var changes: [RulesView.FileChange] = []
    for path in Set(old.keys).union(new.keys).sorted() where old[path] != new[path] {
      changes.append(compare(path, old[path] ?? [], new[path] ?? []))
    }
    return (books[books.count - 2].accepted.digest, changes)
  }

  /// Lines that only one of two files has, each as often as it has them more.
  private func compare(_ path: String, _ old: [UInt8], _ new: [UInt8]) -> RulesView.FileChange {
    func lines(_ bytes: [UInt8]) -> [String] {
      String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
    func counts(_ lines: [String]) -> [String: Int] { lines.reduce(into: [:]) { $0[$1, default: 0] += 1 } }
    func extra(_ lines: [String], over other: [String: Int]) -> [String] {
      var left = other
      return lines.filter { line in
        guard let count = left[line], count > 0 else { return true }
        left[line] = count - 1
        return false
      }
    }
    let (before, after) = (lines(old), lines(new))
    let removed = extra(before, over: counts(after))
    let added = extra(after, over: counts(before))
    return RulesView.FileChange(path: path, added: added.count, removed: removed.count)
  }
}
