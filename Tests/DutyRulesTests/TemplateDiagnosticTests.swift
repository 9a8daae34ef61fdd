import DutyBook
import DutyRules
import Foundation
import Testing

/// Templates: R140–R142, and what a book has of them.
@Suite struct TemplateDiagnosticTests {
  static let bulletin = "templates/bulletin.mustache"

  static let cases: [Case] = [
    Case(
      [.put(bulletin, "# 通报\n{{unit")], .templateSyntax, at: "\(bulletin):2:1", says: "never closed", why: "an open tag"
    ),
    Case(
      [.put(bulletin, "{{#cases}}{{place}}")], .templateSyntax, at: "\(bulletin):1:1", says: "`{{/cases}}`",
      why: "an open section"),
    Case([.put(bulletin, "甲{{/cases}}")], .templateSyntax, at: "\(bulletin):1:2", why: "an end of nothing"),
    Case(
      [.put(bulletin, "{{cases}}")], .templateSyntax, at: "\(bulletin):1:1", says: "is a list", why: "a list as text"),
    Case(
      [.put(bulletin, "{{{unit}}}")], .templateSyntax, at: "\(bulletin):1:1", says: "always escaped", why: "a raw value"
    ),
    Case(
      [.put(bulletin, "一\r\n二 {{anser-by}}")], .templateName, at: "\(bulletin):2:3", says: "`answer-by`",
      why: "a misspelt name, with the nearest, after a Windows line end"),
    Case(
      [.put(bulletin, "{{rectified}}")], .templateName, at: "\(bulletin):1:1", says: "`bulletin`",
      why: "a name of reports in a notice"),
    Case(
      [.put("templates/buletin.mustache", "x")], .templateForm, at: "templates/buletin.mustache:1:1",
      says: "`bulletin`",
      why: "a misspelt form"),
    Case(
      [.put("templates/bulletin.a.b.mustache", "x")], .templateForm, at: "templates/bulletin.a.b.mustache:1:1",
      why: "two variants"),
    Case(
      [.put(bulletin, "a"), .put("templates/bulletin.zh-Hans.mustache", "b")], .duplicateID,
      at: "templates/bulletin.zh-Hans.mustache:1:1", says: bulletin, why: "the district's language, named or not"),
    Case(
      [
        .replace(
          "ladders/overdue.yaml", "do: notice, to: [office.head]", "do: bulletin, template: veot, to: [office.head]"),
        .put("templates/bulletin.veto.mustache", "# 通报"),
      ], .templateName, at: "ladders/overdue.yaml:5:5", says: "`veto`", why: "a rung names a wording that is not there"),
    Case([.put(bulletin, " \n")], .emptyFile, at: "\(bulletin):1:1", why: "nothing in it"),
    Case(
      [.put(bulletin, String(repeating: "a", count: (256 << 10) + 1))], .tooLarge, at: "\(bulletin):1:1",
      why: "longer than any document"),
    Case(
      [.put("duties/bulletin.mustache", "x")], .notRead, at: "duties/bulletin.mustache:1:1", says: "`templates`",
      why: "in another folder"),
  ]

  @Test(arguments: cases) func reports(_ c: Case) { c.check() }

  @Test(arguments: TemplateForm.allCases) func theReferenceListsEveryName(_ form: TemplateForm) throws {
    let text = try ReferenceTests.text()
    let sections = text.split(separator: "\n## ")
    let section = try #require(sections.first { $0.hasPrefix("`templates/") })
    #expect(section.contains("`\(form.name)`"))
    for variable in form.variables {
      #expect(section.contains("`\(variable.name)`"), "\(variable.name)")
      if case .rows(let names) = variable.shape {
        for name in names { #expect(section.contains("`\(name.name)`"), "\(name.name)") }
      }
    }
  }

  /// The sample's own wordings, loaded as a district would.
  @Test func theSamplesTemplatesLoad() throws {
    let root = URL(filePath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let folder = root.appending(path: "rules/templates")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    let changes = try files.map { file in
      Change.put("templates/" + file.lastPathComponent, try String(contentsOf: file, encoding: .utf8))
    }
    let result = loader.load(sources(changes))
    #expect(result.diagnostics.map(\.description) == [])
    #expect(result.book?.templates.rows.count == files.count)
    #expect(files.count > 15)
  }

  @Test func aBookHasItsTemplates() throws {
    let result = loader.load(
      sources([
        .put(Self.bulletin, "# 通报\r\n{{unit}}"), .put("templates/bulletin.veto.en.mustache", "# Veto"),
        .put("templates/digest.en.mustache", "# Digest"),
      ]))
    let book = try #require(result.book)
    #expect(result.diagnostics.isEmpty)
    let template = try #require(book.templates.template(.notice(.bulletin), in: .chinese))
    #expect(template.text == "# 通报\n{{unit}}", "line ends are one kind")
    #expect(template.source.file == Self.bulletin)
    #expect(book.templates.template(.notice(.bulletin), variant: "veto", in: .english)?.text == "# Veto")
    #expect(book.templates.template(.report(.digest), in: .chinese) == nil)
  }
}
