import DutyBook
import DutyCalendar

/// The lead of every (place, standard) on a day, written out.
///
/// - Shape: ``leads`` holds the unit of place `p` and the standard at position `s` of ``standards`` at
///   `p * standards.count + s`; -1 where no rule names one, or two rules of one rank name different ones.
package struct LeadTable: Sendable {
  package let standards: [Ref<Standard>]
  package let leads: [Int32]
  /// The rule that decided, by class of places and position of the standard; -1 without one.
  package let rules: [Int32]

  package subscript(place: Ref<Place>, standard: Int) -> Ref<Unit>? {
    let unit = leads[place.index * standards.count + standard]
    return unit < 0 ? nil : Ref(unit)
  }
}

extension Assignment {
  /// Who leads, for all places and these standards: each (class of places, class of standards) is settled once, the
  /// pairs are copies.
  package func leadTable(of standards: [Ref<Standard>], on date: CivilDate) -> LeadTable {
    let width = standards.count
    let topics = standards.map { standardClassOf[$0.index] }
    /// The first position with the same class of standards.
    let alike = topics.map { topic in topics.firstIndex(of: topic) ?? 0 }
    var units = [Int32](repeating: -1, count: classes.count * width)
    var rules = units
    var mask = [UInt64](repeating: 0, count: dutyBits.words)
    for number in 0..<classes.count {
      let subject = Subject.place(Ref(classes.representative[number]))
      for position in 0..<width {
        let cell = number * width + position
        guard alike[position] == position else {
          units[cell] = units[number * width + alike[position]]
          rules[cell] = rules[number * width + alike[position]]
          continue
        }
        let standard = standards[position]
        let question = Question(standard: standard, sector: Ref(sectorOf[standard.index]), subject: subject)
        _ = self.mask(rowsOfBits(question), into: &mask)
        var evaluation = Evaluation(self, question, on: date)
        let result = settle(.lead, &evaluation, mask)
        units[cell] = result.kind == .decided ? result.value : -1
        rules[cell] = result.rule
      }
    }
    return LeadTable(standards: standards, leads: spread(units, width), rules: rules)
  }

  /// The row of each place's class, one after the other.
  private func spread(_ rows: [Int32], _ width: Int) -> [Int32] {
    let places = classes.classOf
    return [Int32](unsafeUninitializedCapacity: places.count * width) { table, count in
      rows.withUnsafeBufferPointer { rows in
        guard let from = rows.baseAddress, let to = table.baseAddress else { return }
        for place in places.indices {
          (to + place * width).initialize(from: from + Int(places[place]) * width, count: width)
        }
        count = places.count * width
      }
    }
  }
}
