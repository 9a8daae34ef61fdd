import CSystemd
import DutyCalendar
import DutyPorts
import Glibc

/// The queues on disk: immutable revision directories and the links that lead to the newest.
///
/// ```
/// queues/revisions/2026-11-23.1/        what was dispatched first that day
/// queues/revisions/2026-11-23.2/        a later revision; unchanged files are hard links to the first
/// queues/revisions/2026-11-24.preview/  what would be dispatched, where nothing has been
/// queues/2026-11-23 -> revisions/2026-11-23.2
/// queues/today      -> 2026-11-23
/// ```
///
/// - Laws: those of ``QueueSink``. A revision is written aside, synchronised and renamed as a whole; links are replaced
///   in one step. What a crash left half done is removed by ``init(_:)``. A revision that is staged again (the crash
///   came between the ledger and the commit) takes the place of the one that stands there.
/// - One writer: the daemon that holds the store.
package struct QueueDirectory: QueueSink, QueueShelf {
  package let root: String

  /// Opens the directory, making it if need be, and clears away what a crash left.
  ///
  /// - Parameter root: `queues` below the state directory.
  package init(_ root: String) throws(SinkError) {
    self.root = root
    do throws(SystemError) {
      try makeDirectories(revisions, mode: 0o750)
      try clearLeftovers()
    } catch {
      throw SinkError(error)
    }
  }

  /// Where a person looks for a day's queues.
  package func path(of date: CivilDate) -> String { root + "/" + date.description }
  package var todayPath: String { root + "/today" }

  var revisions: String { root + "/revisions" }

  package func stage(_ publication: QueuePublication) throws(SinkError) {
    let name = RevisionName(publication)
    let staged = stagedPath(name)
    do throws(SystemError) {
      try removeTree(staged)
      guard mkdir(staged, 0o750) == 0 else { throw .last("create", staged) }
      try write(publication.files, into: staged)
      try carryOver(to: name, into: staged, except: Set(publication.files.names))
      try synchronise(staged, count: publication.files.count)
    } catch {
      try? removeTree(staged)
      throw SinkError(error)
    }
  }

  package func commit(_ publication: QueuePublication) throws(SinkError) {
    let name = RevisionName(publication)
    do throws(SystemError) {
      try putInPlace(name)
      try synchroniseDirectory(revisions)
      let day = path(of: publication.date)
      try replaceLink(day, to: "revisions/" + name.description)
      if publication.isToday { try replaceLink(todayPath, to: publication.date.description) }
      try synchroniseDirectory(root)
    } catch {
      throw SinkError(error)
    }
    prune(after: name, keepDays: publication.keepDays)
  }

  package func revision(of date: CivilDate) -> Int? {
    guard let name = nameInPlace(date), access(revisions + "/" + name.description, F_OK) == 0 else { return nil }
    return name.revision
  }

  package func file(_ name: String, of date: CivilDate) -> [UInt8]? {
    guard isPlainFileName(name), !name.hasPrefix(".") else { return nil }
    return try? readFile(path(of: date) + "/" + name, limit: 64 << 20)
  }

  package func stamp(_ name: String, of date: CivilDate) -> String? {
    var status = stat()
    guard isPlainFileName(name), !name.hasPrefix("."), stat(path(of: date) + "/" + name, &status) == 0 else { return nil }
    // A revision links the files that it does not change: they keep their place and time.
    return "\(status.st_ino) \(status.st_size) \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }

  /// What the day's link names.
  private func nameInPlace(_ date: CivilDate) -> RevisionName? {
    guard let target = linkTarget(path(of: date)), let last = target.split(separator: "/").last else { return nil }
    return RevisionName(String(last)).flatMap { $0.date == date ? $0 : nil }
  }

  func stagedPath(_ name: RevisionName) -> String { revisions + "/." + name.description + ".staged" }

  private func write(_ files: QueueFiles, into directory: String) throws(SystemError) {
    guard files.count > Self.handful else {
      for index in files.indices { try write(files, index, into: directory, .waited) }
      return
    }
    // Drawing a district's queues takes longer than writing them: each processor does its share.
    try together(files.count) { index throws(SystemError) in
      // One commit of the file system is cheaper than one for each of thousands of files.
      try write(files, index, into: directory, .begun)
    }
  }

  private func write(
    _ files: QueueFiles, _ index: Int, into directory: String, _ synchronising: Synchronising
  ) throws(SystemError) {
    let name = files.names[index]
    guard isPlainFileName(name), !name.hasPrefix(".") else {
      throw SystemError(code: EINVAL, doing: "name a queue", path: name)
    }
    try createFile(directory + "/" + name, mode: 0o640, synchronising) { put in files.draw(index, put) }
  }

  private func synchronise(_ directory: String, count: Int) throws(SystemError) {
    if count > Self.handful { try synchroniseFileSystem(directory) } else { try synchroniseDirectory(directory) }
  }

  private static let handful = 16

  /// Links the files of the newest earlier revision of the day that were not written again.
  private func carryOver(
    to name: RevisionName, into directory: String, except written: Set<String>
  ) throws(SystemError) {
    let earlier = try names().filter { $0.date == name.date && $0.revision >= 1 && $0.revision < name.revision }
    guard let base = earlier.max(by: { $0.revision < $1.revision }) else { return }
    let source = revisions + "/" + base.description
    for file in try namesInDirectory(source) where !written.contains(file) {
      if link(source + "/" + file, directory + "/" + file) == 0 { continue }
      guard [EMLINK, EPERM, EOPNOTSUPP, ENOSYS].contains(errno) else { throw .last("link", directory + "/" + file) }
      // A file system without hard links, or a file with too many: a copy is as good.
      let bytes = try readFile(source + "/" + file, limit: 1 << 30)
      try createFile(directory + "/" + file, bytes, mode: 0o640, .waited)
    }
  }

  /// Gives the staged directory its name, in exchange for one that has it already.
  private func putInPlace(_ name: RevisionName) throws(SystemError) {
    let staged = stagedPath(name)
    let final = revisions + "/" + name.description
    if rename(staged, final) == 0 { return }
    guard errno == ENOTEMPTY || errno == EEXIST else { throw .last("rename", staged) }
    if renameat2(AT_FDCWD, staged, AT_FDCWD, final, UInt32(DUTY_RENAME_EXCHANGE)) != 0 {
      let aside = revisions + "/." + name.description + ".replaced"
      try removeTree(aside)
      guard rename(final, aside) == 0 else { throw .last("rename", final) }
      guard rename(staged, final) == 0 else { throw .last("rename", staged) }
      try removeTree(aside)
    } else {
      try removeTree(staged)
    }
  }

  func names() throws(SystemError) -> [RevisionName] {
    try namesInDirectory(revisions).compactMap { RevisionName($0) }
  }
}

/// The name of a revision directory: `2026-11-23.1`, or `2026-11-23.preview` for revision 0.
struct RevisionName: Hashable, CustomStringConvertible {
  var date: CivilDate
  var revision: Int

  init(_ publication: QueuePublication) {
    date = publication.date
    revision = publication.revision
  }

  init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let date = CivilDate(String(parts[0])) else { return nil }
    self.date = date
    if parts[1] == "preview" {
      revision = 0
    } else {
      guard let number = Int(parts[1]), number >= 1, String(number) == parts[1] else { return nil }
      revision = number
    }
  }

  var description: String { date.description + "." + (revision == 0 ? "preview" : String(revision)) }
}

extension SinkError {
  init(_ error: SystemError) {
    self.init(path: error.path, cause: "cannot \(error.doing): \(error.cause)", remedy: error.remedy)
  }
}
