import Foundation

private let usage = """
  usage: bench calendar ROUNDS
         bench load DIR
         bench assign DIR ROUNDS
         bench prove DIR
         bench dump DIR FILE
         bench generate DIR LEDGER [bulk]
         bench read LEDGER UNIT ROUNDS
         bench rungs-prepare DIR LEDGER
         bench rungs DIR LEDGER
         bench ranking DIR LEDGER
         bench hello PORT

  One measurement in one process; Tests/Benchmarks/run makes the districts, runs each beside its ceiling and prints
  the table.
  """

private func run(_ arguments: [String]) async throws -> Bool {
  func number(_ index: Int) -> Int? { arguments.count > index ? Int(arguments[index]) : nil }
  switch (arguments.first, arguments.count) {
  case ("calendar", 2): try CalendarBench.run(rounds: number(1) ?? 1)
  case ("load", 2): try AssignmentBench.load(arguments[1])
  case ("assign", 3): try AssignmentBench.assign(arguments[1], rounds: number(2) ?? 1)
  case ("prove", 2): try AssignmentBench.prove(arguments[1])
  case ("dump", 3): try BitsetDump.write(arguments[1], to: arguments[2])
  case ("generate", 3), ("generate", 4):
    try LedgerBench.generate(arguments[1], to: arguments[2], bulk: arguments.last == "bulk")
  case ("read", 4): try LedgerBench.read(arguments[1], lead: arguments[2], rounds: number(3) ?? 1)
  case ("rungs-prepare", 3): try RungBench.prepare(arguments[1], to: arguments[2])
  case ("rungs", 3): try RungBench.run(arguments[1], to: arguments[2])
  case ("ranking", 3): try RankBench.run(arguments[1], to: arguments[2])
  case ("hello", 2): try await HelloBench.run(port: number(1) ?? 0)
  default: return false
  }
  return true
}

do {
  if try await !run(Array(CommandLine.arguments.dropFirst())) {
    FileHandle.standardError.write(Data((usage + "\n").utf8))
    exit(2)
  }
} catch {
  FileHandle.standardError.write(Data("bench: \(error)\n".utf8))
  exit(1)
}
