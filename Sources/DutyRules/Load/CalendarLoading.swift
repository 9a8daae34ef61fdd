import DutyBook
import DutyCalendar

/// `calendar/*.csv`: the official holidays and make-up workdays (放假、调休).
extension Loading {
  func loadCalendar() {
    let columns = [CSVColumn("date", required: true), CSVColumn("day", required: true), CSVColumn("name")]
    var seen: [CivilDate: SourcePlace] = [:]
    for file in files(.calendar) {
      guard let table = table(file, columns) else { continue }
      while table.next() {
        guard let day = officialDay(table) else { continue }
        if let earlier = seen[day.date] {
          sink.report(
            .repeatedDay, table.place(0), "\(day.date) is in the calendar twice", help: "keep one row",
            related: [.init(earlier, "first given here")])
          continue
        }
        seen[day.date] = table.place(0)
        officialDays.append(day)
      }
    }
  }

  private func officialDay(_ table: CSVTable) -> OfficialDay? {
    guard table.required(0) != nil, table.required(1) != nil, let dateText = table.value(0),
      let kindText = table.value(1), let date = self.date(dateText), let kind = oneOf(["off", "work"], kindText, "day")
    else { return nil }
    return OfficialDay(
      date: date, isWorkday: kind == "work", name: table.text(2) ?? "", row: "\(table.path):\(table.line)")
  }
}
