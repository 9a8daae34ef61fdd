import DutyBook
import DutyCalendar

/// The keys of `dutyd.yaml` that speak of the work between dispatch and closure.
extension Loading {
  func readPeople(_ map: YAMLMap) {
    var policy = PeoplePolicy()
    if let limit = reader.text(map, "ruling").flatMap({ self.limit($0) }) { policy.ruling = limit }
    if let limit = reader.text(map, "anomaly").flatMap({ self.limit($0) }) { policy.anomaly = limit }
    if let limit = reader.text(map, "summons").flatMap({ self.limit($0) }) { policy.summons = limit }
    if let limit = reader.text(map, "returned").flatMap({ self.limit($0) }) { policy.returned = limit }
    if let text = reader.text(map, "parts") { policy.parts = choice(text, "parts") ?? policy.parts }
    if let value = map["evidence"], let inner = reader.map(value, .evidencePolicy, "`evidence`") {
      if let megabytes = reader.text(inner, "max-megabytes").flatMap({ whole($0, 1...EvidencePolicy.mostMegabytes) }) {
        policy.evidence.maxBytes = megabytes << 20
      }
      if inner.has("types") {
        policy.evidence.types = Set(reader.texts(inner, "types").compactMap { choice($0, "types") })
      }
    }
    settings?.people = policy
  }
}

extension MapKind {
  var evidencePolicyKeys: [KeySpec] {
    [
      may("max-megabytes", .number, "the largest file, 1 to 10; 10 when not given"),
      may(
        "types", .oneOrMany(.choice(EvidenceType.allCases.map(\.rawValue))), "file types that are kept; all when not given"
      ),
    ]
  }

  var peopleKeys: [KeySpec] {
    [
      may("ruling", limitShape, "by when the office rules whose a disputed task is; 1 workday"),
      may("anomaly", limitShape, "by when an outside authority's anomaly is reported upward; 4 working-hours"),
      may("summons", limitShape, "by when summoned departments report; 2 working-hours"),
      may("returned", limitShape, "for returned work whose limit is a day of the calendar; 3 workdays"),
      may(
        "parts", .choice(PartsPolicy.allCases.map(\.rawValue)),
        "which tasks wait for the parts of supporting units: cases (rectifications), all or none"),
      may("evidence", .map(.evidencePolicy), "which files are kept as evidence"),
    ]
  }

  var quantityKeys: [KeySpec] {
    [
      must("name", .text("a word"), "what is counted: households, centres-built"),
      must("target", .number, "how many by the deadline"),
    ]
  }

  var cascadeHopKeys: [KeySpec] {
    [
      must("to", .text("a place kind"), "the level: subdistrict, community, grid"),
      must("due", limitShape, "its limit, from the moment the level above took it up"),
    ]
  }
}
