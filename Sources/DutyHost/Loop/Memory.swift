import CSystemd

/// Gives memory that was needed for a while, and is free again, back to the machine.
///
/// - Shape: some milliseconds for each hundred megabytes; for before a long sleep.
package func giveMemoryBack() { duty_give_memory_back() }

/// Puts the calling thread behind the others of the machine: for work that nobody waits for.
///
/// - Shape: nice 10; where that is not allowed, nothing happens.
package func giveWayToOthers() { duty_give_way() }
