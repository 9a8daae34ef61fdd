import DutyBook
import DutyCalendar
import DutyLedger
import Foundation
import Testing

/// A district small enough to see through: an office, a bureau, a subdistrict, two roads.
///
/// The day is Monday 2026-11-23, 07:30 in Shanghai; Friday the 27th is the last day of "coming up" (4 workdays).
struct SmallDistrict {
  var book: Book
  let zone: Zone
  let date: CivilDate
  let at: Instant

  static let source = SourcePlace("sample.csv")

  init() throws {
    zone = try Zone(
      name: "Asia/Shanghai", tzif: [UInt8](Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Asia/Shanghai"))))
    let day = try #require(CivilDate("2026-11-23"))
    date = day
    at = zone.instant(LocalTime(day, second: 27_000))
    let start = try #require(CivilDate("2026-01-01"))
    let hours = try OfficeHours(seasons: [(hours: "08:30-12:00, 14:00-17:30", months: nil)])
    let official = OfficialDay(date: start, isWorkday: false, name: "元旦", row: "calendar/2026.csv:2")
    book = Book(
      settings: Settings(district: "云河区", zone: zone, office: Ref(0), officeHours: hours, start: start),
      workCalendar: WorkCalendar(days: [official]),
      dispatch: DispatchPolicy(
        cadence: try Cadence(parsing: "workday"), at: try #require(WallMinute("07:30")), comingUpWorkdays: 4,
        source: Self.source),
      digest: String(repeating: "ab", count: 32))
    addPeople()
    addPlaces()
    try addDuties()
  }

  private mutating func addPeople() {
    let units = [("u-office", "创建办"), ("u-road", "市政局"), ("u-east", "东湖街道办"), ("u-idle", "档案局")]
    for (id, name) in units { _ = book.units.add(Unit(id: id, name: name, source: Self.source)) }
    let ended = DateSpan(until: CivilDate("2026-10-31"))
    let people: [(String, String, Int, DateSpan)] = [
      ("p-chief", "路长甲", 1, .always), ("p-deputy", "领导乙", 1, .always), ("p-check", "核验丙", 2, .always),
      ("p-head", "主任丁", 0, .always), ("p-idle", "闲人戊", 3, .always), ("p-gone", "离任己", 1, ended),
    ]
    for (id, name, unit, span) in people {
      _ = book.people.add(Person(id: id, name: name, unit: Ref(unit), span: span, source: Self.source))
    }
    let post = RelationRow(key: 1, person: Ref(1))
    book.relations.append(
      Relation(
        name: "deputy", key: .unit, isMany: true, source: SourcePlace("registers/posts.csv"), rows: [post],
        keyCount: 4))
  }

  private mutating func addPlaces() {
    let rows: [(String, String, Int, Int?)] = [
      ("d", "云河区", 0, nil), ("s-east", "东湖街道", 1, 0), ("road-a", "中山路", 2, 1), ("road-b", "湖滨路", 2, 1),
    ]
    book.places.kindNames = ["district", "subdistrict", "road"]
    for (index, (id, name, kind, parent)) in rows.enumerated() {
      book.places.ids.append(id)
      book.places.names.append(name)
      book.places.kinds.append(Ref(kind))
      book.places.parents.append(parent.map { Ref($0) })
      book.places.zones.append(nil)
      book.places.units.append(nil)
      book.places.spans.append(.always)
      book.places.lines.append(Int32(index + 2))
      book.places.byID[id] = Int32(index)
      book.places.topDown.append(Ref(index))
    }
  }

  private mutating func addDuties() throws {
    for (id, name) in [("sanitation", "环境卫生"), ("order", "市容秩序")] {
      _ = book.sectors.add(Sector(id: id, name: name, source: Self.source))
    }
    let roads = SubjectSelector.places(PlaceSelector(kinds: [Ref(2)]))
    let markets = SubjectSelector.places(PlaceSelector(kinds: [Ref(1)]))
    let standards = [
      Standard(
        id: "clean", name: "路面整洁", sector: Ref(0), evidence: ["photo"], appliesTo: roads, source: Self.source),
      Standard(
        id: "parking", name: "停放有序", sector: Ref(1), evidence: ["photo", "note"], source: Self.source),
      Standard(id: "stalls", name: "摊位规范", sector: Ref(1), appliesTo: markets, source: Self.source),
    ]
    for standard in standards { _ = book.standards.add(standard) }
    let timing = DutyTiming(
      cadence: try Cadence(parsing: "workday"), opens: try #require(WallMinute("08:00")), due: .workdays(1))
    let all: [Ref<Standard>] = [Ref(0), Ref(1), Ref(2)]
    let duties = [
      Duty(id: "patrol", name: "路长巡查", of: roads, standards: all, timing: timing, source: Self.source),
      Duty(
        id: "inspect", name: "月度督查", of: roads, standards: all, grain: .sector, timing: timing,
        evidence: ["document"], ask: "按领域督查打分", source: Self.source),
      Duty(
        id: "files", name: "资料报送", of: roads, standards: all, grain: .standard, timing: timing,
        atLeast: ["minutes": 30], source: Self.source),
    ]
    for duty in duties { _ = book.duties.add(duty) }
    let window = DateSpan(from: date, until: date)
    _ = book.campaigns.add(Campaign(id: "old-compounds", name: "老旧小区改造", window: window, source: Self.source))
  }

  /// An instant of the sample's day, or of one so many days after it.
  func clock(_ text: String, _ days: Int = 0) throws -> Instant {
    let minute = try #require(WallMinute(text))
    return zone.instant(LocalTime(date.adding(days: days), minute))
  }

  static let roles = TaskRoles(
    lead: "u-road", leader: "p-deputy", holder: "p-chief", verifier: "p-check", support: ["u-east"])

  /// A patrol of a road, dispatched yesterday and due today, unless said otherwise.
  func task(
    duty: String = "patrol", subject: String = "road-a", grain: String = "", period: String = "2026-11-23",
    due: Instant? = nil, roles: TaskRoles = SmallDistrict.roles, assignment: String = "", veto: Bool = false,
    state: TaskState = .dispatched, rung: Int = 0, dispatched: Instant?? = nil
  ) throws -> TaskRow {
    let record = TaskRecord(
      key: TaskKey(duty: duty, subject: subject, grain: grain, period: period), opens: try clock("08:00", -1),
      due: try due ?? clock("17:30"), limit: "1 workday", roles: roles, assignment: assignment, deadline: "",
      isVeto: veto, book: book.digest)
    let sent: Instant? = if let dispatched { dispatched } else { try clock("07:30", -1) }
    return TaskRow(record: record, state: state, rung: rung, dispatchedAt: sent)
  }
}
