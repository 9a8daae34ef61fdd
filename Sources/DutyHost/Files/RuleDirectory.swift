import DutyPorts
import Glibc

/// Something that reading a rule directory found, before anybody looked into the files.
///
/// - Shape: ``path`` relative to the directory, `.` for the directory itself.
package struct RuleFileProblem: Hashable, Sendable {
  package enum Severity: Hashable, Sendable { case error, warning }

  package var severity: Severity
  package var path: String
  package var message: String
  package var help: String
}

/// What a rule directory holds, as bytes.
package struct RuleDirectoryContent: Hashable, Sendable {
  /// Sorted by the bytes of their relative path (`registers/units.csv`).
  package var files: [StoredFile]
  /// Sorted by path.
  package var problems: [RuleFileProblem]
}

/// Reads a rule directory from disk.
///
/// - Laws: it never waits for a file that gives nothing (FIFO, device), never follows a link in a circle, and never
///   holds more than its limits; each of these is a problem with a place, not an exception. Links to files and
///   directories elsewhere are followed. Two reads of an unchanged directory are equal.
package struct RuleDirectory: Sendable {
  /// The folders of a rule book (design §3).
  package static let folders = [
    "calendar", "campaigns", "dispatch", "duties", "ladders", "registers", "responsibility", "scenarios", "scoring",
    "standards",
    "templates", "tests",
  ]
  static let endings = [".csv", ".yaml", ".yml", ".mustache"]

  /// Bytes of one file.
  package var fileLimit = 512 << 20
  /// Bytes of all files.
  package var totalLimit = 2 << 30
  package var countLimit = 10_000
  package var depthLimit = 8

  package init() {}

  package func read(_ path: String) -> RuleDirectoryContent {
    var walk = Walk(limits: self, root: path)
    walk.enterRoot()
    let files = walk.files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    let problems = walk.problems.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    return RuleDirectoryContent(files: files, problems: problems)
  }

  /// Whether a name is what editors and people leave behind, or hidden.
  static func isLeftover(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasPrefix("#") || name.hasPrefix("~$")
      || ["~", ".bak", ".orig", ".rej", ".tmp", ".swp"].contains { name.hasSuffix($0) }
  }

  static func isRead(_ name: String) -> Bool {
    endings.contains { name.hasSuffix($0) }
  }
}

/// One walk through a directory.
private struct Walk {
  /// A directory's identity: the same one above itself is a circle.
  struct Identity: Hashable {
    var device: UInt64
    var inode: UInt64
  }

  let limits: RuleDirectory
  let root: String
  var files: [StoredFile] = []
  var problems: [RuleFileProblem] = []
  var total = 0
  var isFull = false

  init(limits: RuleDirectory, root: String) {
    self.limits = limits
    self.root = root
  }

  mutating func enterRoot() {
    var status = stat()
    guard stat(root, &status) == 0 else {
      let error = SystemError.last("open", root)
      return report(".", "the rule directory `\(root)` cannot be opened: \(error.cause)", error.remedy)
    }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      return report(".", "`\(root)` is no directory", "name the directory that holds `dutyd.yaml`")
    }
    guard let names = list("") else { return }
    for name in names where !RuleDirectory.isLeftover(name) {
      if name == "dutyd.yaml" {
        visit(name, within: [Identity(status)], depth: 0)
      } else if RuleDirectory.folders.contains(name) {
        visit(name, within: [Identity(status)], depth: 1)
      } else if name != "README.md", isDirectory(name) || RuleDirectory.isRead(name) {
        report(
          name, "`\(name)` is not read: it is no part of a rule book",
          "the parts are `dutyd.yaml` and the folders \(RuleDirectory.folders.map { "`\($0)`" }.joined(separator: ", "))",
          severity: .warning)
      }
    }
  }

  /// - Parameters:
  ///   - within: the directories above.
  ///   - depth: 0 where only a file may stand.
  mutating func visit(_ path: String, within: [Identity], depth: Int) {
    if isFull { return }
    var status = stat()
    guard stat(root + "/" + path, &status) == 0 else {
      let error = SystemError.last("open", path)
      if error.code == ELOOP { return reportCircle(path) }
      return report(path, "`\(path)` cannot be opened: \(error.cause)", remedy(error))
    }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      if depth != 1 { take(path) } else { report(path, "`\(path)` is a file", "make it a folder") }
    case S_IFDIR where depth > 0:
      let identity = Identity(status)
      if within.contains(identity) { return reportCircle(path) }
      if depth > limits.depthLimit {
        return report(path, "`\(path)` lies too deep", "a folder of rules has at most \(limits.depthLimit) levels")
      }
      descend(path, within: within + [identity], depth: depth + 1)
    default:
      report(path, "`\(path)` is \(kind(status)), not a regular file", "remove it, or put a file in its place")
    }
  }

  mutating func descend(_ path: String, within: [Identity], depth: Int) {
    guard let names = list(path) else { return }
    for name in names where !RuleDirectory.isLeftover(name) {
      let inner = path + "/" + name
      if RuleDirectory.isRead(name) || isDirectory(inner) { visit(inner, within: within, depth: depth) }
    }
  }

  mutating func take(_ path: String) {
    guard files.count < limits.countLimit else {
      return stop(path, "more than \(limits.countLimit) files")
    }
    do throws(SystemError) {
      let bytes = try readFile(root + "/" + path, limit: limits.fileLimit)
      total += bytes.count
      guard total <= limits.totalLimit else {
        return stop(path, "more than \(limits.totalLimit >> 20) MiB in all")
      }
      files.append(StoredFile(path: path, bytes: bytes))
    } catch {
      switch error.code {
      case EFBIG:
        report(path, "`\(path)` is larger than \(limits.fileLimit >> 20) MiB", "split it, or remove what is not needed")
      case ESTALE: report(path, "`\(path)` changed while it was read", "load again once it is written")
      default: report(path, "`\(path)` cannot be read: \(error.cause)", remedy(error))
      }
    }
  }

  mutating func list(_ path: String) -> [String]? {
    do throws(SystemError) {
      return try namesInDirectory(path.isEmpty ? root : root + "/" + path)
    } catch {
      report(path.isEmpty ? "." : path, "`\(error.path)` cannot be listed: \(error.cause)", remedy(error))
      return nil
    }
  }

  func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(root + "/" + path, &status) == 0 ? status.st_mode & S_IFMT == S_IFDIR : errno == ELOOP
  }

  func remedy(_ error: SystemError) -> String {
    switch error.code {
    case EACCES, EPERM: "let the daemon's user read it (`chmod a+r`, `chgrp dutyd`)"
    case ENOENT: "it is a link to nowhere, or was removed just now, or its name is not UTF-8"
    default: error.remedy
    }
  }

  func kind(_ status: stat) -> String {
    switch status.st_mode & S_IFMT {
    case S_IFIFO: "a FIFO"
    case S_IFSOCK: "a socket"
    case S_IFCHR, S_IFBLK: "a device"
    case S_IFDIR: "a folder"
    default: "something else"
    }
  }

  mutating func reportCircle(_ path: String) {
    report(path, "`\(path)` is a link that leads in a circle", "remove the link")
  }

  mutating func stop(_ path: String, _ what: String) {
    isFull = true
    report(path, "the rule directory holds \(what)", "name the directory that holds `dutyd.yaml`, and nothing else")
  }

  mutating func report(
    _ path: String, _ message: String, _ help: String, severity: RuleFileProblem.Severity = .error
  ) {
    problems.append(RuleFileProblem(severity: severity, path: path, message: message, help: help))
  }
}

extension Walk.Identity {
  fileprivate init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
  }
}
