extension StoreError: CustomStringConvertible {
  /// The cause and what to do about it, on one line.
  package var description: String {
    switch self {
    case .duplicate(let key):
      "\(key) exists already; nothing was recorded"
    case .refused(let reason):
      "\(reason); nothing was recorded"
    case .diskFull(let path):
      "no room left on the disk of `\(path)`; nothing was recorded: free some space, the next attempt continues"
    case .readOnly(let path):
      "`\(path)` cannot be opened for writing; check the owner and the mode of the file and of its directory, "
        + "and that the file system is not mounted read-only"
    case .corrupt(let path, let detail):
      "`\(path)` is damaged: \(detail); stop the daemon, keep a copy, and restore the newest backup"
    case .locked(let path, let process):
      "`\(path)` is in use by another daemon" + (process.map { ", process \($0)" } ?? "")
        + "; stop that one, or give this one its own state directory"
    case .newer(let path, let schema):
      "`\(path)` was written by a newer program (schema `\(schema)`); install that version, or a newer one"
    case .failed(let reason):
      "the store failed: \(reason)"
    }
  }
}
