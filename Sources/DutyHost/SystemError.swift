import Glibc

/// What the kernel answered when it refused something.
///
/// - Shape: ``code`` as in errno(3); ``doing`` a verb phrase for a person (`open`, `synchronise`).
package struct SystemError: Error, Hashable, Sendable, CustomStringConvertible {
  package var code: Int32
  package var doing: String
  package var path: String

  package init(code: Int32, doing: String, path: String) {
    self.code = code
    self.doing = doing
    self.path = path
  }

  /// The error that errno holds now: call it before anything else can change it.
  static func last(_ doing: String, _ path: String) -> SystemError {
    SystemError(code: errno, doing: doing, path: path)
  }

  /// `no space left on device`, as the C library words it, in lower case.
  package var cause: String {
    var room = [CChar](repeating: 0, count: 256)
    guard strerror_r(code, &room, room.count) == 0 else { return "error \(code)" }
    let text = String(decoding: room.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return text.isEmpty ? "error \(code)" : text.prefix(1).lowercased() + text.dropFirst()
  }

  package var description: String { "cannot \(doing) \(path): \(cause)" }

  /// What the person who runs the machine can do about it.
  package var remedy: String {
    switch code {
    case ENOSPC, EDQUOT: "free some space on that file system; nothing was lost, it is tried again"
    case EACCES, EPERM: "give the daemon's user the right to write there (`chown`, `ReadWritePaths=` of the unit)"
    case EROFS: "mount that file system writable, or name another directory with `--state`"
    case ENOENT: "create that directory, or name another one"
    case EMFILE, ENFILE: "raise the limit on open files (`LimitNOFILE=` of the unit)"
    case EIO: "look at the disk: `dmesg`, `smartctl -a`"
    default: "see errno(3) for what code \(code) means"
    }
  }
}

/// Repeats a call that a signal interrupted.
///
/// - Returns: what the call returned at last; -1 with errno set for an error other than `EINTR`.
func uninterrupted<Number: SignedInteger>(_ call: () -> Number) -> Number {
  while true {
    let result = call()
    if result == -1, errno == EINTR { continue }
    return result
  }
}
