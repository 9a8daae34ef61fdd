import DutyBook
import DutyLedger

/// What a citizen's program sends, as the engine takes it.
///
/// - Errors: 400 for what GeoReport wants and is missing, 404 for a service that is none.
struct Open311Report {
  /// The arguments of `finding-add`, without who takes it in.
  let fields: [String: JSONValue]
  /// Whether a token is wanted in the place of the number.
  let wantsToken: Bool

  static let shape = Shape.body(
    [
      "api_key": Shape.text(200), "jurisdiction_id": Shape.text(100), "service_code": Shape.text(100, least: 1),
      "lat": Shape.text(20), "long": Shape.text(20), "address_string": Shape.text(200), "address_id": Shape.text(100),
      "email": Shape.text(200), "device_id": Shape.text(200), "account_id": Shape.text(200),
      "first_name": Shape.text(100), "last_name": Shape.text(100), "phone": Shape.text(100),
      "description": Shape.text(4000), "media_url": Shape.text(500), "attribute[PLACE]": Shape.text(200),
      "respond": Shape.oneOf(["token"]),
    ], required: ["service_code"])

  init(_ form: FormBody, _ book: Book) throws(Problem) {
    func text(_ name: String, _ most: Int) throws(Problem) -> String {
      let text = form[name] ?? ""
      guard text.unicodeScalars.count <= most else {
        throw .badRequest("\(name) has more than \(most) characters", help: "say it in fewer words")
      }
      return text
    }
    let code = try text("service_code", 100)
    guard !code.isEmpty else { throw .badRequest("service_code was not provided", help: "see services") }
    guard let name = Open311Services(book: book).name(code) else {
      throw .notFound("service_code `\(code.prefix(60))` was not found", help: "see services")
    }
    let place = try Self.place(form)
    let (lat, long) = (try text("lat", 20), try text("long", 20))
    guard !place.isEmpty || (!lat.isEmpty && !long.isEmpty) else {
      throw .badRequest("where it is was not provided", help: "send lat and long, address_string or address_id")
    }
    var said = try text("description", 4000)
    if said.isEmpty { said = name }
    let media = try text("media_url", 500)
    if media.hasPrefix("https://") || media.hasPrefix("http://") { said += "\n" + media }
    let person = try text("last_name", 100) + text("first_name", 100)
    let (phone, email) = (try text("phone", 100), try text("email", 200))
    fields = [
      "text": .string(said), "standard": .string(code == Open311Services.other ? "" : code), "place": .string(place),
      "lat": .string(lat), "lon": .string(long), "source": .string(Open311Request.source), "unclassified": true,
      "reporter": .string(person), "contact": .string(phone.isEmpty ? email : phone),
    ]
    wantsToken = form["respond"] == "token"
  }

  /// The most exact of what was said of the place.
  private static func place(_ form: FormBody) throws(Problem) -> String {
    for name in ["address_id", "attribute[\(Open311Services.placeAttribute)]", "address_string"] {
      guard let text = form[name], !text.isEmpty else { continue }
      guard text.unicodeScalars.count <= 200 else {
        throw .badRequest("\(name) has more than 200 characters", help: "say it in fewer words")
      }
      return text
    }
    return ""
  }
}
