import Glibc

/// The directories that the service manager made for us, and where to look without one.
///
/// - Shape: the first entry of each colon list; `nil` where the variable is not set or not an absolute path.
/// - Source: systemd.exec(5), `StateDirectory=` and its kin, `LoadCredential=`.
package struct ServiceDirectories: Hashable, Sendable {
  package var state: String?
  package var configuration: String?
  package var runtime: String?
  package var credentials: String?

  package init(environment: [String: String]) {
    func first(_ name: String) -> String? {
      guard let entry = environment[name]?.split(separator: ":").first, entry.hasPrefix("/") else { return nil }
      return String(entry)
    }
    state = first("STATE_DIRECTORY")
    configuration = first("CONFIGURATION_DIRECTORY")
    runtime = first("RUNTIME_DIRECTORY")
    credentials = first("CREDENTIALS_DIRECTORY")
  }

  /// `rules` below the configuration directory; `/etc/dutyd/rules` without one.
  package var rules: String { (configuration ?? "/etc/dutyd") + "/rules" }

  /// `control.sock` below the runtime directory; `/run/dutyd/control.sock` without one.
  package var controlSocket: String { (runtime ?? "/run/dutyd") + "/control.sock" }

  /// A credential by name.
  ///
  /// - Returns: its bytes; `nil` where none of that name was given, or no credentials at all.
  /// - Errors: ``SystemError`` for one that cannot be read or is larger than a credential may be (1 MiB).
  package func credential(_ name: String) throws(SystemError) -> [UInt8]? {
    guard let credentials, isPlainFileName(name) else { return nil }
    do throws(SystemError) {
      return try readFile(credentials + "/" + name, limit: 1 << 20)
    } catch {
      if error.code == ENOENT { return nil }
      throw error
    }
  }
}
