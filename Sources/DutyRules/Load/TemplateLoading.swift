import DutyBook

/// `templates/*.mustache`: the wording of numbered documents and reports.
extension Loading {
  /// Bytes of one template; no document is worded in more.
  static let templateBytes = 256 << 10

  func loadTemplates() {
    var shelf = TemplateShelf(locale: settings?.locale ?? .chinese)
    for file in files(.template) {
      // The bodies of channels are read with the channels that name them.
      if file.path.hasPrefix("dispatch/") { continue }
      guard file.path.hasPrefix("templates/") else {
        sink.report(
          .notRead, SourcePlace(file.path), "this template is not read", help: "move it to the folder `templates`")
        continue
      }
      guard var template = named(file), let text = templateText(file) else { continue }
      template.text = text
      check(template)
      if let earlier = shelf.add(template) {
        sink.report(
          .duplicateID, template.source, "there is a template for `\(template.form.name)` in this language already",
          help: "keep one, or give one a variant: `\(template.form.name).short.mustache`",
          related: [.init(earlier.source, "the other one")])
      }
    }
    templates = shelf
    checkRungs()
  }

  /// A wording that a rung names and no file gives.
  private func checkRungs() {
    for ladder in ladders.rows {
      for rung in ladder.rungs {
        guard let name = rung.template, let wording = NoticeWording(action: rung.action.rawValue, template: name),
          let variant = wording.variant
        else { continue }
        let known = templates.rows.filter { $0.form == .notice(wording.form) }.compactMap(\.variant)
        guard !known.contains(variant) else { continue }
        sink.report(
          .templateName, rung.source, "there is no template `\(wording.form.rawValue).\(shortened(variant))`",
          help: nearest.help(variant, in: known)
            ?? "add `templates/\(wording.form.rawValue).\(shortened(variant)).mustache`")
      }
    }
  }

  /// What a template is for, from its file's name: `bulletin.fire.en.mustache`.
  private func named(_ file: RuleFile) -> Template? {
    var parts = file.name.split(separator: ".", omittingEmptySubsequences: false).dropLast().map(String.init)
    let place = SourcePlace(file.path)
    let forms = TemplateForm.allCases.map(\.name)
    guard let form = parts.first.flatMap({ TemplateForm(name: $0) }) else {
      let name = parts.first ?? ""
      sink.report(
        .templateForm, place, "there is no document of the form `\(shortened(name))`",
        help: nearest.help(name, in: forms) ?? "forms: \(forms.joined(separator: ", "))")
      return nil
    }
    parts.removeFirst()
    let locale = parts.last.flatMap { Settings.Locale(rawValue: $0) }
    if locale != nil { parts.removeLast() }
    guard parts.count <= 1, parts.allSatisfy({ isIdentifier($0) }) else {
      let locales = Settings.Locale.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      sink.report(
        .templateForm, place, "`\(shortened(String(file.name)))` names more than a form, a variant and a language",
        help: "write `\(form.name).mustache` or `\(form.name).VARIANT.LANGUAGE.mustache`; languages: \(locales)")
      return nil
    }
    return Template(form: form, variant: parts.first, locale: locale, text: "", source: place)
  }

  /// The text with LF line ends; `nil` where it was reported.
  func templateText(_ file: RuleFile) -> String? {
    guard let decoded = decode(file, limit: Self.templateBytes, sink) else { return nil }
    let text = String(decoding: decoded.bytes, as: UTF8.self)
    let lines = String(text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 })
    if lines.allSatisfy(\.isWhitespace) {
      sink.report(
        .emptyFile, SourcePlace(file.path), "the template is empty", help: "remove it: every form has a wording")
      return nil
    }
    return lines
  }

  private func check(_ template: Template) {
    check(
      template.text, template.form.variables, of: "a document of the form `\(template.form.name)`",
      in: template.source.file)
  }

  /// Reports what is wrong with the tags of a template.
  ///
  /// - Parameter owner: what has the names, `a document of the form …`.
  func check(_ text: String, _ variables: [TemplateVariable], of owner: String, in file: String) {
    for fault in TemplateScanner.faults(in: text, variables: variables) {
      let (code, message, help) = words(fault.cause, owner)
      sink.report(code, SourcePlace(file, fault.line, fault.column), message, help: help)
    }
  }

  private func words(
    _ cause: TemplateFault.Cause, _ owner: String
  ) -> (code: DiagnosticCodes, message: String, help: String) {
    switch cause {
    case .openTag:
      (.templateSyntax, "`{{` is never closed", "close the tag with `}}`")
    case .unsupportedTag(let tag):
      (
        .templateSyntax, "`\(tag)` is no tag of a template",
        "write `{{name}}`, `{{#name}}…{{/name}}` or `{{^name}}…{{/name}}`; values are always escaped"
      )
    case .malformedName(let name):
      (.templateSyntax, "`\(shortened(name))` is no name", "names are small letters, digits and `-`: `{{answer-by}}`")
    case .unknownName(let name, let known):
      (
        .templateName, "\(owner) has no `\(shortened(name))`",
        nearest.help(name, in: known) ?? "names: \(unique(known).joined(separator: ", "))"
      )
    case .rowsAsText(let name):
      (.templateSyntax, "`\(name)` is a list", "write `{{#\(name)}}…{{/\(name)}}`")
    case .strayEnd(let name, nil):
      (.templateSyntax, "`{{/\(shortened(name))}}` ends nothing", "remove it, or begin the section with `{{#…}}`")
    case .strayEnd(let name, let open?):
      (.templateSyntax, "`{{/\(shortened(name))}}` ends nothing", "the open section is `\(open)`: write `{{/\(open)}}`")
    case .openSection(let name):
      (.templateSyntax, "the section `\(shortened(name))` is never ended", "end it with `{{/\(shortened(name))}}`")
    case .tooDeep:
      (.templateSyntax, "sections are nested too deeply", "no template needs more than 16 levels")
    }
  }

  private func unique(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
