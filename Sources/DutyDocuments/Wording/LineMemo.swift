import DutyCalendar
import DutyDispatch

/// What the lines of one sheet say again and again: deadlines, limits and checklists are few, lines are many.
///
/// - Law: it belongs to one sheet that is being drawn, and so to one thread and one zone, day and language.
final class LineMemo {
  private var texts: [Key: String] = [:]
  private var sentences: [(items: [ChecklistItem], text: String)] = []
  private var values: [(items: [ChecklistItem], text: [UInt8])] = []

  private enum Key: Hashable {
    case short(Instant)
    case plain(Instant)
    case rfc3339(Instant)
    case limit(String)
    case period(String)
  }

  func short(_ instant: Instant, _ moments: Moments) -> String {
    remembered(.short(instant)) { moments.short(instant) }
  }

  func plain(_ instant: Instant, _ moments: Moments) -> String {
    remembered(.plain(instant)) { moments.plain(instant) }
  }

  func rfc3339(_ instant: Instant, _ zone: Zone) -> String { remembered(.rfc3339(instant)) { zone.rfc3339(instant) } }

  func limit(_ limit: String, _ words: Words) -> String { remembered(.limit(limit)) { limitText(limit, words) } }

  /// `2026年第48周`; empty for what is no period: the number of a case.
  func period(_ name: String, _ moments: Moments) -> String {
    remembered(.period(name)) {
      let dates = DateWords(zone: moments.zone, words: moments.words)
      return Period(named: name).map { dates.briefPeriod($0) } ?? ""
    }
  }

  /// A checklist as people read it.
  func sentence(_ items: [ChecklistItem], _ make: () -> String) -> String { Self.remembered(items, &sentences, make) }

  /// A checklist as JSON.
  func value(_ items: [ChecklistItem], _ make: () -> [UInt8]) -> [UInt8] { Self.remembered(items, &values, make) }

  /// The tasks of a duty share their checklist, so that comparing it is comparing an address.
  private static func remembered<Text>(
    _ items: [ChecklistItem], _ known: inout [(items: [ChecklistItem], text: Text)], _ make: () -> Text
  ) -> Text {
    if items.isEmpty { return make() }
    if let found = known.first(where: { $0.items == items }) { return found.text }
    if known.count >= mostChecklists { known.removeAll(keepingCapacity: true) }
    let text = make()
    known.append((items, text))
    return text
  }

  private func remembered(_ key: Key, _ make: () -> String) -> String {
    if let known = texts[key] { return known }
    if texts.count >= Self.mostTexts { texts.removeAll(keepingCapacity: true) }
    let text = make()
    texts[key] = text
    return text
  }

  private static let mostTexts = 2048
  private static let mostChecklists = 32
}
