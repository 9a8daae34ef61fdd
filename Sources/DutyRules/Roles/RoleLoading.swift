import DutyBook

extension Loading {
  /// The vocabulary as far as the registers are read.
  var vocabulary: RoleVocabulary {
    RoleVocabulary(units: units, people: people, kinds: places.kindNames, relations: signatures)
  }

  /// A role expression, or a diagnostic at the word that is at fault.
  func role(_ text: RuleText, _ use: RoleUse, subjectIsUnit: Bool = false) -> RoleExpression? {
    do throws(RoleExpressionError) {
      return try RoleExpressionParser.parse(
        text.string, use: use, subjectIsUnit: subjectIsUnit, in: vocabulary, source: text.place)
    } catch {
      sink.report(error.code, text.place(at: error.position), error.message, help: error.help)
      return nil
    }
  }
}
