// Counting references without locked instructions where there is nobody to lock out.
//
// Swift counts references atomically, whoever else may be running: some twenty cycles each time, and a rehearsal of a
// year counts a billion times. The C library knows whether a process has ever had a second thread, and its own
// allocator and libstdc++'s shared pointers ask it before they lock. Here Swift's counting asks the same: `dutyctl` is
// linked with `--wrap` for these six names (Package.swift), so that calls of `swift_retain` come here. From the first
// thread on, of which the C library tells before it begins, everything is counted as it always was.
//
// Source: sys/single_threaded.h (glibc 2.32); the functions are exported by Swift's runtime, RuntimeFunctions.def.
#include "counting.h"
#include <sys/single_threaded.h>

// Weak: a build that is linked without `--wrap` has the names and never comes here. What is not above zero is no
// object: nothing at all, or a text that lies within its own reference, as the runtime knows it too.
#define COUNTED(NAME, PARAMETERS, ARGUMENTS) \
  extern void *swift_nonatomic_##NAME PARAMETERS; \
  extern void *__real_swift_##NAME PARAMETERS __attribute__((weak)); \
  void *__wrap_swift_##NAME PARAMETERS { \
    if ((int64_t)object <= 0) return object; \
    return __builtin_expect(__libc_single_threaded, 1) ? swift_nonatomic_##NAME ARGUMENTS \
                                                       : __real_swift_##NAME ARGUMENTS; \
  }

#define UNCOUNTED(NAME, PARAMETERS, ARGUMENTS) \
  extern void swift_nonatomic_##NAME PARAMETERS; \
  extern void __real_swift_##NAME PARAMETERS __attribute__((weak)); \
  void __wrap_swift_##NAME PARAMETERS { \
    if ((int64_t)object <= 0) return; \
    if (__builtin_expect(__libc_single_threaded, 1)) swift_nonatomic_##NAME ARGUMENTS; \
    else __real_swift_##NAME ARGUMENTS; \
  }

COUNTED(retain, (void *object), (object))
COUNTED(retain_n, (void *object, uint32_t times), (object, times))
COUNTED(bridgeObjectRetain, (void *object), (object))
UNCOUNTED(release, (void *object), (object))
UNCOUNTED(release_n, (void *object, uint32_t times), (object, times))
UNCOUNTED(bridgeObjectRelease, (void *object), (object))
