import DutyBook

extension MapKind {
  /// `scoring/*.yaml`: one score a file.
  var scoringKeys: [KeySpec] {
    switch self {
    case .scorePart: partKeys
    case .scoreClass:
      [
        must("class", .text("an identifier"), "the class's word"),
        may("name", .text("a name"), "what people call it; once is enough for all scores of the class"),
      ]
    case .scoreEach:
      [
        must("each", .text("an event: relapse, returned, deduction…, or an honour"), "what is counted"),
        may("name", .text("a name"), "what people call an honour; once is enough for all scores that have it"),
        may("points", .number, "points for each; a deduction and a finding bring their own"),
        may("cap", .number, "the most it costs or brings in one period"),
      ]
    case .scoreMarks:
      [
        must("pass", .number, "from how many points a unit passes (合格)"),
        may("good", .number, "from how many points it is good (优秀)"),
      ]
    case .scoreRanking:
      [
        may(
          "ties", .choice(RankTies.allCases.map(\.rawValue)), "how equal scores are ranked: 1, 2, 2, 4 or 1, 2, 2, 3"),
        may("smallest-class", .number, "fewer scored units have no ranks"),
      ]
    case .scoreTest:
      [
        must("test", .text("a name"), "the test's name; begins with its Mnn"),
        must(
          "given", .table(.any([.text("9/10, or a count"), .list(.text("one a measure or a period"))])), "the figures"),
        must("then", .map(.scoreExpectation), "what comes of them"),
        may("why", .text("a sentence"), "why it should be so"),
      ]
    case .scoreExpectation:
      [
        may("score", .any([.number, .choice(["none"])]), "the total, in points"),
        may("grade", .choice(Grade.allCases.map(\.rawValue)), "fail, pass or good"),
        may("parts", .table(.number), "the points of single parts"),
      ]
    default: scoreKeys
    }
  }

  private var scoreKeys: [KeySpec] {
    [
      must("score", .text("an identifier"), "the score's name, its identity"),
      may("name", .text("a name"), "what people call it"), wasKey,
      may(
        "class", .any([.text("an identifier"), .map(.scoreClass)]),
        "what the class of units is called; several scores may share one"),
      must("of", .map(.unitSelector), "the units that are compared"),
      must("every", .choice(ScorePeriod.allCases.map(\.rawValue)), "the period it is counted over"),
      must("parts", .list(.map(.scorePart)), "what is measured; the weights sum to 100"),
      may("minus", .list(.map(.scoreEach)), "points taken (扣分)"),
      may("plus", .list(.map(.scoreEach)), "points added (加分); the caps sum to 6 at most"),
      may("veto", .choice(["zero", "none"]), "what a failed veto item does to the whole (一票否决)"),
      may("pass", .any([.number, .map(.scoreMarks)]), "pass marks (合格线)"),
      may("empty", emptyShape, "what a part is worth to a unit that owed nothing in it"),
      may("ranking", .map(.scoreRanking), "how units are ranked (排名)"),
      may("tests", .list(.map(.scoreTest)), "assertions about the score"),
    ]
  }

  private var partKeys: [KeySpec] {
    let measure = Shape.choice(ScoreMeasure.allCases.map(\.rawValue))
    let share = Shape.text("a share, 90%")
    return [
      must("part", .text("an identifier"), "the part's name"), may("name", .text("a name"), "what people call it"),
      must("weight", .number, "its points out of 100"),
      may("value", measure, "what it measures"),
      may("min", .list(measure), "the lowest of several"), may("max", .list(measure), "the highest of several"),
      may("full", .number, "for measured-average: the value that is worth everything; 100"),
      may("from", .name(of: "score"), "the results of another score instead (计入)"),
      may("combine", .choice(RollUp.Combining.allCases.map(\.rawValue)), "how several results are made one; average"),
      may("years-back", .number, "results of so many years ago"),
      may("cap", share, "a value above counts as this"), may("floor", share, "a value below counts as this"),
      may("at-least", share, "a value below fails the unit"),
      may("empty", emptyShape, "overrides the score's"),
      may("duties", .oneOrMany(.name(of: "duty")), "only their tasks count"),
      may("below", .flag, "what units below it do counts too"),
    ]
  }

  private var emptyShape: Shape { .choice(EmptyPolicy.allCases.map(\.rawValue)) }
}
