import DutyCalendar

/// How people behave in a rehearsal (推演): a model for `dutyctl simulate`, never for the running daemon.
///
/// - Shape: percentages are whole, 0…100; the first behaviour whose units match speaks for a task's lead unit. Without
///   any behaviour nobody does anything but what the script says.
/// - Source: M37, M38; the figures of a scenario are its own.
package struct Scenario: Named, Hashable, Sendable {
  package var id: String
  package var name: String
  package var was: String?
  package var seed: Int
  /// The first and the last day that it plays where nobody says otherwise.
  package var from: CivilDate?
  package var to: CivilDate?
  package var behaviours: [Behaviour]
  package var findings: FindingFlow?
  package var progress: [ProgressFlow]
  /// What happens at an instant, whatever chance does; by time.
  package var script: [ScriptedDeed]
  /// What must have come of it.
  package var expectations: [ScenarioExpectation]
  package var source: SourcePlace

  package init(
    id: String, name: String, was: String? = nil, seed: Int = 1, from: CivilDate? = nil, to: CivilDate? = nil,
    behaviours: [Behaviour], findings: FindingFlow? = nil, progress: [ProgressFlow] = [], script: [ScriptedDeed] = [],
    expectations: [ScenarioExpectation] = [], source: SourcePlace
  ) {
    self.id = id
    self.name = name
    self.was = was
    self.seed = seed
    self.from = from
    self.to = to
    self.behaviours = behaviours
    self.findings = findings
    self.progress = progress
    self.script = script
    self.expectations = expectations
    self.source = source
  }
}

/// What the people of some units do with their tasks.
package struct Behaviour: Hashable, Sendable {
  package var of: UnitSelector
  /// Of a hundred tasks: acknowledged, reported by the deadline, reported at all, accepted at the first look.
  package var acknowledge: Int
  package var onTime: Int
  package var report: Int
  package var pass: Int
  /// Of a hundred measured values: on the good side of their bound.
  package var meet: Int
  /// Of a hundred rectifications closed as fixed: found again.
  package var relapse: Int

  package init(
    of: UnitSelector = UnitSelector(), acknowledge: Int = 100, onTime: Int = 100, report: Int = 100, pass: Int = 100,
    meet: Int = 100, relapse: Int = 0
  ) {
    self.of = of
    self.acknowledge = acknowledge
    self.onTime = onTime
    self.report = report
    self.pass = pass
    self.meet = meet
    self.relapse = relapse
  }
}

/// How many findings come in, and from whom.
package struct FindingFlow: Hashable, Sendable {
  package var perMonth: Int
  /// Of these, against veto items (一票否决项); all others are against standards that are none.
  package var vetoes: Int
  /// Other numbers for some months of the year, by month.
  package var months: [Int: Int]
  /// Shares by source; empty is all by patrol.
  package var sources: [String: Int]

  package init(perMonth: Int, vetoes: Int = 0, months: [Int: Int] = [:], sources: [String: Int] = [:]) {
    self.perMonth = perMonth
    self.vetoes = vetoes
    self.months = months
    self.sources = sources
  }

  package func count(inMonth month: Int) -> Int { months[month] ?? perMonth }
}

/// A quantity that grows evenly to a total on a day.
package struct ProgressFlow: Hashable, Sendable {
  package var campaign: String
  package var quantity: String
  package var total: Int
  package var by: CivilDate

  package init(campaign: String, quantity: String, total: Int, by: CivilDate) {
    self.campaign = campaign
    self.quantity = quantity
    self.total = total
    self.by = by
  }
}
