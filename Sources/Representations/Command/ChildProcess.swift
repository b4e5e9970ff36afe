import Files
import Foundation
import Synchronization

/// A started program at the head of a process group of its own, with pipes to its standard streams.
struct ChildProcess {
  /// How it ended.
  enum Status: Equatable {
    case exited(Int32)
    case signalled(Int32)
    /// The process did not end by itself.
    case killed
  }

  let process: pid_t
  /// The parent's ends of the standard streams; none blocks.
  let input, output, errors: Int32

  /// Held from the making of pipes to their closing, so that no program started meanwhile inherits another's.
  private static let starting = Mutex<Void>(())

  /// - Throws: `.noInput` if there is no such program, or none that may be run.
  init(_ command: [String], _ name: String) throws(FileError) {
    self = try Self.starting.withLock { (_) throws(FileError) in
      try ChildProcess(starting: command, name)
    }
  }

  private init(starting command: [String], _ name: String) throws(FileError) {
    let pipes = [try Self.pipe(name), try Self.pipe(name), try Self.pipe(name)]
    let ends = [pipes[0].read, pipes[1].write, pipes[2].write]
    (input, output, errors) = (pipes[0].write, pipes[1].read, pipes[2].read)
    var started = pid_t()
    let code = Self.spawn(&started, command, ends)
    for end in ends { close(end) }
    guard code == 0 else {
      for end in [input, output, errors] { close(end) }
      throw FileError(
        .noInput, name, found: FileError.text(for: code), expected: "a program that can be run")
    }
    process = started
    for end in [input, output, errors] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  private static func pipe(_ name: String) throws(FileError) -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else {
      throw FileError(.noInput, name, found: FileError.text(for: errno), expected: "a pipe to it")
    }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  private static func spawn(_ process: inout pid_t, _ command: [String], _ ends: [Int32]) -> Int32 {
    var (actions, attributes) = (posix_spawn_file_actions_t(), posix_spawnattr_t())
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    for (target, end) in ends.enumerated() { posix_spawn_file_actions_adddup2(&actions, end, Int32(target)) }
    // Its own group, no blocked signals, and broken pipes as they are by default.
    var (none, defaults) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var words = command.map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    return posix_spawnp(&process, command[0], &actions, &attributes, &words, environ)
  }

  /// Waits until the program has ended, at most until the deadline, then kills its whole group.
  func end(by deadline: ContinuousClock.Instant) -> Status {
    var status: Int32 = 0
    var ended = waitpid(process, &status, WNOHANG) == process
    while !ended, ContinuousClock.now < deadline {
      usleep(1000)
      ended = waitpid(process, &status, WNOHANG) == process
    }
    kill(-process, SIGKILL)
    if !ended { while waitpid(process, &status, 0) < 0, errno == EINTR {} }
    for end in [output, errors] { close(end) }
    guard ended else { return .killed }
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }
}
