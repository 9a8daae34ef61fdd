/// Finds a place by the bytes of its identifier, without making a string of them.
///
/// - Shape: open addressing over offsets into the bytes of `places.csv`; a bucket is a row number or -1.
/// - Why: a register of a million rows names a place in each, and a string per look-up costs more than the row.
final class PlaceIndex {
  private let bytes: [UInt8]
  private var starts: [Int32] = []
  private var ends: [Int32] = []
  private var buckets: [Int32]
  private var mask: Int

  init(_ bytes: [UInt8], capacity: Int) {
    self.bytes = bytes
    var size = 64
    while size < capacity * 2 { size *= 2 }
    buckets = [Int32](repeating: -1, count: size)
    mask = size - 1
    starts.reserveCapacity(capacity)
    ends.reserveCapacity(capacity)
  }

  /// Adds the next row's identifier; the row that already has it, if any, and then nothing is added.
  func add(_ start: Int, _ end: Int) -> Int32? {
    if starts.count * 2 >= buckets.count { grow() }
    let bucket = bucket(of: bytes, start, end)
    if buckets[bucket] >= 0 { return buckets[bucket] }
    buckets[bucket] = Int32(starts.count)
    starts.append(Int32(start))
    ends.append(Int32(end))
    return nil
  }

  /// The row with the identifier that stands in another file's bytes.
  func find(_ other: [UInt8], _ start: Int, _ end: Int) -> Int32? {
    let row = buckets[bucket(of: other, start, end)]
    return row >= 0 ? row : nil
  }

  /// The bucket that holds these bytes, or the free one where they belong.
  private func bucket(of other: [UInt8], _ start: Int, _ end: Int) -> Int {
    other.withUnsafeBytes { text in
      let word = UnsafeRawBufferPointer(rebasing: text[start..<end])
      var hasher = Hasher()
      hasher.combine(bytes: word)
      var bucket = hasher.finalize() & mask
      while buckets[bucket] >= 0, !isRow(Int(buckets[bucket]), word) { bucket = (bucket + 1) & mask }
      return bucket
    }
  }

  private func isRow(_ row: Int, _ word: UnsafeRawBufferPointer) -> Bool {
    let start = Int(starts[row])
    let end = Int(ends[row])
    guard end - start == word.count else { return false }
    return bytes.withUnsafeBytes { text in
      for index in 0..<word.count where text[start + index] != word[index] { return false }
      return true
    }
  }

  private func grow() {
    buckets = [Int32](repeating: -1, count: buckets.count * 2)
    mask = buckets.count - 1
    for row in starts.indices {
      buckets[bucket(of: bytes, Int(starts[row]), Int(ends[row]))] = Int32(row)
    }
  }
}
