import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts

extension Engine {
  /// Records that a report was put out for those who receive digests: the office, the headquarters and the working
  /// groups (指挥部、工作组, M13). What is recorded already is not recorded again.
  package func delivered(report: String, at now: Instant) throws(EngineError) {
    let day = date(of: now)
    let office = book.settings.office
    let recipients = book.units.refs.filter { ref in
      let unit = book.units[ref]
      return unit.span.contains(day) && (ref == office || ["group", "headquarters"].contains(unit.kind))
    }
    var events: [Event] = []
    for recipient in recipients {
      let delivery = Delivery(document: report, recipient: book.units[recipient].id, way: "file")
      let known = try reading { store throws(StoreError) in try store.fact(.delivery, id: delivery.id) }
      if known == nil { events.append(.fact(Fact(delivery))) }
    }
    try append(events, at: now)
  }
}
