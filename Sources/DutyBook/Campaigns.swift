import DutyCalendar

/// A campaign (专项行动、迎检期): a window that overlays cadences and limits and stands posts, a plan laid backwards from a
/// date, or a special action of measures and goals.
///
/// - Shape: an overlay has ``overlays`` or ``posts`` and both ends of ``window``; a plan has ``plan``; a special
///   action has ``measures`` and ``goals`` and, as a plan does, a ``commander`` and a ``lead``. A plan's goals stand
///   in ``goals`` too.
/// - Source: M12, M21, M22, M31, M32; design §3 Campaigns.
package struct Campaign: Named, Hashable, Sendable {
  package var id: String
  package var name: String
  package var was: String?
  /// First and last day, both included.
  package var window: DateSpan
  package var commander: Ref<Person>?
  package var lead: Ref<Unit>?
  package var overlays: [Overlay]
  package var plan: BackwardPlan?
  package var posts: [CampaignPost]
  package var measures: [CampaignMeasure]
  package var goals: [CampaignGoal]
  /// Whether tasks open at the window's first day get the campaign's tighter limit.
  package var tightensOpen: Bool
  package var source: SourcePlace

  package init(
    id: String, name: String, was: String? = nil, window: DateSpan, commander: Ref<Person>? = nil,
    lead: Ref<Unit>? = nil, overlays: [Overlay] = [], plan: BackwardPlan? = nil, posts: [CampaignPost] = [],
    measures: [CampaignMeasure] = [], goals: [CampaignGoal] = [], tightensOpen: Bool = false, source: SourcePlace
  ) {
    self.id = id
    self.name = name
    self.was = was
    self.window = window
    self.commander = commander
    self.lead = lead
    self.overlays = overlays
    self.plan = plan
    self.posts = posts
    self.measures = measures
    self.goals = goals
    self.tightensOpen = tightensOpen
    self.source = source
  }

  /// Whether it is a special action (专项行动, M12): measures and goals under one commander and one lead unit.
  package var isAction: Bool { !measures.isEmpty || !goals.isEmpty }
}

/// What a campaign changes while it lasts, for some duties or for findings.
package struct Overlay: Hashable, Sendable {
  /// What becomes of the base period that the window cuts.
  package enum CutPeriod: String, Hashable, Sendable, CaseIterable {
    /// Its tasks merge into the campaign's.
    case merge
    /// It stays beside them.
    case keep
  }

  /// Empty when ``findingLimit`` is set.
  package var duties: [Ref<Duty>]
  package var cadence: Cadence?
  package var opens: WallMinute?
  package var due: Limit?
  package var cutPeriod: CutPeriod
  /// The name of the standards' limit that findings get (`inspection`).
  package var findingLimit: String?

  package init(
    duties: [Ref<Duty>], cadence: Cadence? = nil, opens: WallMinute? = nil, due: Limit? = nil,
    cutPeriod: CutPeriod = .merge, findingLimit: String? = nil
  ) {
    self.duties = duties
    self.cadence = cadence
    self.opens = opens
    self.due = due
    self.cutPeriod = cutPeriod
    self.findingLimit = findingLimit
  }
}

/// Milestones laid backwards in workdays from a fixed date (倒排工期, M32).
package struct BackwardPlan: Hashable, Sendable {
  package struct Milestone: Hashable, Sendable {
    package var id: String
    /// What people call it; its id where the plan does not say.
    package var name: String
    /// Workdays before the deadline; 0 is the deadline itself.
    package var workdaysBack: Int

    package init(id: String, name: String? = nil, workdaysBack: Int) {
      self.id = id
      self.name = name ?? id
      self.workdaysBack = workdaysBack
    }
  }

  package var deadline: CivilDate
  /// Steps take up time from the plan's first day, the campaign's `from`.
  package var milestones: [Milestone]
  package var quantity: String?
  package var target: Int?

  package init(deadline: CivilDate, milestones: [Milestone], quantity: String? = nil, target: Int? = nil) {
    self.deadline = deadline
    self.milestones = milestones
    self.quantity = quantity
    self.target = target
  }
}
