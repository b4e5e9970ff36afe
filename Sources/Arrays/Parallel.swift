import Dispatch
import Foundation
import Synchronization

/// The one place that starts threads.
public struct Parallel: Sendable {
  /// The number of threads that work at a time.
  public let threads: Int

  /// - Parameter threads: at least 1; by default one a core.
  public init(threads: Int = Parallel.coreCount) {
    precondition(threads >= 1, "\(threads) threads; there must be at least one")
    self.threads = threads
  }

  public static var coreCount: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// Calls `body(worker, item)` once for every item in `0..<count`, each worker one item at a time, in no fixed
  /// order of items; `worker` is below `threads`, and no two calls at one time share it.
  public func forEach(_ count: Int, _ body: @Sendable (_ worker: Int, _ item: Int) -> Void) {
    let workers = min(threads, count)
    guard workers > 1 else {
      for item in 0..<count { body(0, item) }
      return
    }
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: workers) { worker in
      while case let item = next.wrappingAdd(1, ordering: .relaxed).oldValue, item < count {
        body(worker, item)
      }
    }
  }
}

extension Parallel {
  /// The same, and after each item's body, on the same worker, `finish` of the item: one at a time, in the order of the
  /// items, so that what it adds up does not depend on the threads.
  package func forEach(
    _ count: Int, _ body: @Sendable (_ worker: Int, _ item: Int) -> Void,
    inOrder finish: @Sendable (_ worker: Int, _ item: Int) -> Void
  ) {
    let turn = Turn()
    forEach(count) { worker, item in
      body(worker, item)
      turn.wait(for: item)
      finish(worker, item)
      turn.advance()
    }
  }
}

/// Lets items pass one by one, in their order.
private final class Turn: Sendable {
  private let condition = NSCondition()
  private let next = Atomic(0)

  func wait(for item: Int) {
    condition.lock()
    while next.load(ordering: .relaxed) != item { condition.wait() }
    condition.unlock()
  }

  func advance() {
    condition.lock()
    next.wrappingAdd(1, ordering: .relaxed)
    condition.broadcast()
    condition.unlock()
  }
}

/// Work that goes on beside the caller: one piece at a time.
public final class BackgroundWork: Sendable {
  private let queue = DispatchQueue(label: "background work")

  public init() {}

  /// Starts a piece of work, after the one before it has ended.
  public func start(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }

  /// Waits until all that was started has ended.
  public func wait() { queue.sync {} }
}
