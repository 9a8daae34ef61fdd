import CSystemd

/// Gives memory that was needed for a while, and is free again, back to the machine.
///
/// - Shape: some milliseconds for each hundred megabytes; for before a long sleep.
package func giveMemoryBack() { duty_give_memory_back() }

/// Lets all threads share two heaps, where the C library would give each one of its own, in which what lives long lies
/// scattered among what a large revision needed for a moment, and keeps large blocks out of them for good: they go back
/// to the machine as they are freed. For before the first thread is begun.
///
/// - Source: mallopt(3), `M_ARENA_MAX` and `M_MMAP_THRESHOLD`.
package func shareHeaps() { duty_share_heaps() }

/// Puts the calling thread behind the others of the machine: for work that nobody waits for.
///
/// - Shape: nice 10; where that is not allowed, nothing happens.
package func giveWayToOthers() { duty_give_way() }

/// A heap that only grows until its program ends, in large pages: a year's rehearsal holds a gigabyte, and with pages of
/// 4 KiB a tenth of its time goes into finding where they lie.
///
/// - Shape: begun before anything big is made; ``follow()`` from time to time costs next to nothing. Where the kernel has
///   no large pages, or gives none, it is as if nobody had asked.
package struct LargePages {
  private var end: UInt

  package init() { end = UInt(duty_grow_in_large_pages(0)) }

  /// Asks for large pages for what has come to the heap since.
  package mutating func follow() { end = UInt(duty_grow_in_large_pages(uintptr_t(end))) }
}
