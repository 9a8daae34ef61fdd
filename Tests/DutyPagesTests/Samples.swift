import DutyCalendar
import DutyLedger
import Foundation

@testable import DutyPages

/// A reader at a Monday morning, and tasks around it.
enum Sample {
  static let now = Instant(rfc3339: "2026-11-23T09:00:00+08:00") ?? Instant(seconds: 0)

  static let zone: Zone = {
    let bytes = (try? Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Asia/Shanghai"))).map { [UInt8]($0) } ?? []
    return (try? Zone(name: "Asia/Shanghai", tzif: bytes)) ?? .utc
  }()

  static func reader(
    _ locale: PageLocale = .chinese, name: String = "王芳", path: String = "/queue", tabs: [PageTab] = [.queue, .findings]
  ) -> PageReader {
    PageReader(
      locale: locale, district: "云河区", zone: zone, now: now, name: name, tabs: tabs, token: "0123456789abcdef", path: path)
  }

  static func at(_ text: String) -> Instant { Instant(rfc3339: text + "+08:00") ?? now }

  static func task(
    _ number: String, due: String, state: TaskState = .dispatched, part: TaskPart = .holder, title: String = "道路巡查",
    rung: Int = 0, isVeto: Bool = false, ask: String = ""
  ) -> PageTask {
    var task = PageTask(
      number: number, checkCode: "42", title: title, subject: "中山路", subjectID: "road-zhongshan",
      path: ["东湖街道", "文昌社区"], ask: ask, due: at(due), limit: "17:30", state: state, rung: rung, isVeto: isVeto,
      holder: "王芳", lead: "云河区交通运输局", part: part)
    task.period = "2026-W48"
    return task
  }

  static var queue: QueueView {
    QueueView(
      name: "王芳", about: "云河区交通运输局",
      tasks: [
        task("AAAAA-00001", due: "2026-11-20T17:30:00", state: .returned, rung: 2),
        task("AAAAA-00002", due: "2026-11-23T09:00:00"),
        task("AAAAA-00003", due: "2026-11-24T00:00:00", state: .acknowledged),
        task("AAAAA-00004", due: "2026-11-24T17:30:00", isVeto: true),
        task("AAAAA-00005", due: "2026-12-01T17:30:00"),
        task("AAAAA-00006", due: "2026-11-22T17:30:00", state: .reported),
        task("AAAAA-00007", due: "2026-11-22T17:30:00", state: .reported, part: .verifier, title: "背街小巷巡查"),
      ], mayAct: true)
  }

  static let hostile = "<script>alert(\"1\")</script> & 'x'"
}
