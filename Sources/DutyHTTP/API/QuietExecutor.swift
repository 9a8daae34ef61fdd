import NIOCore
import NIOPosix

/// Has Swift's tasks run on one event loop instead of libdispatch's pool of threads.
///
/// On Linux that pool, once it has run a single task, wakes every second for ever to count its runnable threads; a
/// daemon that sleeps until Monday is not to. The event loop blocks in epoll_wait(2) until there is something to do,
/// and it is the one that the control socket needs anyway.
///
/// - Call it first of all in the program, once. Tasks must not block; the daemon's blocking loop has its own thread.
/// - Returns: whether it worked; where it did not, all works as before, only less quietly.
@discardableResult
package func runTasksOnEventLoop() -> Bool {
  NIOSingletons.groupLoopCountSuggestion = 1
  return NIOSingletons.unsafeTryInstallSingletonPosixEventLoopGroupAsConcurrencyGlobalExecutor()
}
