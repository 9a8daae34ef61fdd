/// Every group of routes that the doors have; a new group is one line here.
package enum FrontGroups {
  package static var all: [any RouteGroup] {
    let groups: [any RouteGroup] = [
      HealthRoutes(),
      SessionRoutes(),
      TaskRoutes(),
      EntryRoutes(),
      TaskPages(),
      FindingPages(),
      OfficePages(),
      OverviewPages(),
      LinkPages(),
      ApprovalPages(), AppealPages(),
      PostPages(),
      NoticePages(),
      TaskActRoutes(),
      TaskWorkRoutes(),
      WorkReadingRoutes(),
      ApprovalRoutes(),
      EvidenceRoutes(),
      FindingRoutes(),
      QueueRoutes(),
      RegisterRoutes(),
      RuleRoutes(),
      NoticeRoutes(),
      AppealRoutes(),
      ScoreRoutes(),
      CampaignRoutes(),
      PostRoutes(),
      OfficeRoutes(),
      KeyRoutes(),
      MetricsRoutes(),
      FeedRoutes(),
      ChangeRoutes(),
      Open311Routes(),
    ]
    return groups + [OpenAPIRoutes(groups)]
  }
}
