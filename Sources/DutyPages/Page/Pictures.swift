import DutyDocuments

/// Photos, each a link to itself: small on the page, whole when pressed.
///
/// - Shape: the addresses are of this site; what they answer with is a photo and nothing that a browser runs.
package struct PagePictures: Hashable, Sendable {
  package struct Picture: Hashable, Sendable {
    package var href: String
    /// What a reader who does not see it is told: what it shows, of what.
    package var label: String
    /// Under it: who showed it, and when.
    package var caption: String

    package init(href: String, label: String, caption: String) {
      self.href = href
      self.label = label
      self.caption = caption
    }
  }

  package var heading: PageHeading
  package var pictures: [Picture]

  package init(_ heading: PageHeading, _ pictures: [Picture]) {
    self.heading = heading
    self.pictures = pictures
  }
}

extension PageReader {
  /// The photos among what was shown, for somebody who looks at `subject`; `nil` where there are none.
  func pictures(_ evidence: [ShownEvidence], of subject: String) -> PagePictures? {
    let shown = evidence.filter(\.isPicture)
    guard !shown.isEmpty else { return nil }
    return PagePictures(
      PageHeading(say(.photosTitle), id: "photos"),
      shown.map { file in
        let kind = Vocabulary.word(file.shows, words)
        return PagePictures.Picture(
          href: file.href, label: say(.photoLabel, kind, subject, file.by),
          caption: [kind, file.by, moments.short(file.at)].filter { !$0.isEmpty }.joined(separator: " · "))
      })
  }
}
