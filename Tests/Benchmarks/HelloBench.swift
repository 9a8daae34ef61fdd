import Hummingbird
import Logging

/// The ceiling of the load: a server of the same kind that does nothing.
enum HelloBench {
  /// Answers every question with a word, until it is told to stop.
  static func run(port: Int) async throws {
    let router = Router()
    router.get("**") { _, _ in "hello" }
    router.post("**") { request, _ in
      _ = try await request.body.collect(upTo: 1 << 20)
      return "hello"
    }
    var logger = Logger(label: "hello")
    logger.logLevel = .warning
    let application = Application(
      router: router, configuration: .init(address: .hostname("127.0.0.1", port: port)), logger: logger)
    try await application.runService()
  }
}
