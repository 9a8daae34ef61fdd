extension PageRenderer {
  func form(_ form: PageForm) -> String {
    let errors = form.errors
    let isOpen = !form.isFolded || form.isOpen || !errors.isEmpty
    let label = form.heading?.text ?? form.submit
    // A folded form is opened by its own heading.
    let open =
      form.isFolded
      ? "<details class=\"fold\"" + (isOpen ? " open" : "") + "><summary>" + Markup(label).html + "</summary>\n" : ""
    return Templates.form(
      Scope([
        "id": .text(form.isFolded ? "" : form.heading?.id ?? ""),
        "head": .markup(form.isFolded ? "" : head(form.heading)), "prefix": .text(form.prefix),
        "errorsTitle": .text(reader.say(.errorsTitle, String(errors.count))),
        "errors": .markup(errors.map { error($0, form) }.joined()), "open": .markup(open),
        "close": .markup(form.isFolded ? "</details>" : ""), "method": .text(form.method.rawValue),
        "path": .text(form.path), "hasFiles": .flag(form.hasFiles), "isSearch": .flag(form.path == PageTab.search.path),
        "note": .text(form.note),
        "hidden": .markup(
          (form.method == .post ? token + (form.isOnce ? once() : "") : "") + hidden(form.hidden)),
        "fields": .markup(form.fields.map { field($0, form) }.joined()), "submit": .text(form.submit),
      ]))
  }

  private func error(_ field: PageField, _ form: PageForm) -> String {
    "<li><a href=\"#" + id(field, form) + "\">" + Markup(field.label + reader.say(.colon) + field.error).html + "</a></li>"
  }

  private func id(_ field: PageField, _ form: PageForm) -> String { form.prefix + "-" + Markup(field.name).html }

  private func field(_ field: PageField, _ form: PageForm) -> String {
    let id = id(field, form)
    var scope = Scope([
      "id": .markup(id), "label": .text(field.label), "need": .text(field.isRequired ? reader.say(.required) : ""),
      "help": .text(field.help), "error": .text(field.error), "unit": .text(field.unit),
      "described": .markup(described(field, id)),
    ])
    switch field.kind {
    case .radios(let options):
      scope["control"] = .markup(choices(options, "radio", field, id))
      return Templates.group(scope)
    case .checks(let options):
      scope["control"] = .markup(choices(options, "checkbox", field, id))
      return Templates.group(scope)
    default:
      scope["control"] = .markup(control(field, id))
      return Templates.field(scope)
    }
  }

  /// Ties a control to what is said of it, and to what is wrong with it.
  private func described(_ field: PageField, _ id: String) -> String {
    var ids: [String] = []
    if !field.help.isEmpty { ids.append(id + "-help") }
    if !field.error.isEmpty { ids.append(id + "-error") }
    var html = ids.isEmpty ? "" : " aria-describedby=\"" + ids.joined(separator: " ") + "\""
    if !field.error.isEmpty { html += " aria-invalid=\"true\"" }
    return html
  }

  private func control(_ field: PageField, _ id: String) -> String {
    let name = " id=\"" + id + "\" name=\"" + Markup(field.name).html + "\""
    let common = name + described(field, id) + (field.isRequired ? " required" : "")
    let value = " value=\"" + Markup(field.value).html + "\""
    let fill = " autocomplete=\"" + field.autocomplete + "\""
    let most = " maxlength=\"" + String(field.most) + "\""
    switch field.kind {
    case .lines:
      return "<textarea" + common + most + " rows=\"4\">" + Markup(field.value).html + "</textarea>"
    case .decimal: return "<input type=\"text\" inputmode=\"decimal\"" + common + value + fill + " size=\"8\">"
    case .whole: return "<input type=\"text\" inputmode=\"numeric\"" + common + value + fill + " size=\"6\">"
    case .date: return "<input type=\"date\"" + common + value + ">"
    case .password: return "<input type=\"password\"" + common + fill + most + ">"
    case .photo: return "<input type=\"file\" accept=\"image/*\" multiple" + common + ">"
    case .select(let options):
      return "<select" + common + ">" + options.map { option($0) }.joined() + "</select>"
    case .suggested(let options):
      let list = options.map { "<option value=\"" + Markup($0.value).html + "\">" + Markup($0.text).html + "</option>" }
      return "<input type=\"text\" list=\"" + id + "-list\"" + common + value + fill + most + "><datalist id=\"" + id
        + "-list\">" + list.joined() + "</datalist>"
    case .line, .radios, .checks: return "<input type=\"text\"" + common + value + fill + most + ">"
    }
  }

  private func option(_ option: PageOption) -> String {
    "<option value=\"" + Markup(option.value).html + "\"" + (option.isChosen ? " selected" : "") + ">"
      + Markup(option.text).html + "</option>"
  }

  private func choices(_ options: [PageOption], _ type: String, _ field: PageField, _ id: String) -> String {
    options.enumerated().map { index, option in
      let own = id + "-" + String(index + 1)
      return "<p class=\"choice\"><input type=\"" + type + "\" id=\"" + own + "\" name=\"" + Markup(field.name).html
        + "\" value=\"" + Markup(option.value).html + "\"" + (option.isChosen ? " checked" : "") + "> <label for=\"" + own
        + "\">" + Markup(option.text).html + "</label></p>\n"
    }.joined()
  }
}
