/* Ceiling of loading: places.csv split by RFC 4180, every identifier in a hash table, every parent found.
 *
 * Nothing is checked beyond that, no text is copied, and no other file is read. */
#include "common.h"

struct field {
  const char *start;
  uint32_t length;
};

static uint64_t hash_of(struct field f) {
  uint64_t state = 0xCBF29CE484222325u;
  for (uint32_t i = 0; i < f.length; i++) state = (state ^ (unsigned char)f.start[i]) * 0x100000001B3u;
  return state ^ state >> 29;
}

/* Reads one line into at most 16 fields; a quoted field keeps its inner quotes doubled. */
static const char *line(const char *at, const char *end, struct field *fields, int *count) {
  *count = 0;
  while (at <= end) {
    struct field f = {at, 0};
    if (at < end && *at == '"') {
      f.start = ++at;
      while (at < end && !(*at == '"' && at[1] != '"')) at += *at == '"' ? 2 : 1;
      f.length = (uint32_t)(at - f.start);
      at++;
    } else {
      while (at < end && *at != ',' && *at != '\n' && *at != '\r') at++;
      f.length = (uint32_t)(at - f.start);
    }
    if (*count < 16) fields[(*count)++] = f;
    if (at >= end) return end;
    if (*at == ',') {
      at++;
      continue;
    }
    while (at < end && (*at == '\r' || *at == '\n')) at++;
    return at;
  }
  return end;
}

int main(int count, char **arguments) {
  if (count < 2) fail("usage: load PLACES.CSV");
  double start = cpu_seconds();
  size_t size;
  const char *bytes = slurp(arguments[1], &size);
  const char *end = bytes + size;
  size_t room = 1 << 21, rows = 0;
  struct field *ids = allocate(room * sizeof *ids), *parents = allocate(room * sizeof *parents);
  struct field fields[16];
  int width;
  const char *at = line(bytes, end, fields, &width);
  while (at < end) {
    at = line(at, end, fields, &width);
    if (width < 4) continue;
    if (rows == room) fail("more than two million places");
    ids[rows] = fields[0];
    parents[rows++] = fields[3];
  }
  size_t slots = 1 << 22, mask = slots - 1;
  int32_t *table = allocate(slots * 4);
  memset(table, 0xFF, slots * 4);
  uint64_t found = 0;
  for (size_t i = 0; i < rows; i++) {
    size_t slot = hash_of(ids[i]) & mask;
    while (table[slot] >= 0) slot = (slot + 1) & mask;
    table[slot] = (int32_t)i;
  }
  for (size_t i = 0; i < rows; i++) {
    if (!parents[i].length) continue;
    size_t slot = hash_of(parents[i]) & mask;
    while (table[slot] >= 0) {
      struct field known = ids[table[slot]];
      if (known.length == parents[i].length && !memcmp(known.start, parents[i].start, known.length)) {
        found++;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  result((double)rows, "places", cpu_seconds() - start, found);
  return 0;
}
