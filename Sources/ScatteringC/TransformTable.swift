import Synchronization

/// The transforms that callers know, by number.
///
/// Numbers are never used twice, so one that was destroyed is known for none.
final class TransformTable: Sendable {
  static let shared = TransformTable()

  private struct State {
    var last: Int64 = 0
    var transforms: [Int64: any InterfaceTransform] = [:]
  }

  private let state = Mutex(State())

  func add(_ transform: any InterfaceTransform) -> Int64 {
    state.withLock { state in
      state.last += 1
      state.transforms[state.last] = transform
      return state.last
    }
  }

  func transform(_ number: Int64) throws(InterfaceError) -> any InterfaceTransform {
    guard let transform = state.withLock({ $0.transforms[number] }) else { throw Self.unknown(number) }
    return transform
  }

  func remove(_ number: Int64) throws(InterfaceError) {
    // Its memory is freed outside the lock.
    guard state.withLock({ $0.transforms.removeValue(forKey: number) }) != nil else {
      throw Self.unknown(number)
    }
  }

  private static func unknown(_ number: Int64) -> InterfaceError {
    InterfaceError("\(number) is the number of no transform: it was never made, or has been destroyed")
  }
}
