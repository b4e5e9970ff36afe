import ArgumentParser
import Scattering

/// Checks that the value of an option lies in its range.
func check(_ option: String, _ value: Int, in range: ClosedRange<Int>) throws {
  guard range.contains(value) else {
    throw ValidationError(
      "\(option) is \(value), but it must be \(range.lowerBound) to \(range.upperBound).")
  }
}

/// Makes something of options alone: what does not fit is an error of usage.
func ofOptions<Result, Failure: Error>(_ make: () throws(Failure) -> Result) throws -> Result {
  do { return try make() } catch { throw ValidationError("\(error).") }
}

/// Values with commas between them, one at least.
struct List<Item: ExpressibleByArgument & Sendable>: ExpressibleByArgument, Sendable {
  let items: [Item]

  init(_ items: [Item]) { self.items = items }

  init?(argument: String) {
    let found = argument.split(separator: ",", omittingEmptySubsequences: false).map { part in
      Item(argument: part.trimmingCharacters(in: .whitespaces))
    }
    items = found.compactMap(\.self)
    guard items.count == found.count else { return nil }
  }

  /// The values as the help writes them.
  var defaultValueDescription: String { items.map(\.defaultValueDescription).joined(separator: ",") }
}

/// What an option takes where some commands take one number and others a list of them.
protocol Counts: ExpressibleByArgument, Sendable {
  init(one: Int)
  /// The numbers, one at least.
  var counts: [Int] { get }
}

extension Int: Counts {
  init(one: Int) { self = one }
  var counts: [Int] { [self] }
}

extension List<Int>: Counts {
  init(one: Int) { self.init([one]) }
  var counts: [Int] { items }
}

/// A height and a width in pixels, written `480x640`.
struct ImageSize: ExpressibleByArgument {
  let shape: Shape

  init?(argument: String) {
    guard let size = SignalSize(argument: argument), size.shape.rank == 2 else { return nil }
    shape = size.shape
  }

  /// The size as the help writes it.
  var defaultValueDescription: String { SignalSize(shape).defaultValueDescription }
}

/// The samples of a signal along one to three axes, written `8192`, `480x640` and `64x64x64`.
struct SignalSize: ExpressibleByArgument {
  let shape: Shape

  init(_ shape: Shape) { self.shape = shape }

  init?(argument: String) {
    let numbers = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map {
      Int($0)
    }
    let dimensions = numbers.compactMap(\.self)
    guard 1...3 ~= numbers.count, dimensions.count == numbers.count, let shape = try? Shape(dimensions)
    else { return nil }
    self.shape = shape
  }

  /// The size as the help writes it.
  var defaultValueDescription: String { shape.dimensions.map(String.init).joined(separator: "x") }
}
