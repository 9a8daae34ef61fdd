import GRDB

/// The tables of the ledger, and how older ones become these.
///
/// - Shape: `tx` and `event` are the ledger; `book` and `content` keep rule directories; every other table is a
///   projection that could be folded again from the events. Instants are seconds, dates are days since 1970-01-01,
///   a task's state is its ``StoreCodes`` number. What an event says in full (a receipt, a gap) is not written twice:
///   the projection points at the event.
enum Schema {
  /// `duty` in ASCII: tells a ledger from another SQLite file.
  static let applicationID = 0x6475_7479

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator().disablingDeferredForeignKeyChecks()
    migrator.registerMigration("1") { db in
      try db.execute(sql: ledger)
      try db.execute(sql: projections)
      try db.execute(sql: taskIndexes)
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
    }
    migrator.registerMigration("2") { db in
      try db.execute(sql: answers)
      try db.execute(sql: answerIndexes)
      try db.execute(sql: facts)
    }
    migrator.registerMigration("3") { db in
      try db.execute(sql: climbs)
      try db.execute(sql: climbIndexes)
    }
    migrator.registerMigration("4") { db in
      try db.execute(sql: checks)
    }
    migrator.registerMigration("5") { db in
      try db.execute(sql: ended)
    }
    migrator.registerMigration("6") { db in
      try db.execute(sql: moves)
    }
    return migrator
  }

  private static let ledger = """
    CREATE TABLE tx (
      number INTEGER PRIMARY KEY, at INTEGER NOT NULL, recorded_at INTEGER NOT NULL,
      first INTEGER NOT NULL, count INTEGER NOT NULL, previous BLOB NOT NULL, hash BLOB NOT NULL
    ) STRICT;
    CREATE TABLE event (
      seq INTEGER PRIMARY KEY, tx INTEGER NOT NULL, kind TEXT NOT NULL, task TEXT, body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX event_of_task ON event(task, seq) WHERE task IS NOT NULL;
    CREATE TABLE book (
      id INTEGER PRIMARY KEY, digest TEXT NOT NULL UNIQUE, is_kept INTEGER NOT NULL DEFAULT 0
    ) STRICT;
    CREATE TABLE book_file (
      book INTEGER NOT NULL, path TEXT NOT NULL, content BLOB NOT NULL, PRIMARY KEY (book, path)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE content (digest BLOB PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    """

  private static let projections = """
    CREATE TABLE entry (
      stream TEXT NOT NULL, period TEXT NOT NULL, n INTEGER NOT NULL, opens INTEGER NOT NULL,
      outcome TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL, digest TEXT NOT NULL,
      book INTEGER NOT NULL, PRIMARY KEY (stream, period, n)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX entry_opens ON entry(opens, stream);
    CREATE INDEX entry_stream_opens ON entry(stream, opens);
    CREATE INDEX entry_missed ON entry(opens) WHERE outcome = 'missed';
    CREATE TABLE task (
      id INTEGER PRIMARY KEY, number TEXT NOT NULL, duty TEXT NOT NULL, subject TEXT NOT NULL, grain TEXT NOT NULL,
      period TEXT NOT NULL, n INTEGER NOT NULL, opens INTEGER NOT NULL, due INTEGER NOT NULL, allowed TEXT NOT NULL,
      lead TEXT NOT NULL, leader TEXT NOT NULL, holder TEXT NOT NULL, verifier TEXT NOT NULL, support TEXT NOT NULL,
      assignment TEXT NOT NULL, deadline TEXT NOT NULL, ladder TEXT NOT NULL, veto INTEGER NOT NULL,
      caught_up INTEGER NOT NULL, book INTEGER NOT NULL, state INTEGER NOT NULL, rung INTEGER NOT NULL,
      dispatched_at INTEGER, born INTEGER NOT NULL, sent INTEGER
    ) STRICT;
    CREATE TABLE task_support (
      unit TEXT NOT NULL, task INTEGER NOT NULL, PRIMARY KEY (unit, task)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE rung (
      task TEXT NOT NULL, ladder TEXT NOT NULL, rung INTEGER NOT NULL, seq INTEGER NOT NULL,
      PRIMARY KEY (task, ladder, rung)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE receipt (id TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE dispatch (
      date INTEGER NOT NULL, revision INTEGER NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (date, revision)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE designation (id TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE gap (id TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE in_force (seq INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE audit (seq INTEGER PRIMARY KEY) STRICT;
    """

  /// What people answered: rounds, reports and closures of tasks.
  private static let answers = """
    ALTER TABLE task ADD COLUMN round INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE task ADD COLUMN promised INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE task ADD COLUMN reported_at INTEGER;
    ALTER TABLE task ADD COLUMN closed_at INTEGER;
    ALTER TABLE task ADD COLUMN closure TEXT;
    UPDATE task SET promised = due;
    """

  /// Facts by kind and identifier, in the order of their events; and by topic.
  private static let facts = """
    CREATE TABLE fact (
      kind TEXT NOT NULL, id TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (kind, id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX fact_kind ON fact(kind, seq);
    CREATE TABLE fact_topic (
      topic TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (topic, seq)
    ) STRICT, WITHOUT ROWID;
    """

  /// Rungs by the row of their task, so that those of one deadline lie together; how high a task has climbed is read from
  /// them, for a task that changed at every rung would be written again in every index.
  private static let climbs = """
    CREATE TABLE fired (
      task INTEGER NOT NULL, ladder TEXT NOT NULL, rung INTEGER NOT NULL, seq INTEGER NOT NULL,
      PRIMARY KEY (task, ladder, rung)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO fired
      SELECT task.id, rung.ladder, rung.rung, rung.seq FROM rung JOIN task ON task.number = rung.task;
    DROP TABLE rung;
    ALTER TABLE fired RENAME TO rung;
    DROP INDEX task_holder;
    DROP INDEX task_lead;
    DROP INDEX task_due;
    ALTER TABLE task DROP COLUMN rung;
    """

  /// What waits for somebody's check, by verifier: reported tasks alone, so that it stays small.
  private static let checks = """
    CREATE INDEX task_verifier ON task(verifier, due, number) WHERE state = 3;
    """

  /// What somebody held and is over, by deadline.
  private static let ended = """
    CREATE INDEX task_ended ON task(holder, due, number) WHERE state > 5;
    """

  /// Changes of hands, which are few beside all events.
  private static let moves = """
    CREATE INDEX event_moved ON event(seq, tx) WHERE kind = 'task-moved';
    """

  /// The columns of a task that a reader wants, in the order in which ``TaskReader`` takes them.
  static let taskColumns = """
    number, duty, subject, grain, period, n, opens, due, allowed, lead, leader, holder, verifier, support, \
    assignment, deadline, ladder, veto, caught_up, book, state, \
    (SELECT max(rung.rung) FROM rung WHERE rung.task = task.id), dispatched_at, round, promised, reported_at, \
    closed_at, closure
    """

  /// Closed tasks leave the partial indexes, so that a queue read does not slow down over the years. Those by holder
  /// and by lead cover ``taskColumns``.
  private static let taskIndexes = """
    CREATE UNIQUE INDEX task_number ON task(number);
    CREATE UNIQUE INDEX task_key ON task(duty, period, subject, grain, n);
    CREATE INDEX task_opens ON task(opens);
    CREATE INDEX task_due ON task(due, ladder) WHERE state < 6;
    CREATE INDEX task_holder ON task(
      holder, due, number, duty, subject, grain, period, n, opens, allowed, lead, leader, verifier, support,
      assignment, deadline, ladder, veto, caught_up, book, state, rung, dispatched_at) WHERE state < 6;
    CREATE INDEX task_lead ON task(
      lead, due, number, duty, subject, grain, period, n, opens, allowed, leader, holder, verifier, support,
      assignment, deadline, ladder, veto, caught_up, book, state, rung, dispatched_at) WHERE state < 6;
    """

  /// The covering indexes of version 1 with the columns of ``answers``.
  private static let answerIndexes = """
    DROP INDEX task_holder;
    DROP INDEX task_lead;
    CREATE INDEX task_holder ON task(
      holder, due, number, duty, subject, grain, period, n, opens, allowed, lead, leader, verifier, support,
      assignment, deadline, ladder, veto, caught_up, book, state, rung, dispatched_at, round, promised, reported_at,
      closed_at, closure) WHERE state < 6;
    CREATE INDEX task_lead ON task(
      lead, due, number, duty, subject, grain, period, n, opens, allowed, leader, holder, verifier, support,
      assignment, deadline, ladder, veto, caught_up, book, state, rung, dispatched_at, round, promised, reported_at,
      closed_at, closure) WHERE state < 6;
    """

  /// The indexes of version 2 without the rung, those of deadlines in the order of numbers, what has not been
  /// dispatched, and what rates are counted by.
  private static let climbIndexes = """
    CREATE INDEX task_due ON task(due, ladder, number) WHERE state < 6;
    CREATE INDEX task_holder ON task(
      holder, due, number, duty, subject, grain, period, n, opens, allowed, lead, leader, verifier, support,
      assignment, deadline, ladder, veto, caught_up, book, state, dispatched_at, round, promised, reported_at,
      closed_at, closure) WHERE state < 6;
    CREATE INDEX task_lead ON task(
      lead, due, number, duty, subject, grain, period, n, opens, allowed, leader, holder, verifier, support,
      assignment, deadline, ladder, veto, caught_up, book, state, dispatched_at, round, promised, reported_at,
      closed_at, closure) WHERE state < 6;
    CREATE INDEX task_generated ON task(due, number) WHERE state = 0;
    CREATE INDEX task_tally ON task(promised, lead, duty, state, round, reported_at, closure);
    """
}
