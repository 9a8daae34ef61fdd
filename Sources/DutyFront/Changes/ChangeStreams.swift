import Synchronization

/// How many streams there are: each holds a connection and is read for.
final class ChangeStreams: Sendable {
  static let mostOfOne = 8
  static let mostOfAll = 512

  private let open = Mutex([String: Int]())

  /// A place for one more; `nil` where there is none.
  func enter(_ actor: String) -> Place? {
    let isIn = open.withLock { open in
      guard open[actor, default: 0] < Self.mostOfOne, open.values.reduce(0, +) < Self.mostOfAll else { return false }
      open[actor, default: 0] += 1
      return true
    }
    return isIn ? Place(self, actor) : nil
  }

  private func leave(_ actor: String) {
    open.withLock { open in
      let left = open[actor, default: 0] - 1
      open[actor] = left > 0 ? left : nil
    }
  }

  /// A place that is given back once, and at the latest when nobody holds it any more.
  final class Place: Sendable {
    private let streams: ChangeStreams
    private let actor: String
    private let isHeld = Mutex(true)

    init(_ streams: ChangeStreams, _ actor: String) {
      self.streams = streams
      self.actor = actor
    }

    func leave() {
      let wasHeld = isHeld.withLock { held in
        defer { held = false }
        return held
      }
      if wasHeld { streams.leave(actor) }
    }

    deinit { leave() }
  }
}
