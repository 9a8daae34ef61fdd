import DutyBook
import Foundation
import Testing

@testable import DutyDocuments

/// Templates: what they may say, and that whatever is accepted renders.
@Suite struct TemplateTests {
  static let variables: [TemplateVariable] = [
    TemplateVariable("unit", .text, ""), TemplateVariable("count", .count, ""),
    TemplateVariable("cases", .rows([TemplateVariable("place", .text, ""), TemplateVariable("what", .text, "")]), ""),
    TemplateVariable("names", .lines, ""),
  ]

  struct Fault: Sendable {
    var text: String
    var causes: [String]
    var why: String

    init(_ text: String, _ causes: [String], _ why: String) {
      self.text = text
      self.causes = causes
      self.why = why
    }
  }

  static let faults: [Fault] = [
    Fault("plain { text } }}", [], "braces that are no tags"),
    Fault("{{unit}} {{ unit }} {{count}}", [], "values"),
    Fault("{{#cases}}{{place}}{{unit}}{{/cases}}", [], "a row's names and those around it"),
    Fault("{{#names}}{{.}}{{/names}}", [], "a line is the dot"),
    Fault("{{#unit}}a{{/unit}}{{^unit}}b{{/unit}}", [], "text or no text"),
    Fault("{{! anything {{ at all }}", [], "a comment ends at the first closing braces"),
    Fault("{{unit}", ["1:1 openTag"], "one brace short"),
    Fault("a\n  {{unt}}", ["2:3 unknownName unt"], "a misspelt name, with its place"),
    Fault("中文{{路}}", ["1:3 malformedName 路"], "columns are characters"),
    Fault("{{}}", ["1:1 malformedName "], "no name"),
    Fault("{{{unit}}}", ["1:1 unsupportedTag {{{"], "raw values are not offered"),
    Fault("{{&unit}}", ["1:1 unsupportedTag {{&"], "nor by the other spelling"),
    Fault("{{>other}}", ["1:1 unsupportedTag {{>"], "no partials"),
    Fault("{{=<% %>=}}", ["1:1 unsupportedTag {{="], "no other delimiters"),
    Fault("{{%CONTENT_TYPE:HTML}}", ["1:1 unsupportedTag {{%"], "no pragmas: escaping is not the author's"),
    Fault("{{place}}", ["1:1 unknownName place"], "a row's name outside its rows"),
    Fault("{{^cases}}{{place}}{{/cases}}", ["1:11 unknownName place"], "there is no row where there are none"),
    Fault("{{cases}}", ["1:1 rowsAsText cases"], "a list is not a text"),
    Fault("{{.}}", ["1:1 unknownName ."], "a dot outside of lines"),
    Fault("{{/unit}}", ["1:1 strayEnd unit"], "an end without a beginning"),
    Fault("{{#unit}}", ["1:1 openSection unit"], "a beginning without an end"),
    Fault(
      "{{#unit}}{{#count}}{{/unit}}", ["1:10 openSection count"], "the outer end closes the inner section, once said"),
    Fault("{{#nobody}}{{/nobody}}", ["1:1 unknownName nobody"], "a section on nothing known"),
    Fault(
      String(repeating: "{{#unit}}", count: 17) + String(repeating: "{{/unit}}", count: 17), ["1:145 tooDeep"],
      "deeper than any document"),
  ]

  @Test(arguments: faults) func scans(_ c: Fault) {
    let found = TemplateScanner.faults(in: c.text, variables: Self.variables).map { fault in
      "\(fault.line):\(fault.column) " + Self.name(fault.cause)
    }
    #expect(found == c.causes, "\(c.why)")
  }

  private static func name(_ cause: TemplateFault.Cause) -> String {
    switch cause {
    case .openTag: "openTag"
    case .unsupportedTag(let tag): "unsupportedTag " + tag
    case .malformedName(let name): "malformedName " + name
    case .unknownName(let name, _): "unknownName " + name
    case .rowsAsText(let name): "rowsAsText " + name
    case .strayEnd(let name, _): "strayEnd " + name
    case .openSection(let name): "openSection " + name
    case .tooDeep: "tooDeep"
    }
  }

  private var scope: TemplateScope {
    var scope = TemplateScope()
    scope.set("unit", "市政局")
    scope.set("count", 2)
    var row = TemplateScope()
    row.set("place", "中山路")
    row.set("what", "")
    scope["cases"] = .rows([row, row])
    scope["names"] = .lines(["甲", "乙"])
    return scope
  }

  @Test(arguments: [
    ("{{unit}}", "市政局", "a value"), ("{{#count}}{{count}} 件{{/count}}", "2 件", "a number that is not zero"),
    ("{{#cases}}{{place}}{{#what}}：{{what}}{{/what}}；{{/cases}}", "中山路；中山路；", "an empty text opens no section"),
    ("{{#cases}}{{unit}}{{/cases}}", "市政局市政局", "names from around the rows"),
    ("{{#names}}[{{.}}]{{/names}}", "[甲][乙]", "lines"), ("{{^what}}none{{/what}}", "none", "what is not there"),
    ("a\n{{! note }}\nb", "a\nb", "a comment takes its line with it"),
  ])
  func fills(_ template: String, _ text: String, _ why: String) {
    #expect(filled(template, scope) == text, "\(why)")
  }

  @Test(arguments: TemplateForm.allCases, Settings.Locale.allCases)
  func builtInWordingsAreSound(_ form: TemplateForm, _ locale: Settings.Locale) {
    let text = BuiltinTemplates.text(form, locale)
    #expect(!text.isEmpty)
    #expect(TemplateScanner.faults(in: text, variables: form.variables) == [])
    #expect(filled(text, TemplateScope()) != nil)
    #expect(text.hasPrefix("# "), "each names its document")
  }

  @Test func everyNameHasAValueOfItsShape() throws {
    let words = Words(.chinese)
    for notice in try SampleNotices().all() {
      #expect(noticeScope(notice, words).gives(TemplateForm.notice(notice.form).variables), "\(notice.form)")
    }
    for document in try SampleReports().all() {
      #expect(reportScope(document, words).gives(TemplateForm.report(document.form).variables), "\(document.form)")
    }
  }

  /// The law of the scanner: mutated templates that it accepts are templates to the library too.
  @Test func whatTheScannerAcceptsTheLibraryParses() throws {
    var dice = SplitMix(seed: 20_261_123)
    let pieces = ["{{", "}}", "{", "}", "#", "/", "^", "!", " ", "\n", "unit", "cases", "names", ".", "place", "中"]
    var accepted = 0
    for round in 0..<6000 {
      var text = ["{{#cases}}\n- {{place}}\n{{/cases}}", "{{#unit}}{{unit}}{{/unit}}", "a {{! c }} b"][round % 3]
      for _ in 0..<(1 + dice.next(3)) {
        let place = text.index(text.startIndex, offsetBy: dice.next(text.count + 1))
        text.insert(contentsOf: pieces[dice.next(pieces.count)], at: place)
      }
      guard TemplateScanner.faults(in: text, variables: Self.variables).isEmpty else { continue }
      accepted += 1
      #expect(filled(text, scope) != nil, "\(text.debugDescription)")
    }
    #expect(accepted > 500, "the property was put to the test")
  }

  @Test func theSamplesTemplatesAreSound() throws {
    let here = URL(filePath: #filePath).resolvingSymlinksInPath()
    let folder = here.deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "rules/templates")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "mustache" }
    #expect(files.count > 15)
    for file in files {
      let name = String(file.lastPathComponent.prefix { $0 != "." })
      let form = try #require(TemplateForm(name: name), "\(name)")
      let text = try String(contentsOf: file, encoding: .utf8)
      #expect(TemplateScanner.faults(in: text, variables: form.variables) == [], "\(file.lastPathComponent)")
      #expect(filled(text, TemplateScope()) != nil, "\(file.lastPathComponent)")
    }
  }

  @Test func aBooksTemplateComesBeforeTheBuiltIn() throws {
    let place = SourcePlace("templates/bulletin.mustache")
    let shelf = TemplateShelf([
      Template(form: .notice(.bulletin), text: "# 甲\n一般", source: place),
      Template(form: .notice(.bulletin), variant: "veto", text: "# 乙\n一票否决", source: place),
      Template(form: .notice(.bulletin), locale: .english, text: "# C\nin English", source: place),
    ])
    var notice = try SampleNotices().bulletin()
    func title(_ locale: Settings.Locale) -> String { NoticeText(notice, Words(locale), shelf).title }
    #expect(title(.chinese) == "甲")
    #expect(title(.english) == "C")
    notice.variant = "veto"
    #expect(title(.chinese) == "乙")
    #expect(title(.english) == "C", "no variant in that language: the form's own")
    notice.variant = "fire"
    #expect(title(.chinese) == "甲", "a variant that is not there")
  }

  @Test func aShelfHasOneOfEach() {
    var shelf = TemplateShelf()
    let place = SourcePlace("templates/a")
    let first = Template(form: .report(.digest), text: "a", source: place)
    #expect(shelf.add(first) == nil)
    #expect(shelf.add(Template(form: .report(.digest), locale: .chinese, text: "b", source: place)) == first)
    #expect(shelf.add(Template(form: .report(.digest), locale: .english, text: "c", source: place)) == nil)
    #expect(shelf.template(.report(.digest), in: .english)?.text == "c")
    #expect(shelf.template(.report(.brief), in: .chinese) == nil)
  }
}

/// Steele, Lea and Flood's generator, for properties over the same cases each time.
struct SplitMix {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(_ below: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, below)))
  }
}
