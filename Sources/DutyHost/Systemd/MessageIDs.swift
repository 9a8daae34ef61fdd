import DutyPorts

extension JournalMessage.Kind {
  /// The identity of this message in the journal and in `deploy/dutyd.catalog`.
  ///
  /// - Shape: 32 lower-case hexadecimal digits, drawn once and never changed: people's queries and the catalog's
  ///   translations hang on them.
  /// - Source: journalctl(1), `MESSAGE_ID=`.
  package var messageID: String {
    switch self {
    case .started: "9eb61a458e2160eee9674c9887bb3021"
    case .ready: "30c7e28f2079dfe07f08ac8080af9284"
    case .degraded: "346a20d069fc7584dba3906ee676ed01"
    case .reloaded: "f86cb93f9ea2c141b1ab8d0869514337"
    case .reloadRefused: "c9e97636b661188e52e0564c12ca0820"
    case .dispatched: "334139fc800a33342b727c8f2238958c"
    case .dispatchedAtOnce: "df2daea60c9653f8865a8df5167aa9c2"
    case .entry: "ee506f80d5f26c848f8cb3ce93ae1143"
    case .missed: "b052ec8bab6cb1094d472948473ff5a4"
    case .rung: "ce4dab0d2c6e5eea096c58582a310f18"
    case .moved: "09814defce9a8ef12a2ec1e56f4f0e87"
    case .gap: "8aff64f887275b010f367de67b6421ba"
    case .designation: "37c2944563c73ab84b9fa677d470f066"
    case .auditClean: "dcfb5cbf40dccde4739009564be745f4"
    case .auditDifferences: "c3e2c15636c980de793661c2a57dd88c"
    case .storeFailed: "92434dafb262fed0c854c262f9968154"
    case .queuesFailed: "ea25a5e7dabf76ca71ce7104182c147a"
    case .deliveryFailed: "815bac82d3a51f8009ec1af6d6fa2c26"
    case .doorsShut: "b3ef40f5927f69eb87b39680af39867c"
    case .clockChanged: "a800c8c166d1d154ef1d92904a331ab7"
    case .stopping: "978c9f8d65ac1402e321c07aa6d481a1"
    }
  }
}
