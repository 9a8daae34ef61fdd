import DutyDocuments

/// Why a page cannot be shown, or why something was not done.
package enum PageTrouble: Hashable, Sendable {
  case notFound
  case forbidden
  case conflict
  case refused
  case failed
  case tooMany
  case stale
  case tooLarge(megabytes: Int)
  case linkExpired
  case linkForged
  case linkMalformed
  case linkMoved
  /// A form that was sent before, with something else in it.
  case formReused
  /// A form whose key is none: it is not known whether it was sent before.
  case formKey

  /// By the code of a refusal, where that says more than its status.
  package init?(code: String) {
    switch code {
    case "csrf": self = .stale
    case "link-expired": self = .linkExpired
    case "link-forged": self = .linkForged
    case "link-malformed": self = .linkMalformed
    case "link-moved": self = .linkMoved
    case "form-reused": self = .formReused
    case "form-key": self = .formKey
    default: return nil
    }
  }

  /// By the status of an answer of HTTP.
  package init(status: Int) {
    switch status {
    case 404: self = .notFound
    case 401, 403: self = .forbidden
    case 409, 412: self = .conflict
    case 413: self = .tooLarge(megabytes: 10)
    case 429: self = .tooMany
    case 400..<500: self = .refused
    default: self = .failed
    }
  }

  package var status: Int {
    switch self {
    case .notFound: 404
    case .forbidden: 403
    case .conflict: 409
    case .refused: 422
    case .failed: 503
    case .tooMany: 429
    case .stale: 403
    case .tooLarge: 413
    case .linkExpired: 410
    case .linkForged: 403
    case .linkMalformed: 404
    case .linkMoved: 409
    case .formReused: 422
    case .formKey: 400
    }
  }
}

extension PageReader {
  /// What happened, in the reader's language; the machine's own words stay folded away.
  ///
  /// - Parameter because: what exactly it was, where that is known.
  package func notice(_ trouble: PageTrouble, because: String? = nil, detail: String = "") -> PageNotice {
    let (title, text) = words(of: trouble)
    return PageNotice(.bad, title, lines: [because ?? text], detail: detail)
  }

  fileprivate func words(of trouble: PageTrouble) -> (title: String, text: String) {
    switch trouble {
    case .notFound: (say(.notFoundTitle), say(.notFoundText))
    case .forbidden: (say(.forbiddenTitle), say(.forbiddenText))
    case .conflict: (say(.conflictTitle), say(.conflictText))
    case .refused: (say(.refusedTitle), say(.refusedText))
    case .failed: (say(.failedTitle), say(.failedText))
    case .tooMany: (say(.tooManyTitle), say(.tooManyText))
    case .stale: (say(.staleTitle), say(.staleText))
    case .tooLarge(let most): (say(.tooLargeTitle), say(.tooLargeText, String(most)))
    case .linkExpired: (say(.linkExpiredTitle), say(.linkExpiredText))
    case .linkForged: (say(.linkForgedTitle), say(.linkForgedText))
    case .linkMalformed: (say(.linkMalformedTitle), say(.linkMalformedText))
    case .linkMoved: (say(.linkMovedTitle), say(.linkMovedText))
    case .formReused: (say(.formReusedTitle), say(.formReusedText))
    case .formKey: (say(.formKeyTitle), say(.formKeyText))
    }
  }
}

/// A page that only says what is wrong.
///
/// - Parameters:
///   - written: the texts of a form that is not taken, where they are not to be lost.
///   - again: the same form with a key of its own, to be sent by one press.
package func troublePage(
  _ trouble: PageTrouble, because: String? = nil, detail: String = "", back: String = "/", written: [String] = [],
  again: FormAgain? = nil, _ reader: PageReader
) -> Page {
  let (title, text) = reader.words(of: trouble)
  var page = Page(title)
  let isLink = [.linkExpired, .linkForged, .linkMalformed, .linkMoved].contains(trouble)
  // Who followed a link finds the task in their queue, after signing in.
  let way =
    isLink
    ? PageLink(reader.say(.tabQueue), PageTab.queue.path)
    : PageLink(reader.say(trouble == .formReused ? .formReusedAgain : .back), back)
  page.add(.notice(PageNotice(.bad, because ?? text, link: way, detail: detail)))
  if let text = reader.writtenText(written) { page.add(.text(text)) }
  if let again {
    page.add(
      .form(
        PageForm(
          nil, note: again.hadFiles ? reader.say(.formKeyFiles) : "", path: again.path, fields: [],
          hidden: again.fields, submit: reader.say(.formKeyAgain))))
  }
  return page
}

/// What a form said that is to be sent once more, but for its files.
package struct FormAgain: Hashable, Sendable {
  package var path: String
  package var fields: [PageHidden]
  package var hadFiles: Bool

  package init(path: String, fields: [PageHidden], hadFiles: Bool) {
    self.path = path
    self.fields = fields
    self.hadFiles = hadFiles
  }
}
