/// How much of each deduction is taken under a cap, in their order (M46): what is over the cap is not taken.
package func capped(_ asked: [Int], cap: Int?) -> [Int] {
  guard let cap else { return asked }
  var left = cap
  return asked.map { points in
    let taken = min(points, max(left, 0))
    left -= taken
    return taken
  }
}
