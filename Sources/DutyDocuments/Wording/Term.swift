/// A word or phrase of the documents; ``TermTable`` has it in every locale.
///
/// - Shape: `{0}`, `{1}` in a phrase stand for what is filled in.
enum Term: Int, CaseIterable {
  // The sheet.
  case title, indexTitle, preview, previewNote, provisionalNote, provisional, notices
  case district, date, revision, revisionValue, dispatchedAt, previewAt, nextDispatch, rules, zone
  case recipient, recipientID, unit, person, posts, units, people, documentState, dispatched
  case nothing, onlyCounts, counts, total, openTasks, withWork, withNothing
  case signedBy, signedOn, remarks
  // Sections.
  case escalated, overdue, dueToday, toVerify, new, comingUp, later, waiting
  // Roles.
  case holder, lead, verifier, leader, support, office, escalation
  // Roles that only gaps name.
  case approver
  // Columns and parts of a line.
  case done, number, checkCode, section, role, task, ask, checklist, evidence, place, placeID, path, opens, due, limit
  case state, rung, veto, why, period, overdueBy, marks, yes, documents
  // Marks.
  case vetoMark, rungMark, newMark, caughtUpMark, provisionalMark, occurrenceMark
  // States.
  case generated, dispatchedState, acknowledged, reported, returned, suspended, closed, voided
  // Moments.
  case today, tomorrow, days, hours, minutes
  case monday, tuesday, wednesday, thursday, friday, saturday, sunday
  case january, february, march, april, may, june, july, august, september, october, november, december
  case longDate
  // Reasons.
  case actingFor, rungReason, officeFallback, unreachable, unrecorded
  // Amounts and limits.
  case atLeast, atMost, workdays, workday, workingHours, workingHour, workingMinutes, urgentHours, urgentHour
  case urgentMinutes, limitDays, limitDay, exactDays, dayOfPeriod, dayOfNext, lastWorkday, endOfPeriod
  // The designation list.
  case designations, designationsNote, gapID, missingRole, topic, witness, pairs, span, reason, open
  // Punctuation.
  case listSeparator, itemSeparator, colon, inParentheses, inBrackets, dot
}
