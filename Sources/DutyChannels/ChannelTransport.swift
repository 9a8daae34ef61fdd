import DutyBook
import DutyDelivery
import DutyLedger
import DutyPorts
import Synchronization

/// Sends parcels by the kind of their channel.
///
/// - Laws: those of ``MessageTransport``; a credential is read when it is needed, so that a new one counts at once, and
///   no cause ever names what a credential says.
package final class ChannelTransport: MessageTransport {
  private let shelf: any DocumentShelf
  private let credential: @Sendable (String) -> [UInt8]?
  private let client = CurlClient()
  private let isStopping = Atomic(false)

  /// - Parameter shelf: the state directory, below which `files` keeps its messages.
  package init(shelf: any DocumentShelf, credential: @escaping @Sendable (String) -> [UInt8]?) {
    self.shelf = shelf
    self.credential = credential
  }

  /// What is under way ends soon.
  package func stop() {
    isStopping.store(true, ordering: .releasing)
    client.stop()
  }

  package func send(_ parcel: Parcel) -> SendResult {
    do throws(FormFault) {
      switch parcel.channel.kind {
      case .files: return keep(parcel)
      case .webhook, .robot:
        let secrets = try secrets(parcel.channel)
        let isRobot = parcel.channel.kind == .robot
        let message = isRobot ? try parcel.robot(secrets) : try parcel.webhook(secrets)
        return hiding(secrets, in: post(message, parcel.channel))
      case .mail: return run(mailCommand(parcel), try parcel.mail(), parcel.channel)
      case .program: return run(programCommand(parcel), programInput(parcel), parcel.channel)
      }
    } catch {
      return .failed(error.description, isFinal: error.isFinal)
    }
  }

  private func secrets(_ channel: Channel) throws(FormFault) -> ChannelSecrets {
    ChannelSecrets(secret: try text(of: channel.secret), token: try text(of: channel.token))
  }

  /// The other side may say back what it was told: what credentials say is taken out of it.
  private func hiding(_ secrets: ChannelSecrets, in result: SendResult) -> SendResult {
    guard case .failed(var cause, let isFinal) = result else { return result }
    for secret in [secrets.secret, secrets.token] where !secret.isEmpty {
      cause = cause.replacing(secret, with: "…").replacing(percentEncoded(secret), with: "…")
    }
    return .failed(cause, isFinal: isFinal)
  }

  /// A credential's text without the line end that editors leave.
  private func text(of name: String) throws(FormFault) -> String {
    if name.isEmpty { return "" }
    guard let bytes = credential(name) else {
      throw FormFault("there is no credential `\(name)`: give the service `LoadCredential=\(name):PATH`")
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return String(text.reversed().drop(while: \.isWhitespace).reversed())
  }

  // MARK: Files

  /// `outbox/CHANNEL/RECIPIENT/ID.json`, and the document beside it. The JSON comes last: where it is, all is.
  private func keep(_ parcel: Parcel) -> SendResult {
    let stem = "outbox/\(parcel.channel.id)/\(name(parcel.recipient))/\(parcel.id)"
    var files = [StoredFile(path: stem + ".md", bytes: Array(parcel.content.linkedText.utf8))]
    if !parcel.content.html.isEmpty {
      files.append(StoredFile(path: stem + ".html", bytes: Array(parcel.content.mailPage.utf8)))
    }
    files.append(StoredFile(path: stem + ".json", bytes: parcel.json.canonical + [10]))
    do throws(SinkError) {
      for file in files { try shelf.put(file) }
      return .delivered
    } catch {
      return .failed("\(error)", isFinal: false)
    }
  }

  private func name(_ id: String) -> String {
    let safe = String(id.map { $0 == "/" || $0.isWhitespace ? "_" : $0 })
    return safe.hasPrefix(".") ? "_" + safe : safe
  }

  // MARK: The network

  private func post(_ message: HTTPMessage, _ channel: Channel) -> SendResult {
    do throws(CurlClient.Failure) {
      let answer = try client.post(message, timeoutSeconds: channel.timeoutSeconds)
      return channel.result(status: answer.status, body: answer.body)
    } catch {
      return .failed(error.cause, isFinal: false)
    }
  }

  // MARK: Programs

  /// As sendmail is called: the envelope on the command line, dots are no end.
  private func mailCommand(_ parcel: Parcel) -> [String] {
    parcel.channel.command + ["-i", "-f", parcel.channel.from, "--", parcel.address]
  }

  private func programCommand(_ parcel: Parcel) -> [String] {
    let values = [
      "{{recipient}}": parcel.recipient, "{{address}}": parcel.address, "{{id}}": parcel.id,
      "{{kind}}": parcel.content.kind,
    ]
    return parcel.channel.command.map { word in
      values.reduce(word) { $0.replacing($1.key, with: $1.value) }
    }
  }

  private func programInput(_ parcel: Parcel) -> [UInt8] {
    switch parcel.channel.input {
    case .json: parcel.json.canonical + [10]
    case .text: Array((parcel.content.title + "\n\n" + parcel.content.markdown + "\n").utf8)
    }
  }

  private func run(_ command: [String], _ input: [UInt8], _ channel: Channel) -> SendResult {
    do throws(Program.Failure) {
      let exit = try Program(command: command).run(
        input, timeoutSeconds: channel.timeoutSeconds, isStopping: { isStopping.load(ordering: .acquiring) })
      if exit.code == 0 { return .delivered }
      let how = exit.code.map { "exit status \($0)" } ?? "killed"
      // EX_NOUSER of sysexits.h: the address does not exist.
      let isFinal = channel.kind == .mail && exit.code == 67
      return .failed(how + (exit.complaint.isEmpty ? "" : ": \(exit.complaint)"), isFinal: isFinal)
    } catch {
      return .failed(error.cause, isFinal: false)
    }
  }
}
