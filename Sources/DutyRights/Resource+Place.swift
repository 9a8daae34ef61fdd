import DutyBook

extension Resource {
  /// A place or a unit: the units whose territory it lies in, the nearest first.
  package init(place id: String, in book: Book) {
    guard let place = book.places.ref(id) else {
      self.init(unit: id)
      return
    }
    let own = book.places.lineage(place).first { book.places.units[$0.index] != nil }
    let unit = own.flatMap { book.places.units[$0.index] }.map { book.units[$0].id }
    self.init(units: [unit].compactMap { $0 })
  }
}
