import DutyDigest
import DutyPages
import DutyRights
import HTTPTypes

/// By what a request is known when it comes again, and what it asks.
///
/// - Shape: a program's is the header `Idempotency-Key`, and asks what path and body say. A page's form carries its own
///   in the field ``PageReader/onceField``, another with every rendering; it asks what its fields and files say, for a
///   browser that sends a form again writes other bytes between them.
/// - Errors: 400 for a key that is none.
struct OnceKey: Sendable {
  /// Whose it is: the same key of another caller is another key.
  let scope: String
  let text: String
  /// A hash of what is asked.
  let request: [UInt8]
  let isForm: Bool

  /// The key of a request; `nil` for one that has none.
  static func of(_ request: FrontRequest) throws(Problem) -> OnceKey? {
    let actor = request.actor
    if request.route.style == .page, let form = request.sent, let text = form[PageReader.onceField] {
      guard (16...64).contains(text.utf8.count), text.utf8.allSatisfy({ letters.contains($0) }) else {
        throw Problem(
          400, "form-key", "the form's key is no key; nothing was done",
          help: "send it again from the page that answers, or load the form anew")
      }
      // Nobody guesses it, so that it does not matter from which address somebody without an account sends it again.
      return OnceKey(
        scope: "form of " + (actor.isSignedIn ? actor.id : "anybody"), text: text,
        request: asked(form, at: request.path), isForm: true)
    }
    guard let text = request.fields[.idempotencyKey] else { return nil }
    guard (1...128).contains(text.utf8.count), text.utf8.allSatisfy({ (33...126).contains($0) || $0 == 32 }) else {
      throw .badRequest("the idempotency key is no key", help: "send 1 to 128 printable characters")
    }
    return OnceKey(
      scope: actor.isSignedIn ? actor.id : "anybody at \(request.address)", text: text,
      request: Digest(of: Array("POST \(request.path)\n".utf8) + request.body).bytes, isForm: false)
  }

  private static let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// What a form asks: its fields but for the marks that belong to the page, and its files.
  private static func asked(_ form: FormBody, at path: String) -> [UInt8] {
    var bytes = Array("POST \(path)\n".utf8)
    func add(_ part: some Collection<UInt8>) {
      bytes += Array("\(part.count):".utf8)
      bytes += part
    }
    for item in form.texts.items where item.name != PageReader.onceField && item.name != PageReader.tokenField {
      add(item.name.utf8)
      add(item.value.utf8)
    }
    for file in form.files {
      add(file.field.utf8)
      add(file.name.utf8)
      add(Digest(of: file.bytes).bytes)
    }
    return Digest(of: bytes).bytes
  }
}
