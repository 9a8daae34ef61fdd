import DutyCalendar
import DutyDocuments

/// Somebody's shifts of today and tomorrow, and whether they are at their post (到岗, M56).
package struct CheckInView: Sendable {
  package struct Shift: Hashable, Sendable {
    package var campaign: String
    package var post: String
    package var postName: String
    package var place: String
    package var placeName: String
    package var from: Instant
    package var to: Instant
    package var came: Instant?
    package var left: Instant?

    package init(
      campaign: String, post: String, postName: String, place: String, placeName: String, from: Instant, to: Instant,
      came: Instant? = nil, left: Instant? = nil
    ) {
      self.campaign = campaign
      self.post = post
      self.postName = postName
      self.place = place
      self.placeName = placeName
      self.from = from
      self.to = to
      self.came = came
      self.left = left
    }

    /// What a form calls it.
    package var key: String { post + "@" + place }
    package var name: String { (postName.isEmpty ? post : postName) + " · " + placeName }

    /// Whether somebody can check in: from an hour before it begins until it ends.
    package func isOpen(at now: Instant) -> Bool { from.adding(seconds: -3600) <= now && now <= to }
  }

  package var name: String
  /// In the order in which they begin.
  package var shifts: [Shift]

  package init(name: String, shifts: [Shift]) {
    self.name = name
    self.shifts = shifts
  }

  package func open(at now: Instant) -> [Shift] { shifts.filter { $0.isOpen(at: now) } }
}

/// The form by which somebody says that they are at their post, and their shifts.
package func checkInPage(_ view: CheckInView, _ state: FormState, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.checkInTitle), over: view.name, lead: say(.checkInLead), tab: .campaigns)
  let open = view.open(at: reader.now)
  if !open.isEmpty {
    page.add(.form(form(open, state, reader)))
  } else if !view.shifts.isEmpty {
    page.add(.notice(PageNotice(.plain, say(.checkInNotNow))))
  }
  page.add(
    .table(
      PageTable(
        PageHeading(say(.checkInShifts), id: "shifts"),
        columns: [.init(say(.post)), .init(say(.place)), .init(say(.shiftTime)), .init(say(.state))],
        rows: view.shifts.map { shift in
          [
            PageCell(shift.postName.isEmpty ? shift.post : shift.postName), PageCell(shift.placeName),
            PageCell(times(shift, reader)), PageCell("", badges: badges(shift, reader)),
          ]
        }, empty: say(.checkInNone))))
  return page
}

private func form(_ open: [CheckInView.Shift], _ state: FormState, _ reader: PageReader) -> PageForm {
  let say = reader.say
  let options = open.map { PageOption($0.key, $0.name + " " + times($0, reader), isChosen: open.count == 1) }
  let leaves = open.allSatisfy { $0.came != nil && $0.left == nil }
  let kinds = [
    PageOption("in", say(.checkInComing), isChosen: !leaves), PageOption("out", say(.checkInLeaving), isChosen: leaves),
  ]
  let fields = [
    PageField("shift", say(.checkInShift), .radios(options), isRequired: true),
    PageField("kind", say(.checkInKind), .radios(kinds), isRequired: true),
    PageField("lat", say(.checkInLat), .decimal, help: say(.checkInPlace), most: 12),
    PageField("lon", say(.checkInLon), .decimal, most: 12),
  ]
  return PageForm(nil, path: "/check-in", fields: fields.map { state.filled($0) }, submit: say(.checkInSubmit))
}

/// `11月23日 07:30–11:30`.
private func times(_ shift: CheckInView.Shift, _ reader: PageReader) -> String {
  reader.moments.short(shift.from) + "–" + clock(shift.to, reader)
}

/// `07:56`, whatever the second.
private func clock(_ at: Instant, _ reader: PageReader) -> String {
  let minute = Int(reader.zone.local(at).second) / 60
  func pair(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
  return pair(minute / 60) + ":" + pair(minute % 60)
}

private func badges(_ shift: CheckInView.Shift, _ reader: PageReader) -> [PageBadge] {
  let say = reader.say
  func time(_ at: Instant) -> String { clock(at, reader) }
  var badges: [PageBadge] = []
  if let came = shift.came {
    badges.append(PageBadge(say(.checkInCame, time(came)), came <= shift.from ? .good : .warning))
  }
  if let left = shift.left { badges.append(PageBadge(say(.checkInLeft, time(left)))) }
  if badges.isEmpty, shift.from < reader.now { badges.append(PageBadge(say(.checkInMissing), .bad)) }
  return badges
}

/// Checks what was sent: the shift is one that is open; a position has both halves or none.
package func checkCheckIn(_ state: FormState, _ view: CheckInView, _ reader: PageReader) -> FormState {
  let say = reader.say
  var state = state
  if !view.open(at: reader.now).contains(where: { $0.key == state["shift"] }) {
    state.errors["shift"] = say(.checkInChoose)
  }
  if !["in", "out"].contains(state["kind"]) { state.errors["kind"] = say(.choose) }
  guard !state["lat"].isEmpty || !state["lon"].isEmpty else { return state }
  for (field, most) in [("lat", 90), ("lon", 180)] {
    let isGood = typedMicro(state[field], isPercent: false).map { $0 <= most * 1_000_000 } ?? false
    if !isGood { state.errors[field] = say(.needPosition, field == "lat" ? "28.512345" : "118.123456") }
  }
  return state
}
