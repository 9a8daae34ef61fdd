/// The known name nearest to a mistyped one, for a command line.
package func nearestName(to word: String, among known: [String]) -> String? {
  NearestName()(word, in: known)
}
