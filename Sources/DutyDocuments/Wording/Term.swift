/// A word or phrase of the documents; ``TermTable`` has it in every locale.
///
/// - Shape: `{0}`, `{1}` in a phrase stand for what is filled in.
package enum Term: Int, CaseIterable {
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
  // Notices: forms, frame and tables.
  case formReminder, formRectification, formBulletin, formInterview, formReferral, formCommendation, formExposure
  case formDeduction, formSuspension, formRevocation, formFirstOrder, formSecondOrder, formThirdOrder
  case noticeNumber, noticeDraft, noticeDraftNote, noticeWithdrawn, noticeAmended, noticeLapsed
  case lapsedVoid, lapsedNotFound, lapsedNotOurs, lapsedJoined, lapsedStruck, lapsedTooFew
  case sinceOpen, sinceReported, sinceClosed, sinceWithdrawn, sinceStruck, mainRecipients, copies
  case unitConcerned, basis, answerBy, answer
  case rungOfLadder, triggerBefore, triggerOverdue, triggerOverdueBy, triggerUnacknowledged, triggerUnanswered
  case triggerFailed, triggerVetoes, triggerRelapses, triggerBottom, triggerTop
  case answered, notAnswered, previousWithdrawn, conductedBy, eligibility, flagTerm, flagFrom, noEnd, approvedBy, casesTitle
  case caseGone, pointsGivenBack, pointsTakenAfterAll
  case deductionsTitle, previousTitle, dossierTitle, ordinal, whatHappened, deductedPerson, deductedPoints
  case evidenceReference, document, when, event, who, ledgerHead, plainDate, monthDay
  // Reports: titles and sentences.
  case reportBrief, reportDigest, reportMonthly, reportTwoMonthly, reportQuarterly, reportHalfYearly, reportYearly
  case reportLists, madeOn, partialTitle, partialNote, headlineTitle, measure, thisPeriod, periodBefore
  case changeColumn, tasksDue, tasksDueShort, onTimeRate, findingsDue, findingsShort, rectificationRate
  case rectifiedOnTimeRate, returnedReports, documentsRate, relapsesCount, vetoesCount, overdueTasks, openShort
  case overdueShort, notOverdue, countdownTitle, countdownSentence, countdownLast, campaign, commander
  case campaignLead, lastDay, daysLeft, workdaysLeft, agendaTitle, agendaNothing, daysLate, returnsColumn
  case stuckCause, toDecide, stuckOverdue, stuckReturned, stuckUnverified, stuckDisputed, stuckUnowned
  case stuckUndelivered, askUndelivered
  case stuckUnapproved, stuckUnanswered, askOverdue, askReturned, askUnverified, askDisputed, askUnowned
  case askUnapproved, askUnanswered, agesTitle, ratesTitle, unitsTitle, unitsNothing, leagueTitle, placesTitle
  case actionsTitle, postGapsTitle, postGapsNothing, documentsTitle, documentsNothing, unansweredTitle
  case unansweredNothing, relapsesTitle, relapsesNothing, vetoesTitle, vetoesNothing, noticesTitle, noticesNothing
  case flagsTitle, flagsNothing, deductionsNothing, listsNothing
  // Reports: columns, plots, lists.
  case unitClass, rank, score, rankBefore, movementColumn, bottomRunning, newInLeague, specialAction, goal, target
  case doneSoFar, progress, expectedPace, shortfall, post, ends, missingPeople, unansweredWhat, standard, closedOn
  case foundAgainOn, closer, subjectMatter, fromDay, untilDay, appeal, underAppeal, andMore, others, ratesPlot
  case agesPlot, leaguePlot, leagueLegend, heatPlot, ageBand, ageOver, ageValue, periodWeek
  case periodWeekBrief, periodMonth
  case periodTwoMonths, periodQuarter, periodFirstHalf, periodSecondHalf, periodYear, periodOther, daySpan
  case axisWeek, axisMonth, axisTwoMonths, axisQuarter, axisFirstHalf, axisSecondHalf, taskListTitle
  case measureListTitle, deadlineListTitle, cadence, measureText, nextDue, rectificationLimits, everyDay
  case everyWorkday, everyWeek, everyTwoWeeks, everyHalfMonth, everyMonth, everyTwoMonths, everyQuarter
  case everyHalfYear, everyYear, onDay, onLastWorkday, daysApart, timesPer, onDemand, everyWeekday, everyOtherWeekday
  case cadenceFrom, onDayOfMonth, onLastDay, onLastWeekday, onNthWorkday, onNthDay, onNthWeekday, unansweredCount
  case unansweredFirst, limitOfMany, thenLimit, gradeFail, gradePass, gradeGood
  // Workbooks.
  case ledgerTitle, duty, dutyID, subjectID, subjectName, occurrence, promised, reportedAt, closedAt, closure, onTime
  case roundsColumn, no, unitID, holderID, sectorColumn, grade, publishedRank, publishedScore, closureDone
  case closureFixed, closureNotFound, closureNotOurs, closureJoined, closureVoid, coverageTitle, verdict, openQuestions
  case unreachedTitle, diagnosticsTitle, item, valueColumn, questionKind, gapKind, tieKind, outsideKind
  case ruleBook, provedFrom, provedUntil, pairsProved, gapsFound, tiesFound, unreachedFound, standardID, subjectsColumn
  case leadsColumn, officeColumn, reachedBy, severity, fileColumn, lineColumn, message, remedy, planTitle, rulesColumn
}
