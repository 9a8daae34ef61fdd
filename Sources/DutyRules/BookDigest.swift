import DutyDigest

/// The address of a rule directory: SHA-256 over its files, sorted by path.
///
/// - Shape: 64 hexadecimal digits. Each file gives its path and its length as text, each ended by a zero byte, then
///   its bytes, so that no two directories can give the same stream.
/// - What counts: only files that the loader reads (``RuleFileKind``); editor backups and dot-files change nothing.
/// - Source: design §2, book.
package func bookDigest(of files: [RuleFile]) -> String {
  let hasher = Hasher256()
  for file in files.filter({ RuleFileKind(path: $0.path) != nil }).sorted(by: { $0.path < $1.path }) {
    hasher.update(Array(file.path.utf8) + [0] + Array(String(file.bytes.count).utf8) + [0])
    hasher.update(file.bytes)
  }
  return hasher.finish().hex
}
