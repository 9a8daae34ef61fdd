import DutyBook
import DutyCalendar
import DutyLedger
import DutyPorts
import DutyRights
import DutyRoster

extension Engine {
  /// Posts and who stands at them (M21, M22, M56), and points that are earned (M52).
  static let postOperations: [String: OperationBody] = [
    "roster-publish": { (engine, call) throws(EngineError) in try engine.publishRoster(call) },
    "check-in": { (engine, call) throws(EngineError) in try engine.checkIn(call) },
    "spot-check": { (engine, call) throws(EngineError) in try engine.spotCheck(call) },
    "bonus": { (engine, call) throws(EngineError) in try engine.addBonus(call) },
  ]

  // MARK: Rosters

  private func publishRoster(_ call: OperationCall) throws(EngineError) -> ControlReply {
    guard let campaign = book.campaigns[call.text("campaign")] else {
      return .error(404, "no campaign `\(call.text("campaign"))`", help: nameOfCampaigns)
    }
    guard !campaign.posts.isEmpty else {
      return .error(409, "campaign \(campaign.id) has no posts", help: "list them under `posts:` in campaigns/")
    }
    if let unfit = refusal(of: .publishRoster, "publish a roster", to: call.text("by"), at: call.at) {
      return unfit.reply
    }
    let made = book.roster(of: campaign)
    let topic = Topic.campaign(campaign.id)
    let earlier = try reading { store throws(StoreError) in try store.records(RosterPublished.self, topic: topic) }
      .map(\.record)
    if let last = earlier.last, last.digest == made.digest, last.from == made.days.lowerBound {
      return ControlReply(["outcome": "unchanged", "id": .string(last.id), "digest": .string(made.digest)])
    }
    let record = RosterPublished(
      campaign: campaign.id, from: made.days.lowerBound, until: made.days.upperBound,
      revision: (earlier.map(\.revision).max() ?? 0) + 1, digest: made.digest, shifts: made.shifts.count,
      gaps: made.gaps.count, by: call.text("by"))
    try append([.fact(Fact(record))], at: call.at)
    return ControlReply([
      "outcome": "published", "id": .string(record.id), "digest": .string(made.digest),
      "shifts": .int(Int64(record.shifts)), "gaps": .int(Int64(record.gaps)),
    ])
  }

  private var nameOfCampaigns: String {
    let names = book.campaigns.rows.filter { !$0.posts.isEmpty }.map(\.id)
    return names.isEmpty ? "no campaign has posts" : "campaigns with posts: \(names.joined(separator: ", "))"
  }

  // MARK: At the post

  /// The shifts of all campaigns that go on around an instant: from an hour before they begin.
  private func shifts(around instant: Instant) -> [(campaign: Campaign, shift: Shift)] {
    let day = date(of: instant)
    var found: [(Campaign, Shift)] = []
    for campaign in book.campaigns.rows where campaign.window.contains(day) && !campaign.posts.isEmpty {
      let made = rosters.roster(of: campaign, in: book)
        .showing(max(campaign.window.from ?? day, day.adding(days: -1))...day)
      for shift in made.shifts where shift.from.adding(seconds: -3600) <= instant && instant <= shift.to {
        found.append((campaign, shift))
      }
    }
    return found
  }

  private func checkIn(_ call: OperationCall) throws(EngineError) -> ControlReply {
    let id = call.text("person")
    guard let person = book.people.ref(id) else {
      return .error(404, .unknownPerson, [.word: id], "no person `\(id)`", help: nearPerson(id))
    }
    let own = shifts(around: call.at).filter { $0.shift.people.contains(id) }
    let post = call.text("post")
    let place = call.text("place")
    let meant = own.filter { (post.isEmpty || $0.shift.post == post) && (place.isEmpty || $0.shift.place == place) }
    guard let here = meant.first else {
      let local = zone.local(call.at)
      let others = own.map { "\($0.shift.post) at \($0.shift.place)" }.joined(separator: ", ")
      let elsewhere = own.first.map { [RefusalFact.person: id, .place: $0.shift.place] }
      return .error(
        409, elsewhere == nil ? .noShift : .shiftElsewhere, elsewhere ?? [.person: id],
        "\(book.people[person].name) has no shift" + (post.isEmpty ? "" : " at `\(post)`") + " around \(local)",
        help: others.isEmpty ? "see `dutyctl roster show --person \(id)`" : "their shift is \(others)")
    }
    let record = CheckIn(
      campaign: here.campaign.id, post: here.shift.post, place: here.shift.place, person: id, at: call.at,
      isLeaving: call.arguments["leaving"]?.bool ?? false, position: position(call), by: call.text("by"))
    let known = try reading { store throws(StoreError) in try store.fact(.checkIn, id: record.id) }
    if known != nil { return ControlReply(["outcome": "unchanged", "id": .string(record.id)]) }
    try append([.fact(Fact(record))], at: call.at)
    let late = max(0, Int(call.at.seconds - here.shift.from.seconds) / 60)
    return ControlReply([
      "outcome": record.isLeaving ? "left" : "present", "id": .string(record.id), "post": .string(record.post),
      "place": .string(record.place), "late-minutes": .int(record.isLeaving ? 0 : Int64(late)),
      "until": .string(zone.rfc3339(here.shift.to)),
    ])
  }

  private func position(_ call: OperationCall) -> Position? {
    guard let latitude = call.arguments["lat"]?.int, let longitude = call.arguments["lon"]?.int else { return nil }
    return Position(latitudeMicro: Int(latitude), longitudeMicro: Int(longitude))
  }

  /// An inspector names who is there; everybody else of the shift is missing.
  private func spotCheck(_ call: OperationCall) throws(EngineError) -> ControlReply {
    let (post, place, by) = (call.text("post"), call.text("place"), call.text("by"))
    if let unfit = refusal(of: .spotCheck, "check who is at a post", to: by, at: call.at) { return unfit.reply }
    let now = shifts(around: call.at).filter { $0.shift.from <= call.at && call.at < $0.shift.to }
    guard let here = now.first(where: { $0.shift.post == post && $0.shift.place == place }) else {
      let posts = Set(now.map { "\($0.shift.post) at \($0.shift.place)" }).sorted().prefix(5).joined(separator: ", ")
      return .error(
        409, "nobody is on duty at `\(post)`, `\(place)` at \(zone.local(call.at))",
        help: posts.isEmpty ? "no post is manned now" : "on duty now: \(posts)")
    }
    let present = call.texts("present")
    if let stranger = present.first(where: { book.people.ref($0) == nil }) {
      return .error(404, "no person `\(stranger)`", help: "see registers/people.csv")
    }
    guard !here.shift.people.contains(by) else {
      return .error(409, "`\(by)` is on this shift", help: "somebody else checks it: closing takes two")
    }
    let missing = here.shift.people.filter { !present.contains($0) }
    let record = SpotCheck(
      campaign: here.campaign.id, post: post, place: place, at: call.at, by: by, present: present, missing: missing,
      note: call.text("note"))
    let known = try reading { store throws(StoreError) in try store.fact(.spotCheck, id: record.id) }
    if known != nil { return ControlReply(["outcome": "unchanged", "id": .string(record.id)]) }
    try append([.fact(Fact(record))], at: call.at)
    return ControlReply([
      "outcome": "checked", "id": .string(record.id), "present": .array(present.map { .string($0) }),
      "missing": .array(missing.map { .string($0) }),
    ])
  }

  // MARK: Bonus

  private func addBonus(_ call: OperationCall) throws(EngineError) -> ControlReply {
    if let unfit = refusal(of: .addBonus, "grant points", to: call.text("by"), at: call.at) { return unfit.reply }
    let (unit, earned) = (call.text("unit"), call.text("earned"))
    guard book.units.ref(unit) != nil else { return .error(404, "no unit `\(unit)`", help: "see registers/units.csv") }
    let known = Set(book.scores.rows.flatMap(\.plus).map(\.event)).sorted()
    guard known.contains(earned) else {
      return .error(404, "no score gives points for `\(earned)`", help: "known: \(known.joined(separator: ", "))")
    }
    guard !call.text("reason").isEmpty else {
      return .error(400, .reasonMissing, "a bonus says what it is granted for", help: "give --reason")
    }
    let day = date(of: call.at)
    let earlier = try reading { store throws(StoreError) in try store.records(Bonus.self, topic: Topic.unit(unit)) }
      .map(\.record).filter { $0.earned == earned && $0.date == day }
    if earlier.contains(where: { $0.reason == call.text("reason") }) { return ControlReply(["outcome": "unchanged"]) }
    let record = Bonus(
      unit: unit, earned: earned, date: day, n: earlier.count + 1, by: call.text("by"), reason: call.text("reason"))
    try append([.fact(Fact(record))], at: call.at)
    return ControlReply(["outcome": "granted", "id": .string(record.id)])
  }
}
