import Glibc

/// What the kernel says of this process; `nil` where it does not say it.
///
/// - Source: proc(5), `/proc/self/stat`, `/proc/self/statm`, `/proc/stat`.
struct ProcessFigures {
  /// Seconds since 1970.
  var startedAt: Double?
  var residentBytes: Int64?
  var cpuSeconds: Double?

  static func read() -> ProcessFigures {
    var figures = ProcessFigures()
    let ticks = Double(sysconf(Int32(_SC_CLK_TCK)))
    // The name of the program, in brackets, may hold anything: the fields are counted behind it.
    let fields = text("/proc/self/stat").split(separator: ")").last?.split(separator: " ") ?? []
    if fields.count > 19, ticks > 0 {
      if let user = Double(fields[11]), let system = Double(fields[12]) { figures.cpuSeconds = (user + system) / ticks }
      let boot = text("/proc/stat").split(separator: "\n").first { $0.hasPrefix("btime ") }
      if let boot = boot.flatMap({ Double($0.dropFirst(6)) }), let since = Double(fields[19]) {
        figures.startedAt = boot + since / ticks
      }
    }
    let pages = text("/proc/self/statm").split(separator: " ")
    if pages.count > 1, let resident = Int64(pages[1]) {
      figures.residentBytes = resident * Int64(sysconf(Int32(_SC_PAGESIZE)))
    }
    return figures
  }

  private static func text(_ path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    var all: [UInt8] = []
    var room = [UInt8](repeating: 0, count: 16 << 10)
    while all.count < 1 << 20 {
      let count = Glibc.read(descriptor, &room, room.count)
      if count <= 0 { break }
      all += room[..<count]
    }
    return String(decoding: all, as: UTF8.self)
  }
}
