/// Draws shapes as SVG elements.
///
/// - Unit: tenths of a pixel for every length; `125` is written `12.5`.
/// - Source: SVG 1.1.
struct SVGWriter {
  enum Anchor: String { case start, middle, end }

  /// The strip at the top in which a picture's title stands.
  static let titleHeight = 340

  private let id: String
  private let width: Int
  private let height: Int
  private var body: [UInt8] = []
  private var patterns: [String] = []

  /// - Parameters:
  ///   - id: begins the ids of what the drawing defines.
  ///   - width: of the picture, like `height` in tenths of a pixel.
  init(id: String, width: Int, height: Int) {
    self.id = id
    self.width = width
    self.height = height
  }

  // MARK: Shapes

  mutating func line(
    _ from: (x: Int, y: Int), _ to: (x: Int, y: Int), width: Int = 10, stroke: String = "#000", dash: String = ""
  ) {
    open("line", [("x1", from.x), ("y1", from.y), ("x2", to.x), ("y2", to.y), ("stroke-width", width)])
    attribute("stroke", stroke)
    if !dash.isEmpty { attribute("stroke-dasharray", dash) }
    close()
  }

  mutating func polyline(_ points: [(x: Int, y: Int)], width: Int = 20, dash: String = "") {
    guard points.count > 1 else { return }
    raw("<polyline points=\"")
    raw(points.map { number($0.x) + "," + number($0.y) }.joined(separator: " "))
    raw("\" fill=\"none\" stroke=\"#000\" stroke-linejoin=\"round\" stroke-width=\"" + number(width) + "\"")
    if !dash.isEmpty { attribute("stroke-dasharray", dash) }
    close()
  }

  mutating func rectangle(
    _ x: Int, _ y: Int, _ width: Int, _ height: Int, fill: String, stroke: String = "#000", line: Int = 10
  ) {
    open("rect", [("x", x), ("y", y), ("width", width), ("height", height)])
    attribute("fill", fill)
    attribute("stroke", stroke)
    attribute("stroke-width", number(line))
    close()
  }

  mutating func circle(_ center: (x: Int, y: Int), _ radius: Int, isFilled: Bool) {
    open("circle", [("cx", center.x), ("cy", center.y), ("r", radius)])
    marked(isFilled)
  }

  mutating func square(_ center: (x: Int, y: Int), _ half: Int, isFilled: Bool) {
    open("rect", [("x", center.x - half), ("y", center.y - half), ("width", 2 * half), ("height", 2 * half)])
    marked(isFilled)
  }

  mutating func text(
    _ text: String, _ x: Int, _ y: Int, _ anchor: Anchor = .start, size: Int = 120, isBold: Bool = false,
    fill: String = "#000", hasHalo: Bool = false
  ) {
    open("text", [("x", x), ("y", y)])
    if anchor != .start { attribute("text-anchor", anchor.rawValue) }
    attribute("font-size", number(size))
    if isBold { attribute("font-weight", "700") }
    if fill != "#000" { attribute("fill", fill) }
    // A white rim keeps a number readable on a line.
    if hasHalo { raw(" stroke=\"#fff\" stroke-width=\"3\" stroke-linejoin=\"round\" paint-order=\"stroke\"") }
    raw(">")
    escaped(text)
    raw("</text>\n")
  }

  /// A fill of slanted lines; gives what `fill` takes.
  mutating func hatching() -> String {
    let name = id + "-hatching"
    let lines =
      "<pattern id=\"\(name)\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">"
      + "<rect width=\"6\" height=\"6\" fill=\"#fff\"/><line x1=\"0\" y1=\"0\" x2=\"0\" y2=\"6\" stroke=\"#000\" "
      + "stroke-width=\"4\"/></pattern>\n"
    if !patterns.contains(lines) { patterns.append(lines) }
    return "url(#\(name))"
  }

  // MARK: The file

  /// The element with its title and description; a file of its own has a declaration before it.
  func finished(title: String, description: String, standalone: Bool) -> [UInt8] {
    var out = SVGWriter(id: id, width: width, height: height)
    if standalone { out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") }
    // A page has a heading of its own above the picture, so its title is cropped there.
    let crop = standalone ? 0 : SVGWriter.titleHeight
    let size = number(width) + " " + number(height - crop)
    // Inside a page the element needs no name space.
    out.raw(standalone ? "<svg xmlns=\"http://www.w3.org/2000/svg\"" : "<svg")
    out.raw(" viewBox=\"0 \(number(crop)) \(size)\" role=\"img\"")
    out.raw(" width=\"\(number(width))\" height=\"\(number(height - crop))\"")
    out.raw(" aria-labelledby=\"\(id)-title \(id)-desc\" font-family=\"")
    out.raw("'Noto Sans CJK SC', 'Source Han Sans SC', 'Microsoft YaHei', 'Noto Sans', sans-serif\">\n")
    out.raw("<title id=\"\(id)-title\">")
    out.escaped(title)
    out.raw("</title>\n<desc id=\"\(id)-desc\">")
    out.escaped(description)
    out.raw("</desc>\n")
    if !patterns.isEmpty { out.raw("<defs>\n" + patterns.joined() + "</defs>\n") }
    out.raw("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n")
    out.body.append(contentsOf: body)
    out.raw("</svg>\n")
    return out.body
  }

  // MARK: Pieces

  private mutating func marked(_ isFilled: Bool) {
    attribute("fill", isFilled ? "#000" : "#fff")
    attribute("stroke", "#000")
    attribute("stroke-width", "1.6")
    close()
  }

  private mutating func open(_ name: String, _ lengths: [(String, Int)]) {
    raw("<" + name)
    for (name, value) in lengths { attribute(name, number(value)) }
  }

  private mutating func attribute(_ name: String, _ value: String) { raw(" " + name + "=\"" + value + "\"") }
  private mutating func close() { raw("/>\n") }
  private mutating func raw(_ text: String) { body.append(contentsOf: text.utf8) }

  /// Data as character content.
  private mutating func escaped(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      default:
        // XML knows no control characters, and no two of the last.
        let isText = scalar.value >= 32 && scalar.value != 127 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
        if isText { body.append(contentsOf: String(Character(scalar)).utf8) }
      }
    }
  }

  private func number(_ tenths: Int) -> String {
    let sign = tenths < 0 ? "-" : ""
    let whole = String(tenths.magnitude / 10)
    return sign + whole + (tenths % 10 == 0 ? "" : "." + String(tenths.magnitude % 10))
  }
}

/// How wide a text is in a sans-serif face, in tenths of a pixel at a size in tenths of a pixel.
///
/// - Source: Chinese is as wide as it is high; the others are taken at 0.56 of it, the width of Noto Sans' digits.
func textWidth(_ text: String, size: Int = 120) -> Int {
  text.unicodeScalars.reduce(0) { $0 + (isWide($1) ? size : size * 56 / 100) }
}

/// The text, cut with `…` where it is wider than `width`.
func fitted(_ text: String, _ width: Int, size: Int = 120) -> String {
  guard textWidth(text, size: size) > width else { return text }
  var kept = ""
  var used = size
  for character in text {
    used += textWidth(String(character), size: size)
    guard used <= width else { break }
    kept.append(character)
  }
  return kept + "…"
}
