/// Every group of routes that the doors have.
package enum FrontGroups {
  package static var all: [any RouteGroup] {
    [
      HealthRoutes(),
      SessionRoutes(),
      TaskRoutes(),
      EntryRoutes(),
      TaskPages(),
      FindingPages(),
      OfficePages(),
      OverviewPages(),
    ]
  }
}
