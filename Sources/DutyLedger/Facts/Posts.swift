import DutyCalendar

/// A roster as it was published (排班表): one per campaign and first day.
package struct RosterPublished: FactRecord {
  package static var kind: EventKind { .roster }
  package var campaign: String
  package var from: CivilDate
  package var until: CivilDate
  /// 1, 2… for the same campaign and first day.
  package var revision: Int
  package var digest: String
  package var shifts: Int
  package var gaps: Int
  package var by: String

  package init(
    campaign: String, from: CivilDate, until: CivilDate, revision: Int, digest: String, shifts: Int, gaps: Int,
    by: String
  ) {
    self.campaign = campaign
    self.from = from
    self.until = until
    self.revision = revision
    self.digest = digest
    self.shifts = shifts
    self.gaps = gaps
    self.by = by
  }

  package var id: String { "\(campaign)/\(from)/\(revision)" }
  package var topics: [String] { [Topic.campaign(campaign)] }

  package func write(_ fields: inout FactWriter) {
    fields.text("campaign", campaign)
    fields.date("from", from)
    fields.date("until", until)
    fields.integer("revision", revision)
    fields.text("digest", digest)
    fields.integer("shifts", shifts)
    fields.integer("gaps", gaps)
    fields.text("by", by)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    campaign = try fields.text("campaign")
    from = try fields.date("from")
    until = try fields.date("until")
    revision = try fields.integer("revision")
    digest = try fields.text("digest", or: "")
    shifts = try fields.integer("shifts", or: 0)
    gaps = try fields.integer("gaps", or: 0)
    by = try fields.text("by", or: "")
  }
}

/// Somebody is at their post (到岗, M56), or leaves it.
package struct CheckIn: FactRecord {
  package static var kind: EventKind { .checkIn }
  package var campaign: String
  package var post: String
  package var place: String
  package var person: String
  package var at: Instant
  package var isLeaving: Bool
  package var position: Position?
  package var by: String

  package init(
    campaign: String, post: String, place: String, person: String, at: Instant, isLeaving: Bool, position: Position?,
    by: String
  ) {
    self.campaign = campaign
    self.post = post
    self.place = place
    self.person = person
    self.at = at
    self.isLeaving = isLeaving
    self.position = position
    self.by = by
  }

  package var id: String { "\(person)/\(post)/\(place)/\(InstantText.text(at))" + (isLeaving ? "/out" : "") }
  package var topics: [String] { [Topic.campaign(campaign), Topic.person(person)] }

  package func write(_ fields: inout FactWriter) {
    fields.text("campaign", campaign)
    fields.text("post", post)
    fields.text("place", place)
    fields.text("person", person)
    fields.instant("when", at)
    fields.flag("leaving", isLeaving)
    fields.position(position)
    fields.text("by", by)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    campaign = try fields.text("campaign", or: "")
    post = try fields.text("post")
    place = try fields.text("place")
    person = try fields.text("person")
    at = try fields.instant("when")
    isLeaving = try fields.flag("leaving")
    position = try fields.position()
    by = try fields.text("by", or: "")
  }
}

/// An inspector looked whether people are at their posts (查岗, M56).
package struct SpotCheck: FactRecord {
  package static var kind: EventKind { .spotCheck }
  package var campaign: String
  package var post: String
  package var place: String
  package var at: Instant
  package var by: String
  package var present: [String]
  package var missing: [String]
  package var note: String

  package init(
    campaign: String, post: String, place: String, at: Instant, by: String, present: [String], missing: [String],
    note: String
  ) {
    self.campaign = campaign
    self.post = post
    self.place = place
    self.at = at
    self.by = by
    self.present = present
    self.missing = missing
    self.note = note
  }

  package var id: String { "\(post)/\(place)/\(InstantText.text(at))/\(by)" }
  package var topics: [String] { [Topic.campaign(campaign)] + missing.map { Topic.person($0) } }

  package func write(_ fields: inout FactWriter) {
    fields.text("campaign", campaign)
    fields.text("post", post)
    fields.text("place", place)
    fields.instant("when", at)
    fields.text("by", by)
    fields.texts("present", present)
    fields.texts("missing", missing)
    fields.text("note", note)
  }

  package init(_ fields: inout FieldReader) throws(CodecError) {
    campaign = try fields.text("campaign", or: "")
    post = try fields.text("post")
    place = try fields.text("place")
    at = try fields.instant("when")
    by = try fields.text("by", or: "")
    present = try fields.texts("present", or: [])
    missing = try fields.texts("missing", or: [])
    note = try fields.text("note", or: "")
  }
}
