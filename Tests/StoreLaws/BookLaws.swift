import DutyCalendar
import DutyLedger
import DutyPorts

extension StoreLaw {
  static let books: [StoreLaw] = [
    StoreLaw("books in force", why: "who was responsible on 3 May is answered from the book of 3 May") { probe in
      let first = BookAccepted(digest: "b1", previous: nil, reason: "start", newStreams: ["road-patrol"])
      let second = BookAccepted(digest: "b2", previous: "b1", reason: "reload", newStreams: [])
      let third = BookAccepted(digest: "b1", previous: "b2", reason: "confirmed", newStreams: [])
      for (index, book) in [first, second, third].enumerated() {
        try probe.append(.bookAccepted(book), at: Int64(index))
      }
      probe.equal(try probe.store.books().map(\.accepted), [first, second, third], "books")
      probe.equal(try probe.store.books().map(\.since), [0, 1, 2].map { Fixture.instant($0) }, "since")
    },
    StoreLaw("files of a book", why: "every book ever in force is kept, by content") { probe in
      let files = [
        StoredFile(path: "规则/20.yaml", bytes: Array("rules: []\n".utf8)),
        StoredFile(path: "dutyd.yaml", bytes: [0, 255, 10]), StoredFile(path: "same.yaml", bytes: [0, 255, 10]),
        StoredFile(path: "empty.csv", bytes: []),
      ]
      let sorted = ["dutyd.yaml", "empty.csv", "same.yaml", "规则/20.yaml"]
      try probe.store.keepBook(digest: "b1", files: files)
      try probe.store.keepBook(digest: "b1", files: [])
      try probe.store.keepBook(digest: "b2", files: [])
      let kept = try probe.store.bookFiles(digest: "b1")
      probe.equal(kept?.map(\.path), sorted, "paths, sorted; keeping it again does nothing")
      probe.equal(kept?.first { $0.path == "dutyd.yaml" }?.bytes, [0, 255, 10], "bytes")
      probe.equal(kept?.first { $0.path == "empty.csv" }?.bytes, [], "an empty file")
      probe.equal(try probe.store.bookFiles(digest: "b2"), [], "a book without files")
      probe.equal(try probe.store.bookFiles(digest: "b3"), nil, "a book that was not kept")
      probe.equal(try probe.store.head(), .genesis, "keeping is not an event")
      try probe.append(.generated(Fixture.task("road-1")))
      probe.equal(try probe.store.bookFiles(digest: "book-1"), nil, "a book that tasks name, but nobody kept")
    },
    StoreLaw("the last audit", why: "the nightly audit continues where it was") { probe in
      for day in [3, 1] {
        try probe.append(.audited(AuditRecord(date: Fixture.day(day), entries: day, tasks: 0, differences: ["少一条"])))
      }
      probe.equal(
        try probe.store.lastAudit(),
        AuditRecord(date: Fixture.day(1), entries: 1, tasks: 0, differences: ["少一条"]), "the newest event counts")
    },
  ]
}
