import DutyDocuments

/// How somebody comes in: a token, or a link that works once. No passwords are kept.
///
/// - Parameter next: the path to go on to.
package func loginPage(_ state: FormState, next: String, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.loginTitle), lead: say(.loginLead))
  var secret = state.filled(
    PageField(
      "secret", say(.loginToken), .password, help: say(.loginTokenHelp), isRequired: true,
      autocomplete: "current-password"))
  // A secret is not shown again.
  secret.value = ""
  var form = PageForm(
    nil, path: "/login", fields: [secret], hidden: [PageHidden("next", next)], submit: say(.logIn))
  form.isOnce = false
  page.add(.form(form))
  page.add(.text(PageText(PageHeading(say(.loginNoneTitle), id: "none"), [say(.loginNoneText)], links: [
    PageLink(say(.fileFinding), "/findings/new"), PageLink(say(.followFinding), "/findings/follow"),
  ])))
  return page
}

/// The page that a one-time link opens: it is used up by a press, not by whoever fetches links ahead of people.
package func oneTimePage(secret: String, next: String, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.oneTimeTitle), lead: say(.oneTimeLead))
  var form = PageForm(
    nil, path: "/login", fields: [], hidden: [PageHidden("secret", secret), PageHidden("next", next)],
    submit: say(.oneTimeSubmit))
  form.isOnce = false
  page.add(.form(form))
  return page
}

/// A form came without a session: it ended meanwhile. The way back, and what was written, so that nothing is lost.
///
/// - Parameters:
///   - login: where to sign in, with the page to come back to.
///   - written: the texts of the form.
///   - hadFiles: whether files came with it: nobody can be given these back.
package func signedOutPage(login: String, written: [String], hadFiles: Bool = false, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.signedOutTitle))
  page.add(
    .notice(
      PageNotice(
        .bad, say(.signedOutText), lines: hadFiles ? [say(.signedOutFiles)] : [],
        link: PageLink(say(.signedOutAgain), login))))
  if let text = reader.writtenText(written) { page.add(.text(text)) }
  return page
}

extension PageReader {
  /// What was written into a form that is not taken, to be copied from here; `nil` for nothing.
  func writtenText(_ written: [String]) -> PageText? {
    guard !written.isEmpty else { return nil }
    var text = PageText(PageHeading(say(.signedOutWritten), id: "written"), written)
    text.isVerbatim = true
    return text
  }
}
