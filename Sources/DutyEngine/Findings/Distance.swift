import DutyBook
import DutyLedger

extension Position {
  /// The distance to another point in metres, on a sphere; exact to a few metres within a city.
  ///
  /// - Source: the equirectangular approximation; a millionth of a degree of latitude is 0.111195 m on a sphere of
  ///   6371 km.
  package func metres(to other: Position) -> Int {
    let middle = Double(latitudeMicro + other.latitudeMicro) / 2_000_000 * .pi / 180
    let north = Double(other.latitudeMicro - latitudeMicro) * Self.metresPerMicro
    let east = Double(other.longitudeMicro - longitudeMicro) * Self.metresPerMicro * Self.cosine(middle)
    return Int((north * north + east * east).squareRoot().rounded())
  }

  private static let metresPerMicro = 0.111_194_926_6

  /// The cosine by its series; the error stays below a millionth up to 75° of latitude.
  private static func cosine(_ angle: Double) -> Double {
    let square = angle * angle
    var sum = 1.0
    var term = 1.0
    for step in stride(from: 1.0, through: 11, by: 2) {
      term *= -square / (step * (step + 1))
      sum += term
    }
    return sum
  }
}

extension PlaceTable {
  /// Where a place lies; `nil` for one without coordinates in the register.
  package func position(of place: Ref<Place>) -> Position? {
    coordinates[place].map { Position(latitudeMicro: Int($0.latitude), longitudeMicro: Int($0.longitude)) }
  }
}
