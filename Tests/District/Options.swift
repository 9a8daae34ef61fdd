/// The command line: a command, `--out DIR` and numbers.
///
/// - Errors: `nil` for an unknown command or option, a missing value, or a number below 1.
struct Options {
  let command: String
  let out: String
  private let numbers: [String: Int]

  init?(_ arguments: [String]) {
    guard let command = arguments.first, ["sample", "scale"].contains(command) else { return nil }
    let known = command == "scale" ? ["places", "rules", "standards", "classes", "named", "seed"] : ["seed"]
    var out: String?
    var numbers: [String: Int] = [:]
    var index = 1
    while index < arguments.count {
      guard arguments[index].hasPrefix("--"), index + 1 < arguments.count else { return nil }
      let name = String(arguments[index].dropFirst(2))
      let value = arguments[index + 1]
      if name == "out" {
        out = value
      } else {
        guard known.contains(name), let number = Int(value), number > 0 else { return nil }
        numbers[name] = number
      }
      index += 2
    }
    guard let out else { return nil }
    self.command = command
    self.out = out
    self.numbers = numbers
  }

  func number(_ name: String, _ otherwise: Int) -> Int {
    numbers[name] ?? otherwise
  }
}
