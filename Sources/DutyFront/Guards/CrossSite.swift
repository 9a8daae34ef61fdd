import HTTPTypes

/// Keeps other sites from acting through a reader's browser.
///
/// - Shape: a request that may change something and comes from a browser is refused where the browser says it comes
///   from another site; one that a session's cookie opened must show the session's own mark besides, in the field
///   `csrf` of the form or in the header `X-CSRF-Token`.
enum CrossSite {
  static func check(_ fields: HTTPFields) throws(Problem) {
    guard let site = fields[.fetchSite] else { return }
    guard ["same-origin", "none"].contains(site) else {
      throw Problem(
        403, "cross-site", "this came from another site (`\(site.prefix(20))`)", help: "use the page of this site")
    }
  }

  /// - Parameter shown: what the form or the header carries.
  static func check(session: String, shown: String?) throws(Problem) {
    guard let shown, Secrets.areEqual(Array(shown.utf8), Array(Secrets.csrf(session).utf8)) else {
      throw Problem(
        403, "csrf", "the form does not carry this session's mark", help: "load the page again, and send it then")
    }
  }
}
