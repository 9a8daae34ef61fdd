/// Gives equal rows of integers equal numbers, counted from 0 in order of first sight.
///
/// - Shape: open addressing over rows of a fixed width, stored one after another.
struct RowInterner {
  let width: Int
  private(set) var count = 0
  private var storage: [Int32] = []
  private var slots: [Int32]
  private var mask: Int

  init(width: Int, expecting: Int = 1024) {
    self.width = width
    var size = 64
    while size < expecting * 2 { size *= 2 }
    slots = [Int32](repeating: -1, count: size)
    mask = size - 1
  }

  mutating func intern(_ row: UnsafeBufferPointer<Int32>) -> Int32 {
    var slot = hash(row) & mask
    while slots[slot] >= 0 {
      let candidate = slots[slot]
      if matches(Int(candidate), row) { return candidate }
      slot = (slot + 1) & mask
    }
    let number = Int32(count)
    slots[slot] = number
    storage.append(contentsOf: row)
    count += 1
    if count * 2 > slots.count { grow() }
    return number
  }

  private func hash(_ row: UnsafeBufferPointer<Int32>) -> Int {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    for value in row {
      state = (state ^ UInt64(UInt32(bitPattern: value))) &* 0xFF51_AFD7_ED55_8CCD
      state ^= state >> 32
    }
    return Int(truncatingIfNeeded: state >> 8)
  }

  private func matches(_ number: Int, _ row: UnsafeBufferPointer<Int32>) -> Bool {
    storage.withUnsafeBufferPointer { stored in
      let start = number * width
      for index in 0..<width where stored[start + index] != row[index] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    mask = slots.count - 1
    storage.withUnsafeBufferPointer { stored in
      for number in 0..<count {
        let row = UnsafeBufferPointer(rebasing: stored[number * width..<(number + 1) * width])
        var slot = hash(row) & mask
        while slots[slot] >= 0 { slot = (slot + 1) & mask }
        slots[slot] = Int32(number)
      }
    }
  }
}

/// One row of bits per class, one bit per rule: which rules can speak of that class.
struct BitMatrix: Sendable {
  let words: Int
  private(set) var bits: [UInt64]

  init(rows: Int, columns: Int, filled: Bool = false) {
    words = max(1, (columns + 63) / 64)
    bits = [UInt64](repeating: filled ? .max : 0, count: rows * words)
  }

  mutating func set(_ row: Int, _ column: Int) {
    bits[row * words + (column >> 6)] |= 1 << UInt64(column & 63)
  }

  func contains(_ row: Int, _ column: Int) -> Bool {
    bits[row * words + (column >> 6)] >> UInt64(column & 63) & 1 == 1
  }
}
