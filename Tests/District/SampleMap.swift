/// Where the places of the sample lie: a made-up town on a grid, one square kilometre and a half a community.
///
/// - Shape: degrees with six decimals, from nothing but the identifier and the community, so that no other table changes.
enum SampleMap {
  /// What people stand at with a telephone in hand; territories have no point of their own.
  private static let kinds: Set<String> = ["road", "lane", "section", "junction", "compound", "market", "shopfront"]

  static func degrees(of place: SamplePlace) -> (lon: String, lat: String)? {
    guard kinds.contains(place.kind) || place.kind.hasPrefix("site") else { return nil }
    let hash = scattered(place.id)
    let column = place.community % 8
    let row = place.community / 8
    let lon = 118_300_000 + column * 13_000 + Int(hash % 11_000)
    let lat = 28_420_000 + row * 12_000 + Int(hash / 11_000 % 10_000)
    return (decimal(lon), decimal(lat))
  }

  private static func decimal(_ micro: Int) -> String { "\(micro / 1_000_000)." + padded(micro % 1_000_000, 6) }

  /// The 32-bit FNV-1a hash of a name.
  private static func scattered(_ name: String) -> UInt32 {
    name.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
  }
}
