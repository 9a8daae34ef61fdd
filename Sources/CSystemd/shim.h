// What the host needs of libsystemd and of the kernel's descriptors for time.
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>
#include <sys/timerfd.h>
#include <sys/eventfd.h>

// Three calls of Linux that the C library shows only with _GNU_SOURCE, which Swift does not define.
extern int syncfs(int descriptor);
extern int renameat2(int old_directory, const char *old_path, int new_directory, const char *new_path, unsigned flags);
extern int sync_file_range(int descriptor, long offset, long count, unsigned flags);
// linux/fs.h, SYNC_FILE_RANGE_WRITE and RENAME_EXCHANGE.
enum { DUTY_SYNC_FILE_RANGE_WRITE = 2 };
enum { DUTY_RENAME_EXCHANGE = 1 << 1 };

#include <malloc.h>
static inline void duty_give_memory_back(void) { malloc_trim(0); }
static inline void duty_share_heaps(void) {
  (void)mallopt(M_ARENA_MAX, 2);
  // Said in so many words, the default stays what it is: left alone it follows the largest block freed, and the next
  // large ones then tear up the heaps.
  (void)mallopt(M_MMAP_THRESHOLD, 128 << 10);
}

#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
// For a program that only grows and then ends: the heap is taken from the system 64 MiB at a time, is not given back,
// and what came to it since the last call is to lie in large pages (2 MiB), where the kernel has them on request.
// Refusals change nothing but the speed. `known` is what the last call returned, 0 at first.
static inline uintptr_t duty_grow_in_large_pages(uintptr_t known) {
  const uintptr_t large = (uintptr_t)2 << 20;
  uintptr_t end = (uintptr_t)sbrk(0);
  if (known == 0) {
    (void)mallopt(M_TOP_PAD, 64 << 20);
    (void)mallopt(M_TRIM_THRESHOLD, 1 << 30);
    (void)mallopt(M_MMAP_MAX, 0);
    // What is small and freed is taken again soon, and is not joined with its neighbours first; no more than 160.
    (void)mallopt(M_MXFAST, 160);
  } else if (end > known) {
    uintptr_t from = known & ~(large - 1);
    (void)madvise((void *)from, end - from, MADV_HUGEPAGE);
  }
  return end;
}

// Whether a thread runs only when nothing else wants to, and that it does, or does no longer. 0 is the calling thread.
// SCHED_IDLE is 5 in linux/sched.h; the C library shows it only with _GNU_SOURCE.
#include <sched.h>
static inline int duty_is_idle(int thread) { return sched_getscheduler(thread) == 5; }
static inline int duty_set_idle(int thread, int idle) {
  const struct sched_param none = {0};
  return sched_setscheduler(thread, idle ? 5 : SCHED_OTHER, &none);
}

// A thread's own nice value: PRIO_PROCESS with 0 is the calling thread on Linux.
#include <sys/resource.h>
static inline void duty_give_way(void) { (void)setpriority(PRIO_PROCESS, 0, 10); }
