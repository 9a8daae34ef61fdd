import DutyCalendar
import Glibc

extension QueueDirectory {
  /// Removes what a crash left: staged and replaced directories, links that were not yet in place, links to nowhere.
  func clearLeftovers() throws(SystemError) {
    for name in try namesInDirectory(revisions) where name.hasSuffix(".staged") || name.hasSuffix(".replaced") {
      try removeTree(revisions + "/" + name)
    }
    for name in try namesInDirectory(root) {
      let path = root + "/" + name
      if name.hasSuffix(".new") || (linkTarget(path) != nil && access(path, F_OK) != 0) { try removeTree(path) }
    }
  }

  /// Removes days older than `keepDays` before the day just published, and previews that it makes pointless.
  ///
  /// What cannot be removed now is tried again with the next revision: a queue that is in place is not to fail for an
  /// old one.
  func prune(after published: RevisionName, keepDays: Int) {
    guard let names = try? names() else { return }
    for name in names where name != published {
      let isOld = keepDays > 0 && name.date.epochDay <= published.date.epochDay - Int32(clamping: keepDays)
      let isPastPreview = name.revision == 0 && name.date <= published.date
      guard isOld || isPastPreview else { continue }
      let day = path(of: name.date)
      if linkTarget(day) == "revisions/" + name.description { unlink(day) }
      try? removeTree(revisions + "/" + name.description)
    }
    if linkTarget(todayPath) != nil, access(todayPath, F_OK) != 0 { unlink(todayPath) }
  }
}
