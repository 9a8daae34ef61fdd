import DutyDocuments

/// How somebody comes in: a token, or a link that works once. No passwords are kept.
///
/// - Parameter next: the path to go on to.
package func loginPage(_ state: FormState, next: String, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.loginTitle), lead: say(.loginLead))
  page.add(
    .form(
      PageForm(
        nil, path: "/login",
        fields: [
          state.filled(
            PageField(
              "secret", say(.loginToken), .password, help: say(.loginTokenHelp), isRequired: true,
              autocomplete: "current-password"))
        ].map { field in
          // A secret is not shown again.
          var field = field
          field.value = ""
          return field
        }, hidden: [PageHidden("next", next)], submit: say(.logIn))))
  page.add(.text(PageText(PageHeading(say(.loginNoneTitle), id: "none"), [say(.loginNoneText)], links: [
    PageLink(say(.fileFinding), "/findings/new"), PageLink(say(.followFinding), "/findings/follow"),
  ])))
  return page
}

/// The page that a one-time link opens: it is used up by a press, not by whoever fetches links ahead of people.
package func oneTimePage(secret: String, next: String, _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.oneTimeTitle), lead: say(.oneTimeLead))
  page.add(
    .form(
      PageForm(nil, path: "/login", fields: [], hidden: [PageHidden("secret", secret), PageHidden("next", next)],
        submit: say(.oneTimeSubmit))))
  return page
}

/// A form came without a session: it ended meanwhile. The way back, and what was written, so that nothing is lost.
///
/// - Parameters:
///   - login: where to sign in, with the page to come back to.
///   - written: the texts of the form.
package func signedOutPage(login: String, written: [String], _ reader: PageReader) -> Page {
  let say = reader.say
  var page = Page(say(.signedOutTitle))
  page.add(
    .notice(PageNotice(.bad, say(.signedOutText), link: PageLink(say(.signedOutAgain), login))))
  if !written.isEmpty {
    var text = PageText(PageHeading(say(.signedOutWritten), id: "written"), written)
    text.isVerbatim = true
    page.add(.text(text))
  }
  return page
}
