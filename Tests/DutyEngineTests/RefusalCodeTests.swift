import Foundation
import Testing

/// What a person's form can meet has a cause of its own; what only commands meet may go without.
@Suite struct RefusalCodeTests {
  private static let commandsOnly: Set = ["Cascades.swift", "Summoning.swift", "CampaignProgress.swift", "ImportOperation.swift"]

  @Test func everyRefusalOfAPersonsWishSaysItsCause() throws {
    let top = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/DutyEngine/People")
    let files = try FileManager.default.contentsOfDirectory(at: top, includingPropertiesForKeys: nil)
    var refusals = 0
    for file in files where file.pathExtension == "swift" && !Self.commandsOnly.contains(file.lastPathComponent) {
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(!text.contains(".other,"), "\(file.lastPathComponent) refuses without a cause")
      refusals += text.components(separatedBy: "throw .denied(").count - 1
    }
    #expect(refusals > 80, "they were read: \(refusals)")
  }
}
