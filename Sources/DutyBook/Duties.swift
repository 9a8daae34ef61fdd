import DutyCalendar

/// How a duty divides its subject into tasks (design §3, grain).
package enum Grain: String, Hashable, Sendable, CaseIterable {
  /// One task with a checklist of its standards.
  case subject
  /// One task per sector of its standards.
  case sector
  /// One task per standard.
  case standard
}

/// What happens to periods that opened while the daemon was down.
package enum CatchUp: String, Hashable, Sendable, CaseIterable {
  /// Every missed period is generated.
  case all
  /// Only the newest is generated, the others are recorded as missed.
  case latest
  /// None is generated; each is recorded as missed.
  case none
}

/// A duty (职责任务): a recurring obligation.
///
/// - Source: M26–M30; design §3 What and When.
package struct Duty: Named, Hashable, Sendable {
  package var id: String
  package var name: String
  package var was: String?
  package var of: SubjectSelector
  package var standards: [Ref<Standard>]
  package var sector: Ref<Sector>?
  package var grain: Grain
  package var timing: DutyTiming
  /// Other timings by zone (M23).
  package var zones: [DutyZone]
  package var offDay: OffDay
  package var catchUp: CatchUp
  package var evidence: [String]
  /// Least amounts a report must show, by name: `minutes: 30`.
  package var atLeast: [String: Int]
  /// Most amounts that a report may show, by name: `metres: 300` from the place.
  package var atMost: [String: Int]
  /// What is counted towards, where the work is a quantity (M24).
  package var quantity: DutyQuantity?
  /// Whether supporting units close their parts before the whole is verified (M15); `nil`: only where `dutyd.yaml` says
  /// `parts: all`.
  package var hasParts: Bool?
  /// The levels it is handed down by, from the top (M33); empty for a duty that is not.
  package var cascade: [CascadeHop]
  /// Who signs a document off before it is checked (M18).
  package var signOff: RoleExpression?
  /// `starts: now`: the period that is open at the edit counts.
  package var startsNow: Bool
  package var span: DateSpan
  package var basis: String?
  /// What is asked, in a sentence, for the queue; empty: the standards' names.
  package var ask: String
  package var source: SourcePlace

  package init(
    id: String, name: String = "", was: String? = nil, of: SubjectSelector, standards: [Ref<Standard>] = [],
    sector: Ref<Sector>? = nil, grain: Grain = .subject, timing: DutyTiming, zones: [DutyZone] = [],
    offDay: OffDay = .keep, catchUp: CatchUp = .latest, evidence: [String] = [], atLeast: [String: Int] = [:],
    atMost: [String: Int] = [:], quantity: DutyQuantity? = nil, hasParts: Bool? = nil, cascade: [CascadeHop] = [],
    signOff: RoleExpression? = nil, startsNow: Bool = false, span: DateSpan = .always, basis: String? = nil,
    ask: String = "", source: SourcePlace
  ) {
    self.id = id
    self.name = name
    self.was = was
    self.of = of
    self.standards = standards
    self.sector = sector
    self.grain = grain
    self.timing = timing
    self.zones = zones
    self.offDay = offDay
    self.catchUp = catchUp
    self.evidence = evidence
    self.atLeast = atLeast
    self.atMost = atMost
    self.quantity = quantity
    self.hasParts = hasParts
    self.cascade = cascade
    self.signOff = signOff
    self.startsNow = startsNow
    self.span = span
    self.basis = basis
    self.ask = ask
    self.source = source
  }
}

/// When a duty's periods open and by when its tasks are due.
package struct DutyTiming: Hashable, Sendable {
  package var cadence: Cadence
  package var opens: WallMinute
  package var due: Limit

  package init(cadence: Cadence, opens: WallMinute, due: Limit) {
    self.cadence = cadence
    self.opens = opens
    self.due = due
  }
}

/// A duty's timing in one zone; what it does not say is the duty's own.
package struct DutyZone: Hashable, Sendable {
  package var zone: Ref<PlaceZone>
  package var timing: DutyTiming

  package init(zone: Ref<PlaceZone>, timing: DutyTiming) {
    self.zone = zone
    self.timing = timing
  }
}

/// A quantity that a task counts towards (M24; M19 with counts): so many of something by the deadline.
package struct DutyQuantity: Hashable, Sendable {
  /// What is counted: `centres-built`, `households`.
  package var name: String
  package var target: Int

  package init(name: String, target: Int) {
    self.name = name
    self.target = target
  }
}

/// One level of a cascade (当天传达到网格, M33): places of a kind, each with its own task and limit.
package struct CascadeHop: Hashable, Sendable {
  package var kind: Ref<PlaceKind>
  package var due: Limit

  package init(kind: Ref<PlaceKind>, due: Limit) {
    self.kind = kind
    self.due = due
  }
}
