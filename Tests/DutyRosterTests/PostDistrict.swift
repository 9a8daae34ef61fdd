import DutyBook
import DutyCalendar
import DutyRoster
import DutyTestKit

/// The small district with a campaign of posts.
enum PostDistrict {
  /// 2026-12-01 is a Tuesday.
  static func campaign(_ posts: String, window: String = "2026-12-01..2026-12-03") -> District {
    District.small.putting("campaigns/c.yaml", "campaign: c\nwindow: \(window)\nposts:\n\(posts)")
  }

  /// One post as a row of `posts:`.
  static func post(
    _ name: String = "desk", at: String = "{ id: road-zs }", hours: String = "\"08:00-12:00\"", staff: String = "1",
    shift: String = "4h", rest: String = "8h", people: String = "u-jt.member", more: String = ""
  ) -> String {
    "  - { post: \(name), at: \(at), hours: \(hours), staff: \(staff), shift: \(shift), rest: \(rest), "
      + "people: \(people)\(more.isEmpty ? "" : ", " + more) }\n"
  }

  static func roster(_ district: District) throws -> Roster {
    let book = try district.book()
    guard let campaign = book.campaigns["c"] else { throw DistrictError(description: "no campaign") }
    return book.roster(of: campaign)
  }

  /// `12-01 08:00 desk@road-zs p-jt1,p-jt2`.
  static func lines(_ roster: Roster) -> [String] {
    roster.shifts.map { "\(wall($0.from).dropFirst(5)) \($0.post)@\($0.place) \($0.people.joined(separator: ","))" }
  }
}
