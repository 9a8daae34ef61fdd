// What the host needs of libsystemd and of the kernel's descriptors for time.
#include <systemd/sd-daemon.h>
#include <systemd/sd-journal.h>
#include <sys/timerfd.h>
#include <sys/eventfd.h>

// Two calls of Linux that the C library shows only with _GNU_SOURCE, which Swift does not define.
extern int syncfs(int descriptor);
extern int renameat2(int old_directory, const char *old_path, int new_directory, const char *new_path, unsigned flags);
// linux/fs.h, RENAME_EXCHANGE.
enum { DUTY_RENAME_EXCHANGE = 1 << 1 };

#include <malloc.h>
static inline void duty_give_memory_back(void) { malloc_trim(0); }

// A thread's own nice value: PRIO_PROCESS with 0 is the calling thread on Linux.
#include <sys/resource.h>
static inline void duty_give_way(void) { (void)setpriority(PRIO_PROCESS, 0, 10); }
