/* Ceilings of the store: the same bytes into the same tables and indexes with the same digests, and one queue read.
 *
 *   ledger write SOURCE TARGET CACHE_KIB CHECKPOINT   reads a ledger that dutyd wrote into memory (not timed), then
 *       writes its transactions into a new file: events, projections, SHA-256 chain, one COMMIT each
 *   ledger read FILE COLUMN VALUE ROUNDS              the open tasks of one unit or person over the covering index */
#include "common.h"
#include <openssl/evp.h>
#include <sqlite3.h>
#include <time.h>

#define TASK_COLUMNS                                                                                                \
  "number, duty, subject, grain, period, n, opens, due, allowed, lead, leader, holder, verifier, support, assignment, " \
  "deadline, ladder, veto, caught_up, book, state, "                                                                  \
  "(SELECT max(rung.rung) FROM rung WHERE rung.task = task.id), dispatched_at, round, promised, reported_at, "        \
  "closed_at, closure"

static sqlite3 *open_database(const char *path) {
  sqlite3 *db;
  if (sqlite3_open(path, &db) != SQLITE_OK) fail(sqlite3_errmsg(db));
  return db;
}

static void execute(sqlite3 *db, const char *sql) {
  char *message = NULL;
  if (sqlite3_exec(db, sql, NULL, NULL, &message) != SQLITE_OK) fail(message);
}

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) fail(sqlite3_errmsg(db));
  return statement;
}

/* A value as it will be bound: a number, or bytes in the arena. */
struct value {
  int type;
  int length;
  int64_t number;
  const char *bytes;
};

/* All rows of a query. */
struct rows {
  int columns;
  size_t count;
  struct value *values;
};

static struct rows gather(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement = prepare(db, sql);
  struct rows rows = {sqlite3_column_count(statement), 0, NULL};
  size_t room = 0;
  while (sqlite3_step(statement) == SQLITE_ROW) {
    if (rows.count == room) {
      room = room ? room * 2 : 1024;
      rows.values = realloc(rows.values, room * (size_t)rows.columns * sizeof *rows.values);
      if (!rows.values) fail("out of memory");
    }
    for (int c = 0; c < rows.columns; c++) {
      struct value *value = rows.values + rows.count * (size_t)rows.columns + c;
      value->type = sqlite3_column_type(statement, c);
      value->number = sqlite3_column_int64(statement, c);
      value->bytes = NULL;
      value->length = 0;
      if (value->type == SQLITE_TEXT || value->type == SQLITE_BLOB) {
        const void *bytes = sqlite3_column_blob(statement, c);
        value->length = sqlite3_column_bytes(statement, c);
        char *copy = allocate((size_t)value->length);
        if (value->length) memcpy(copy, bytes, (size_t)value->length);
        value->bytes = copy;
      }
    }
    rows.count++;
  }
  sqlite3_finalize(statement);
  return rows;
}

static void insert(sqlite3_stmt *statement, const struct rows *rows, size_t row) {
  const struct value *values = rows->values + row * (size_t)rows->columns;
  for (int c = 0; c < rows->columns; c++) {
    switch (values[c].type) {
    case SQLITE_INTEGER: sqlite3_bind_int64(statement, c + 1, values[c].number); break;
    case SQLITE_TEXT: sqlite3_bind_text(statement, c + 1, values[c].bytes, values[c].length, SQLITE_STATIC); break;
    case SQLITE_BLOB: sqlite3_bind_blob(statement, c + 1, values[c].bytes, values[c].length, SQLITE_STATIC); break;
    default: sqlite3_bind_null(statement, c + 1);
    }
  }
  if (sqlite3_step(statement) != SQLITE_DONE) fail("an insert failed");
  sqlite3_reset(statement);
}

static void copy_schema(sqlite3 *source, sqlite3 *target) {
  struct rows sql = gather(source, "SELECT sql FROM sqlite_master WHERE sql NOT NULL AND name NOT LIKE 'sqlite_%'");
  for (size_t row = 0; row < sql.count; row++) {
    char *text = allocate((size_t)sql.values[row].length + 1);
    memcpy(text, sql.values[row].bytes, (size_t)sql.values[row].length);
    text[sql.values[row].length] = 0;
    execute(target, text);
    free(text);
  }
}

static int envelope(char *out, const struct value *event, const char *at) {
  int length = sprintf(out, "{\"at\":\"%s\",\"body\":", at);
  memcpy(out + length, event[4].bytes, (size_t)event[4].length);
  length += event[4].length;
  length += sprintf(out + length, ",\"kind\":\"%.*s\"}", event[2].length, event[2].bytes);
  return length;
}

static int is(const struct value *value, const char *text) {
  return value->length == (int)strlen(text) && !memcmp(value->bytes, text, strlen(text));
}

static void write_ledger(const char *from, const char *to, const char *cache, const char *checkpoint) {
  sqlite3 *source = open_database(from);
  struct rows tx = gather(source, "SELECT number, at, recorded_at, first, count, previous, hash FROM tx ORDER BY number");
  struct rows events = gather(source, "SELECT seq, tx, kind, task, body FROM event ORDER BY seq");
  struct rows tasks = gather(source, "SELECT * FROM task ORDER BY id");
  struct rows supports = gather(source, "SELECT unit, task FROM task_support ORDER BY task, unit");
  struct rows entries = gather(source, "SELECT * FROM entry");
  struct rows receipts = gather(source, "SELECT * FROM receipt ORDER BY seq");
  struct rows books = gather(source, "SELECT * FROM book");
  sqlite3 *db = open_database(to);
  char pragma[128];
  execute(db, "PRAGMA journal_mode=WAL");
  execute(db, "PRAGMA synchronous=FULL");
  sprintf(pragma, "PRAGMA cache_size=-%s", cache);
  execute(db, pragma);
  sprintf(pragma, "PRAGMA wal_autocheckpoint=%s", checkpoint);
  execute(db, pragma);
  copy_schema(source, db);
  sqlite3_close(source);

  sqlite3_stmt *into_tx = prepare(db, "INSERT INTO tx VALUES (?,?,?,?,?,?,?)");
  sqlite3_stmt *into_event = prepare(db, "INSERT INTO event (seq, tx, kind, task, body) VALUES (?,?,?,?,?)");
  char sql[512] = "INSERT INTO task VALUES (?";
  for (int c = 1; c < tasks.columns; c++) strcat(sql, ",?");
  sqlite3_stmt *into_task = prepare(db, strcat(sql, ")"));
  sqlite3_stmt *into_support = prepare(db, "INSERT OR IGNORE INTO task_support VALUES (?,?)");
  sqlite3_stmt *into_entry = prepare(db, "INSERT INTO entry VALUES (?,?,?,?,?,?,?,?,?)");
  sqlite3_stmt *into_receipt = prepare(db, "INSERT INTO receipt VALUES (?,?) ON CONFLICT DO NOTHING");
  sqlite3_stmt *into_book = prepare(db, "INSERT INTO book VALUES (?,?,?)");
  char *buffer = allocate(1 << 20);
  EVP_MD_CTX *hash = EVP_MD_CTX_new();

  double start = cpu_seconds();
  size_t event = 0, task = 0, support = 0, entry = 0, receipt = 0;
  for (size_t t = 0; t < tx.count; t++) {
    struct value *link = tx.values + t * (size_t)tx.columns;
    char at[32];
    time_t seconds = (time_t)link[1].number;
    struct tm civil;
    gmtime_r(&seconds, &civil);
    strftime(at, sizeof at, "%Y-%m-%dT%H:%M:%SZ", &civil);
    execute(db, "BEGIN IMMEDIATE");
    if (t == 0)
      for (size_t row = 0; row < books.count; row++) insert(into_book, &books, row);
    EVP_DigestInit_ex(hash, EVP_sha256(), NULL);
    EVP_DigestUpdate(hash, link[5].bytes, 32);
    for (int64_t n = 0; n < link[4].number; n++, event++) {
      const struct value *row = events.values + event * (size_t)events.columns;
      int length = envelope(buffer + 4, row, at);
      buffer[0] = (char)(length >> 24);
      buffer[1] = (char)(length >> 16);
      buffer[2] = (char)(length >> 8);
      buffer[3] = (char)length;
      EVP_DigestUpdate(hash, buffer, (size_t)length + 4);
      insert(into_event, &events, event);
      if (is(row + 2, "task-generated")) {
        int64_t id = tasks.values[task * (size_t)tasks.columns].number;
        insert(into_task, &tasks, task++);
        while (support < supports.count && supports.values[support * 2 + 1].number == id)
          insert(into_support, &supports, support++);
      } else if (is(row + 2, "receipt")) {
        if (receipt < receipts.count) insert(into_receipt, &receipts, receipt++);
      } else if (is(row + 2, "entry")) {
        insert(into_entry, &entries, entry++);
      }
    }
    unsigned char digest[32];
    EVP_DigestFinal_ex(hash, digest, NULL);
    if (memcmp(digest, link[6].bytes, 32)) fail("the chain of the copy differs: not the same bytes");
    insert(into_tx, &tx, t);
    execute(db, "COMMIT");
  }
  double cpu = cpu_seconds() - start;
  const unsigned char *head = (const unsigned char *)tx.values[(tx.count - 1) * (size_t)tx.columns + 6].bytes;
  uint64_t check = 0;
  for (int i = 0; i < 7; i++) check = check << 8 | head[i];
  result((double)tasks.count, "tasks", cpu, check);
  sqlite3_close(db);
}

/* A task as a program would hold it: texts in one arena, numbers beside them. */
struct task {
  uint32_t texts[15], lengths[15];
  int64_t numbers[13];
};

static void read_queue(const char *path, const char *column, const char *value, int rounds) {
  static const int is_number[28] = {[5] = 1,  [6] = 1,  [7] = 1,  [17] = 1, [18] = 1, [19] = 1, [20] = 1,
                                    [21] = 1, [22] = 1, [23] = 1, [24] = 1, [25] = 1, [26] = 1};
  sqlite3 *db = open_database(path);
  execute(db, "PRAGMA cache_size=-8192");
  char sql[1024];
  sprintf(sql, "SELECT " TASK_COLUMNS " FROM task WHERE state < 6 AND %s = ? ORDER BY due, number", column);
  struct task *tasks = allocate(sizeof *tasks * 2000000);
  char *arena = allocate((size_t)1 << 30);
  sqlite3_stmt *statement = prepare(db, sql);
  uint64_t rows = 0, check = 0;
  double start = cpu_seconds();
  for (int round = 0; round < rounds; round++) {
    size_t used = 0, count = 0;
    sqlite3_bind_text(statement, 1, value, -1, SQLITE_STATIC);
    while (sqlite3_step(statement) == SQLITE_ROW) {
      struct task *task = tasks + count++;
      int texts = 0, numbers = 0;
      for (int c = 0; c < 28; c++) {
        if (is_number[c]) {
          task->numbers[numbers++] = sqlite3_column_int64(statement, c);
          continue;
        }
        const void *bytes = sqlite3_column_text(statement, c);
        int length = sqlite3_column_bytes(statement, c);
        task->texts[texts] = (uint32_t)used;
        task->lengths[texts++] = (uint32_t)length;
        if (length) memcpy(arena + used, bytes, (size_t)length);
        used += (size_t)length;
      }
      check += (uint64_t)task->numbers[2];
    }
    sqlite3_reset(statement);
    rows += count;
  }
  result((double)rows, "rows", cpu_seconds() - start, check);
}

int main(int count, char **arguments) {
  if (count == 6 && !strcmp(arguments[1], "write")) {
    write_ledger(arguments[2], arguments[3], arguments[4], arguments[5]);
  } else if (count == 6 && !strcmp(arguments[1], "read")) {
    read_queue(arguments[2], arguments[3], arguments[4], atoi(arguments[5]));
  } else {
    fail("usage: ledger write SOURCE TARGET CACHE_KIB CHECKPOINT | ledger read FILE COLUMN VALUE ROUNDS");
  }
  return 0;
}
