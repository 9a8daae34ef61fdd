import ArgumentParser
import DutyEngine
import DutyFront
import DutyHost
import DutyPorts
import DutyStore
import Logging
import NIOPosix

/// The doors as the daemon's options and the service manager's sockets ask for them.
extension Dutyd {
  func frontAddress(_ text: String) throws -> FrontAddress {
    do {
      return try FrontAddress(text, plainAnywhere: httpPlainAnywhere)
    } catch {
      throw ValidationError("\(error)")
    }
  }

  /// Where to listen: by `--http`, and by every socket that a socket unit named `http` hands over.
  ///
  /// - Errors: an address that is not this machine's alone; a service that is shut off from the network.
  func frontDoors(_ sockets: [ListenSocket]) throws -> [FrontDoor] {
    var doors: [FrontDoor] = []
    for socket in sockets where socket.name == ListenSocket.http {
      doors.append(FrontDoor(try frontAddress(socket.address), descriptor: socket.descriptor))
    }
    if let http {
      let own = FrontDoor(try frontAddress(http))
      try own.probe()
      doors.append(own)
    }
    return doors
  }

  func frontParts(
    _ loop: LoopControlService, _ parts: EngineParts, _ queues: QueueDirectory, _ access: AccessDatabase,
    _ documents: DocumentDirectory, _ journal: any Journal, _ credential: @escaping @Sendable (String) -> [UInt8]?
  ) -> FrontParts {
    var limits = FrontLimits()
    limits.isBehindTLS = httpBehindTls
    limits.perSecond = httpRate
    limits.burst = httpRate * 6
    limits.addressPerSecond = max(1, httpRate / 5)
    limits.addressBurst = max(15, httpRate * 3)
    var front = FrontParts(
      desk: loop, store: parts.store, evidence: parts.evidence, access: access, queues: queues,
      clock: loop.clock, journal: journal, randomness: SystemRandomness(), gate: parts.gate,
      pool: NIOThreadPool(numberOfThreads: 2), slowPool: NIOThreadPool(numberOfThreads: 1), limits: limits)
    front.problemPage = drawnProblemPage
    front.firstHead = try? parts.store.head().number
    front.credential = credential
    front.published = { path in try? documents.get(path) }
    return front
  }

  func frontServer(at doors: [FrontDoor], _ front: FrontParts, _ logger: Logger) -> FrontServer {
    let journal = front.journal
    return FrontServer(doors, front, groups: FrontGroups.all, logger: logger) { bound in
      journal.write(JournalMessage(.started, .notice, "the doors are open at \(bound)"))
    }
  }
}
