/* What every ceiling shares: CPU seconds, files, and the line of results that `run` reads. */
#ifndef DUTYD_CEILING_COMMON_H
#define DUTYD_CEILING_COMMON_H

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static double cpu_seconds(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

/* One line: how much was done, in what, for how many CPU seconds, with how much memory, and a number to compare. */
static void result(double work, const char *unit, double cpu, uint64_t check) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  printf("result work=%.0f unit=%s cpu=%.6f rss=%.1f check=%" PRIu64 "\n", work, unit, cpu,
         (double)usage.ru_maxrss / 1024.0, check);
}

static void fail(const char *what) {
  fprintf(stderr, "%s\n", what);
  exit(1);
}

static void *allocate(size_t size) {
  void *memory = malloc(size ? size : 1);
  if (!memory) fail("out of memory");
  return memory;
}

/* A whole file; one byte more than its size is there, and zero. */
static inline char *slurp(const char *path, size_t *size) {
  FILE *file = fopen(path, "rb");
  if (!file) fail(path);
  fseek(file, 0, SEEK_END);
  long length = ftell(file);
  rewind(file);
  char *bytes = allocate((size_t)length + 1);
  if (fread(bytes, 1, (size_t)length, file) != (size_t)length) fail("short read");
  fclose(file);
  bytes[length] = 0;
  *size = (size_t)length;
  return bytes;
}

#endif
