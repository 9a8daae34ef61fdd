/* Ceilings of assignment and proof: rows of bits per class and per standard, intersected.
 *
 * The file (written by `bench dump`) holds, as little-endian 32-bit numbers and 64-bit words: places, classes,
 * standards, words, roles; the class of each place; the rows of the classes, of the standards and of the roles; and
 * for each class the standards that apply to it, as a row of bits.
 *
 *   bitset assign FILE ROUNDS   the first rule of every (place, standard), written to a table
 *   bitset prove FILE           for every applicable (class, standard) and every role, that there is a rule */
#include "common.h"

struct matrices {
  uint32_t places, classes, standards, words, roles;
  const uint32_t *class_of;
  const uint64_t *class_rows, *standard_rows, *role_rows, *applies;
};

static struct matrices load(const char *path) {
  size_t size;
  const char *bytes = slurp(path, &size);
  struct matrices m;
  memcpy(&m.places, bytes, 4);
  memcpy(&m.classes, bytes + 4, 4);
  memcpy(&m.standards, bytes + 8, 4);
  memcpy(&m.words, bytes + 12, 4);
  memcpy(&m.roles, bytes + 16, 4);
  size_t at = 24;
  m.class_of = (const uint32_t *)(const void *)(bytes + at);
  at += ((size_t)m.places * 4 + 7) / 8 * 8;
  m.class_rows = (const uint64_t *)(const void *)(bytes + at);
  at += (size_t)m.classes * m.words * 8;
  m.standard_rows = (const uint64_t *)(const void *)(bytes + at);
  at += (size_t)m.standards * m.words * 8;
  m.role_rows = (const uint64_t *)(const void *)(bytes + at);
  at += (size_t)m.roles * m.words * 8;
  m.applies = (const uint64_t *)(const void *)(bytes + at);
  at += (size_t)m.classes * ((m.standards + 63) / 64) * 8;
  if (at != size) fail("the matrices have another size than they say");
  return m;
}

static void assign(const struct matrices *m, int rounds) {
  uint32_t words = m->words;
  uint64_t *leads = allocate((size_t)m->standards * words * 8);
  for (uint32_t s = 0; s < m->standards; s++)
    for (uint32_t w = 0; w < words; w++)
      leads[(size_t)s * words + w] = m->standard_rows[(size_t)s * words + w] & m->role_rows[w];
  int32_t *table = allocate((size_t)m->places * m->standards * 4);
  memset(table, 0, (size_t)m->places * m->standards * 4);
  double start = cpu_seconds();
  for (int round = 0; round < rounds; round++) {
    int32_t *out = table;
    for (uint32_t p = 0; p < m->places; p++) {
      const uint64_t *row = m->class_rows + (size_t)m->class_of[p] * words;
      for (uint32_t s = 0; s < m->standards; s++) {
        const uint64_t *lead = leads + (size_t)s * words;
        int32_t rule = -1;
        for (uint32_t w = 0; w < words; w++) {
          uint64_t bits = row[w] & lead[w];
          if (bits) {
            rule = (int32_t)(w * 64 + (uint32_t)__builtin_ctzll(bits));
            break;
          }
        }
        *out++ = rule;
      }
    }
  }
  double cpu = cpu_seconds() - start;
  uint64_t check = 0;
  for (size_t i = 0; i < (size_t)m->places * m->standards; i++) check = check * 31 + (uint32_t)table[i];
  result((double)m->places * m->standards * rounds, "pairs", cpu, check);
}

static void prove(const struct matrices *m) {
  uint32_t words = m->words, applied = (m->standards + 63) / 64;
  uint64_t pairs = 0, open = 0;
  double start = cpu_seconds();
  for (uint32_t c = 0; c < m->classes; c++) {
    const uint64_t *row = m->class_rows + (size_t)c * words;
    for (uint32_t s = 0; s < m->standards; s++) {
      if (!(m->applies[(size_t)c * applied + s / 64] >> (s % 64) & 1)) continue;
      const uint64_t *standard = m->standard_rows + (size_t)s * words;
      pairs++;
      for (uint32_t r = 0; r < m->roles; r++) {
        const uint64_t *role = m->role_rows + (size_t)r * words;
        uint64_t any = 0;
        for (uint32_t w = 0; w < words && !any; w++) any = row[w] & standard[w] & role[w];
        if (!any) open++;
      }
    }
  }
  result((double)pairs, "class-pairs", cpu_seconds() - start, open);
}

int main(int count, char **arguments) {
  if (count < 3) fail("usage: bitset assign FILE ROUNDS | bitset prove FILE");
  struct matrices m = load(arguments[2]);
  if (!strcmp(arguments[1], "assign")) {
    assign(&m, count > 3 ? atoi(arguments[3]) : 1);
  } else {
    prove(&m);
  }
  return 0;
}
