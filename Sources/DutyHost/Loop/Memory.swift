import CSystemd

/// Gives memory that was needed for a while, and is free again, back to the machine.
///
/// - Shape: some milliseconds for each hundred megabytes; for before a long sleep.
package func giveMemoryBack() { duty_give_memory_back() }
