import CCurl
import DutyDelivery
import Synchronization

/// Sends HTTP POSTs with libcurl.
///
/// - Shape: one handle for each call that is under way, kept for the next, so that connections are used again.
/// - Laws: nothing but http and https, no redirects, certificates are verified; a call ends within its timeout, or soon
///   after ``stop()``.
package final class CurlClient: Sendable {
  package struct Answer: Hashable, Sendable {
    package var status: Int
    /// The first bytes.
    package var body: [UInt8]
  }

  package struct Failure: Error, Hashable, Sendable {
    package var cause: String
  }

  /// A handle is used by one thread at a time: whoever took it out of the pool.
  private struct Handle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer
  }

  /// What is written to while a call is under way.
  private final class Received {
    var body: [UInt8] = []
    static let limit = 4096
  }

  private let idle = Mutex<[Handle]>([])
  private let isStopping = Atomic(false)
  private static let hasStarted = duty_curl_start() == CURLE_OK

  package init() {}

  /// Calls that are under way end soon.
  package func stop() { isStopping.store(true, ordering: .releasing) }

  package func post(_ message: HTTPMessage, timeoutSeconds: Int) throws(Failure) -> Answer {
    guard Self.hasStarted, let handle = take() else { throw Failure(cause: "libcurl cannot be set up") }
    defer { idle.withLock { $0.append(handle) } }
    let curl = handle.pointer
    duty_curl_reset(curl)
    var list: UnsafeMutablePointer<curl_slist>?
    for header in message.headers { list = duty_curl_append(list, "\(header.name): \(header.value)") ?? list }
    // A body of any length goes out at once, whatever the other side might say first.
    list = duty_curl_append(list, "expect:") ?? list
    defer { duty_curl_free_all(list) }
    _ = duty_curl_text(curl, CURLOPT_URL, message.url)
    _ = duty_curl_text(curl, CURLOPT_PROTOCOLS_STR, "http,https")
    _ = duty_curl_long(curl, CURLOPT_NOSIGNAL, 1)
    _ = duty_curl_long(curl, CURLOPT_FOLLOWLOCATION, 0)
    _ = duty_curl_long(curl, CURLOPT_TIMEOUT, timeoutSeconds)
    _ = duty_curl_long(curl, CURLOPT_CONNECTTIMEOUT, min(timeoutSeconds, 10))
    _ = duty_curl_list(curl, CURLOPT_HTTPHEADER, list)
    return try perform(curl, message.body)
  }

  private func perform(_ curl: UnsafeMutableRawPointer, _ body: [UInt8]) throws(Failure) -> Answer {
    let received = Received()
    let code = body.withUnsafeBytes { bytes in
      _ = duty_curl_long(curl, CURLOPT_POST, 1)
      _ = duty_curl_long(curl, CURLOPT_POSTFIELDSIZE, bytes.count)
      _ = duty_curl_bytes(curl, CURLOPT_POSTFIELDS, bytes.baseAddress)
      _ = duty_curl_pointer(curl, CURLOPT_WRITEDATA, Unmanaged.passUnretained(received).toOpaque())
      _ = duty_curl_on_write(curl) { bytes, size, count, context in
        guard let bytes, let context else { return 0 }
        let received = Unmanaged<Received>.fromOpaque(context).takeUnretainedValue()
        let room = Received.limit - received.body.count
        UnsafeRawBufferPointer(start: bytes, count: size * count).prefix(max(0, room)).withContiguousStorageIfAvailable
        {
          received.body += Array($0)
        }
        return size * count
      }
      _ = duty_curl_long(curl, CURLOPT_NOPROGRESS, 0)
      _ = duty_curl_pointer(curl, CURLOPT_XFERINFODATA, Unmanaged.passUnretained(self).toOpaque())
      _ = duty_curl_on_progress(curl) { context, _, _, _, _ in
        guard let context else { return 0 }
        let client = Unmanaged<CurlClient>.fromOpaque(context).takeUnretainedValue()
        return client.isStopping.load(ordering: .acquiring) ? 1 : 0
      }
      return withExtendedLifetime(received) { duty_curl_perform(curl) }
    }
    guard code == CURLE_OK else { throw Failure(cause: String(cString: duty_curl_strerror(code))) }
    var status = 0
    _ = duty_curl_status(curl, &status)
    return Answer(status: status, body: received.body)
  }

  private func take() -> Handle? {
    if let handle = idle.withLock({ $0.popLast() }) { return handle }
    return duty_curl_init().map { Handle(pointer: $0) }
  }

  deinit {
    for handle in idle.withLock({ $0 }) { duty_curl_cleanup(handle.pointer) }
  }
}
