import Foundation
import Testing

/// The tree as it lies on disk: what the compiler does not check about it.
private enum Tree {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func swiftFiles(below folder: String) -> [URL] {
    let base = root.appendingPathComponent(folder)
    let walk = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
    return (walk?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }.sorted { $0.path < $1.path }
  }

  static func text(_ url: URL) throws -> String { try String(contentsOf: url, encoding: .utf8) }

  static func relative(_ url: URL) -> String { url.path.replacingOccurrences(of: root.path + "/", with: "") }
}

/// The arrows that the manifest declares, read from its text: `module("X", ["Y", …])`.
private struct Arrows {
  var modules: [String: Set<String>] = [:]

  init() throws {
    let manifest = try Tree.text(Tree.root.appendingPathComponent("Package.swift"))
    let pattern = #/(?:module\(\s*|name: )"(Duty\w+|dutyd|dutyctl)",?\s*(?:dependencies: )?(?:\[([^\]]*)\])?/#
    for match in manifest.matches(of: pattern) {
      let names = (match.2.map(String.init) ?? "").matches(of: #/"(\w+)"/#).map { String($0.1) }
      modules[String(match.1), default: []].formUnion(names)
    }
  }
}

@Suite struct ArrowTests {
  /// Every import of one of our modules is an arrow of the manifest: reaching a module through another is not enough.
  @Test func importsFollowTheArrows() throws {
    let arrows = try Arrows()
    #expect(arrows.modules["DutyBook"] == ["DutyCalendar"], "the manifest is read rightly")
    var seen = 0
    for (module, allowed) in arrows.modules {
      for file in Tree.swiftFiles(below: "Sources/\(module)") {
        for match in try Tree.text(file).matches(of: #/(?m)^(?:@testable )?import (C?[A-Z]\w+)/#) {
          let name = String(match.1)
          let libraries = ["CSystemd", "CCrypto", "CXLSXWriter", "CCurl"]
          guard arrows.modules[name] != nil || libraries.contains(name) else { continue }
          seen += 1
          #expect(allowed.contains(name), "\(Tree.relative(file)) imports \(name), which \(module) does not declare")
        }
      }
    }
    #expect(seen > 100, "imports were found at all")
  }

  /// Pure modules know no machine: no Foundation, no libc.
  @Test(arguments: ["DutyCalendar", "DutyBook", "DutyLedger", "DutyPlanning", "DutyDispatch", "DutyEngine", "DutyPorts", "DutyRights"])
  func pureModulesImportNoMachine(_ module: String) throws {
    let files = Tree.swiftFiles(below: "Sources/\(module)")
    #expect(!files.isEmpty)
    for file in files {
      let found = try Tree.text(file).firstMatch(of: #/(?m)^import (Foundation\w*|Glibc|Dispatch|CSystemd)/#)
      #expect(found == nil, "\(Tree.relative(file)) imports \(found.map { String($0.1) } ?? "")")
    }
  }

  /// The clock is read in one place of the daemon, and nothing in Sources ends the process by a trap.
  @Test func noClockAndNoTrap() throws {
    let clock = #/Date\(\)|Date\.now|clock_gettime|ContinuousClock\.now|gettimeofday/#
    let trap = #/\bfatalError\(|\btry!|\bas! |\bpreconditionFailure\(/#
    for file in Tree.swiftFiles(below: "Sources") {
      let code = try Tree.text(file).split(separator: "\n", omittingEmptySubsequences: false)
        .filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }.joined(separator: "\n")
      #expect(code.firstMatch(of: trap) == nil, "\(Tree.relative(file)) can trap")
      if !Tree.relative(file).hasPrefix("Sources/DutyHost/") {
        #expect(code.firstMatch(of: clock) == nil, "\(Tree.relative(file)) reads the clock")
      }
    }
  }

  @Test func topLevelIsWhatTheDesignNames() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Tree.root.path).filter { !$0.hasPrefix(".") }
    let allowed: Set = ["Package.swift", "Package.resolved", "Sources", "Tests", "rules", "deploy", "README.md"]
    #expect(Set(names).subtracting(allowed).isEmpty)
  }
}
