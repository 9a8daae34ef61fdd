/* Ceiling of escalation: the events of every rung that a run of dutyd fired, appended with the same uniqueness.
 *
 *   rungs SOURCE TARGET CACHE_KIB CHECKPOINT   reads the rungs of a ledger into memory (not timed), then appends their
 *       events and the unique key (task, ladder, rung) of each to a new file, a COMMIT for each transaction of the source;
 *       no digests, no task table, nothing decided */
#include "common.h"
#include <sqlite3.h>

struct rung {
  int64_t tx, task, rung, seq;
  char *body, *ladder;
  int body_length, ladder_length;
};

static void execute(sqlite3 *db, const char *sql) {
  char *message = NULL;
  if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) fail(message);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) fail(sqlite3_errmsg(db));
  return statement;
}

static char *copy(sqlite3_stmt *statement, int column, int *length) {
  const void *bytes = sqlite3_column_blob(statement, column);
  *length = sqlite3_column_bytes(statement, column);
  char *own = allocate((size_t)*length + 1);
  memcpy(own, bytes, (size_t)*length);
  return own;
}

int main(int count, char **arguments) {
  if (count != 5) fail("usage: rungs SOURCE TARGET CACHE_KIB CHECKPOINT");
  sqlite3 *source, *db;
  if (sqlite3_open(arguments[1], &source) != SQLITE_OK) fail(sqlite3_errmsg(source));
  size_t rows = 0, room = 4000000;
  struct rung *rungs = allocate(room * sizeof *rungs);
  sqlite3_stmt *read = prepare(source,
      "SELECT event.tx, event.body, task.id, rung.ladder, rung.rung, event.seq FROM rung "
      "JOIN event ON event.seq = rung.seq JOIN task ON task.id = rung.task ORDER BY event.seq");
  while (sqlite3_step(read) == SQLITE_ROW) {
    if (rows == room) fail("more rungs than there is room for");
    struct rung *rung = rungs + rows++;
    rung->tx = sqlite3_column_int64(read, 0);
    rung->body = copy(read, 1, &rung->body_length);
    rung->task = sqlite3_column_int64(read, 2);
    rung->ladder = copy(read, 3, &rung->ladder_length);
    rung->rung = sqlite3_column_int64(read, 4);
    rung->seq = sqlite3_column_int64(read, 5);
  }
  sqlite3_finalize(read);
  sqlite3_close(source);

  if (sqlite3_open(arguments[2], &db) != SQLITE_OK) fail(sqlite3_errmsg(db));
  char pragma[128];
  execute(db, "PRAGMA journal_mode=WAL");
  execute(db, "PRAGMA synchronous=FULL");
  sprintf(pragma, "PRAGMA cache_size=-%s", arguments[3]);
  execute(db, pragma);
  sprintf(pragma, "PRAGMA wal_autocheckpoint=%s", arguments[4]);
  execute(db, pragma);
  execute(db, "CREATE TABLE event (seq INTEGER PRIMARY KEY, tx INTEGER NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL)");
  execute(db, "CREATE TABLE rung (task INTEGER NOT NULL, ladder TEXT NOT NULL, rung INTEGER NOT NULL, seq INTEGER NOT NULL, "
              "PRIMARY KEY (task, ladder, rung)) WITHOUT ROWID");
  sqlite3_stmt *event = prepare(db, "INSERT INTO event (seq, tx, kind, body) VALUES (?, ?, 'rung-fired', ?)");
  sqlite3_stmt *unique = prepare(db, "INSERT INTO rung (task, ladder, rung, seq) VALUES (?, ?, ?, ?)");

  double start = cpu_seconds();
  for (size_t row = 0; row < rows; row++) {
    const struct rung *rung = rungs + row;
    if (row == 0 || rungs[row - 1].tx != rung->tx) execute(db, row ? "COMMIT; BEGIN IMMEDIATE" : "BEGIN IMMEDIATE");
    sqlite3_bind_int64(event, 1, rung->seq);
    sqlite3_bind_int64(event, 2, rung->tx);
    sqlite3_bind_text(event, 3, rung->body, rung->body_length, SQLITE_STATIC);
    sqlite3_bind_int64(unique, 1, rung->task);
    sqlite3_bind_text(unique, 2, rung->ladder, rung->ladder_length, SQLITE_STATIC);
    sqlite3_bind_int64(unique, 3, rung->rung);
    sqlite3_bind_int64(unique, 4, rung->seq);
    if (sqlite3_step(event) != SQLITE_DONE || sqlite3_step(unique) != SQLITE_DONE) fail(sqlite3_errmsg(db));
    sqlite3_reset(event);
    sqlite3_reset(unique);
  }
  if (rows) execute(db, "COMMIT");
  result((double)rows, "rungs", cpu_seconds() - start, 0);
  sqlite3_close(db);
  return 0;
}
