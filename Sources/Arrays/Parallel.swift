import CKernels
import Dispatch
import Glibc
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

  /// The processors that this process may run on.
  public static var coreCount: Int { ckernels_processor_count() }

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
  /// Calls `body` once for every item in `0..<count` as `forEach(_:_:)` does, and after each, on its worker, `finish` of the item:
  /// one at a time, in the order of the items, so that what it adds up does not depend on the threads.
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
private final class Turn: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  /// Under the mutex.
  private var next = 0

  init() {
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func wait(for item: Int) {
    pthread_mutex_lock(mutex)
    while next != item { pthread_cond_wait(condition, mutex) }
    pthread_mutex_unlock(mutex)
  }

  func advance() {
    pthread_mutex_lock(mutex)
    next += 1
    pthread_cond_broadcast(condition)
    pthread_mutex_unlock(mutex)
  }
}

/// Work in the background of the caller: one piece at a time.
public final class BackgroundWork: Sendable {
  private let queue = DispatchQueue(label: "background work")

  public init() {}

  /// Starts a piece of work, after the one before it has ended.
  public func start(_ work: @escaping @Sendable () -> Void) { queue.async(execute: work) }

  /// Waits until all that was started has ended.
  public func wait() { queue.sync {} }
}

extension Parallel {
  /// What `body` makes of each of `0..<count`, in order.
  ///
  /// - Throws: The first of its errors, in the same order; the other items are done all the same.
  package func map<Value: Sendable, Failure: Error>(
    _ count: Int, _ body: @Sendable (_ item: Int) throws(Failure) -> Value
  ) throws(Failure) -> [Value] {
    // The library's initialiser writes to the one array of no elements, which all threads share.
    guard count > 0 else { return [] }
    typealias Outcome = Result<Value, Failure>
    let outcomes = [Outcome](unsafeUninitializedCapacity: count) { outcomes, initialized in
      nonisolated(unsafe) let outcomes = outcomes
      forEach(count) { _, item in
        let outcome = Outcome { () throws(Failure) in try body(item) }
        (outcomes.baseAddress! + item).initialize(to: outcome)
      }
      initialized = count
    }
    var values: [Value] = []
    values.reserveCapacity(count)
    for outcome in outcomes { values.append(try outcome.get()) }
    return values
  }
}
