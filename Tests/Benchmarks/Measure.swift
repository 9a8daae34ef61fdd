import Glibc

/// What a measurement came to, as the one line that `run` reads.
struct Measurement {
  var work: Int
  var unit: String
  var cpu: Double
  /// A number that the ceiling's must equal, where both compute the same thing.
  var check: UInt64 = 0
  /// More figures, by name.
  var more: [(name: String, value: String)] = []

  func report() {
    let rest = more.map { " \($0.name)=\($0.value)" }.joined()
    print("result work=\(work) unit=\(unit) cpu=\(cpu) rss=\(Self.peak) check=\(check)\(rest)")
  }

  /// The most memory the process has had, in MiB.
  private static var peak: Double { Double(usage.ru_maxrss) / 1024 }

  /// User and system time of the process so far, in seconds.
  static var now: Double {
    let usage = usage
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }

  private static var usage: rusage {
    var usage = rusage()
    // RUSAGE_SELF is an enumeration case here that the call does not take; its value is 0.
    getrusage(__rusage_who_t(0), &usage)
    return usage
  }

  /// CPU seconds of a piece of work, with its result.
  static func time<Value>(_ body: () throws -> Value) rethrows -> (Value, Double) {
    let start = now
    let value = try body()
    return (value, now - start)
  }
}

/// Why a measurement could not be made.
struct BenchError: Error, CustomStringConvertible {
  var description: String

  init(_ description: String) {
    self.description = description
  }
}
