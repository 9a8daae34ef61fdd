extension MapKind {
  /// `findings:` of `dutyd.yaml`.
  var findingPolicyKeys: [KeySpec] {
    [
      may("sources", .table(.number), "where findings come from and how they weigh; added to the usual ones"),
      may("relapse-within", daysShape, "a problem that is there again so soon after it was fixed is a relapse"),
      may("re-inspect", .oneOrMany(daysShape), "how long after closure somebody looks again; `never`"),
      may("re-inspect-within", limitShape, "the limit of that look"),
      may("limit", limitShape, "the limit where a standard states none"),
      may("answer-within", limitShape, "by when a reporter hears how things stand"),
      may("classify-within", limitShape, "by when the office tells standard and place of what nobody could"),
      may("join", .flag, "whether a finding joins an open one of the same standard and place"),
      may("near", .text("metres, 200 m"), "how far coordinates may lie from the place they mean"),
    ]
  }
}

private let daysShape = Shape.text("days, 30 days")
