/// Where a document goes while it is drawn: a long one in pieces, so that it is never held as a whole.
///
/// - Shape: pieces of some 256 KiB in their order; together they are the document. ``finish(_:)`` comes last, once.
package struct Outlet {
  private static let piece = 256 << 10
  private let take: ([UInt8]) -> Void

  package init(_ take: @escaping ([UInt8]) -> Void) { self.take = take }

  /// Hands on what has come together once it is a piece, and leaves its room to what follows.
  func settle(_ bytes: inout [UInt8]) {
    guard bytes.count >= Self.piece else { return }
    take(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  func finish(_ bytes: [UInt8]) {
    if !bytes.isEmpty { take(bytes) }
  }

  /// A document as a whole.
  static func whole(_ draw: (Outlet) -> Void) -> [UInt8] {
    var all: [UInt8] = []
    draw(Outlet { piece in all.isEmpty ? all = piece : all.append(contentsOf: piece) })
    return all
  }
}
