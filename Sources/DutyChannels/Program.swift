import CCurl
import Glibc
import Synchronization

/// Runs a program with bytes on its standard input; no shell is asked.
///
/// - Laws: it ends within its time or is killed with everything it started; what it says on its standard error is the
///   cause, its standard output goes nowhere; it gets no descriptor but these three.
struct Program {
  struct Exit: Hashable {
    /// `nil` where a signal or the time ended it.
    var code: Int32?
    /// The last line of its standard error.
    var complaint: String
  }

  struct Failure: Error, Hashable {
    var cause: String
  }

  let command: [String]

  func run(_ input: [UInt8], timeoutSeconds: Int, isStopping: () -> Bool) throws(Failure) -> Exit {
    // A program that does not read to the end must not end the daemon.
    var pipeSignal = sigset_t()
    sigemptyset(&pipeSignal)
    sigaddset(&pipeSignal, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &pipeSignal, nil)
    let entry = try Pipe()
    let complaints = try Pipe()
    let process = try spawn(entry.reader, complaints.writer)
    entry.closeReader()
    complaints.closeWriter()
    return watch(process, input, entry, complaints, Alarm(seconds: timeoutSeconds), isStopping)
  }

  private func spawn(_ input: Int32, _ errors: Int32) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, errors, 2)
    duty_spawn_close_from(&actions, 3)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    var usual = sigset_t()
    sigfillset(&usual)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    var words: [UnsafeMutablePointer<CChar>?] = command.map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var process: pid_t = 0
    let code = posix_spawn(&process, command[0], &actions, &attributes, words, environ)
    guard code == 0 else { throw Failure(cause: "\(command[0]): \(String(cString: strerror(code)))") }
    return process
  }

  /// Feeds it, listens to it and waits for its end or for the alarm.
  private func watch(
    _ process: pid_t, _ input: [UInt8], _ entry: Pipe, _ complaints: Pipe, _ alarm: Alarm, _ isStopping: () -> Bool
  ) -> Exit {
    var offset = 0
    var said: [UInt8] = []
    var status: Int32 = 0
    var pause: Int32 = 2
    while true {
      offset = entry.write(input, from: offset)
      said = complaints.read(said)
      let waited = waitpid(process, &status, WNOHANG)
      if waited != 0 {
        said = complaints.read(said)
        return Exit(code: waited > 0 && status & 0x7F == 0 ? status >> 8 & 0xFF : nil, complaint: lastLine(said))
      }
      if isStopping() { break }
      if alarm.wait(entry: offset < input.count ? entry.writer : -1, milliseconds: pause) { break }
      // Most end soon; those that do not are looked at less and less often.
      pause = min(pause * 2, 100)
    }
    kill(-process, SIGKILL)
    waitpid(process, &status, 0)
    return Exit(code: nil, complaint: isStopping() ? "the daemon is stopping" : "it did not end in time")
  }

  private func lastLine(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
  }
}

/// A pipe whose ends do not block, closed with the last use of it.
private final class Pipe {
  private(set) var reader: Int32
  private(set) var writer: Int32
  static let limit = 8192

  init() throws(Program.Failure) {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw Program.Failure(cause: "no pipe: \(String(cString: strerror(errno)))") }
    (reader, writer) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }

  func closeReader() {
    if reader >= 0 { close(reader) }
    reader = -1
  }

  func closeWriter() {
    if writer >= 0 { close(writer) }
    writer = -1
  }

  /// Writes what goes in now; closes the end after the last byte, and where nobody reads.
  func write(_ bytes: [UInt8], from start: Int) -> Int {
    guard writer >= 0 else { return start }
    _ = fcntl(writer, F_SETFL, O_NONBLOCK)
    var offset = start
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(writer, $0.baseAddress.map { $0 + offset }, $0.count - offset) }
      if count < 0, errno == EAGAIN { return offset }
      if count <= 0 { break }
      offset += count
    }
    closeWriter()
    return offset
  }

  /// What has been said up to now, the newest bytes of it.
  func read(_ earlier: [UInt8]) -> [UInt8] {
    guard reader >= 0 else { return earlier }
    _ = fcntl(reader, F_SETFL, O_NONBLOCK)
    var said = earlier
    var room = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = Glibc.read(reader, &room, room.count)
      if count <= 0 { break }
      said = (said + room.prefix(count)).suffix(Self.limit)
    }
    return said
  }

  deinit {
    closeReader()
    closeWriter()
  }
}

/// The kernel's timer: nobody has to ask what time it is.
private final class Alarm {
  private let timer: Int32

  init(seconds: Int) {
    timer = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_CLOEXEC) | Int32(TFD_NONBLOCK))
    var time = itimerspec()
    time.it_value.tv_sec = seconds
    timerfd_settime(timer, 0, &time, nil)
  }

  /// Waits until there is room in a pipe, at most so long; whether the alarm has gone off.
  func wait(entry: Int32, milliseconds: Int32) -> Bool {
    var waiting = [pollfd(fd: timer, events: Int16(POLLIN), revents: 0)]
    if entry >= 0 { waiting.append(pollfd(fd: entry, events: Int16(POLLOUT), revents: 0)) }
    _ = poll(&waiting, nfds_t(waiting.count), milliseconds)
    return waiting[0].revents != 0
  }

  deinit { close(timer) }
}
