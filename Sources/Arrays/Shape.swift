/// The number of samples along each spatial axis, slowest axis first: `[time]`, `[height, width]` or
/// `[depth, height, width]`.
public struct Shape: Hashable, Sendable {
  /// Samples along each axis; one to three positive numbers.
  public let dimensions: [Int]

  /// - Throws: `ShapeError` unless there are one to three dimensions, each at least 1, whose product an `Int` holds.
  public init(_ dimensions: [Int]) throws(ShapeError) {
    guard (1...3).contains(dimensions.count), dimensions.allSatisfy({ $0 > 0 }),
      dimensions.productIfRepresentable != nil
    else { throw ShapeError(dimensions: dimensions) }
    self.dimensions = dimensions
  }

  /// The number of axes, 1 to 3.
  public var rank: Int { dimensions.count }

  /// The number of samples in all.
  public var count: Int { dimensions.reduce(1, *) }

  /// Samples along the last, contiguous axis.
  public var rowLength: Int { dimensions[rank - 1] }

  /// The number of contiguous rows: the product of all axes but the last.
  public var rowCount: Int { count / rowLength }

  public subscript(axis: Int) -> Int { dimensions[axis] }

  /// The shape that `transform` makes of the samples along each axis.
  package func mapAxes(_ transform: (Int) -> Int) -> Shape {
    Shape(unchecked: dimensions.map(transform))
  }

  package init(unchecked dimensions: [Int]) { self.dimensions = dimensions }
}

extension Shape: ExpressibleByArrayLiteral {
  /// - Precondition: one to three dimensions, each at least 1.
  public init(arrayLiteral dimensions: Int...) {
    do { try self.init(dimensions) } catch { preconditionFailure("\(error)") }
  }
}

extension Shape: CustomStringConvertible {
  /// `height x width`, as the tool's messages and options write it.
  public var description: String { dimensions.axesText }
}

extension Shape: Codable {
  public init(from decoder: any Decoder) throws { try self.init([Int](from: decoder)) }
  public func encode(to encoder: any Encoder) throws { try dimensions.encode(to: encoder) }
}

/// Thrown for dimensions that no `Shape` has.
public struct ShapeError: Error, CustomStringConvertible {
  public let dimensions: [Int]
  public var description: String {
    "the shape \(dimensions) was given, but a shape has one to three axes of at least one sample each, "
      + "and fewer than 2^63 samples in all"
  }
}

extension Array where Element == Int {
  /// The product of the elements, 1 for none; nil where an `Int` cannot hold it.
  package var productIfRepresentable: Int? {
    reduce(1) { product, factor in
      guard let (value, overflow) = product?.multipliedReportingOverflow(by: factor), !overflow else {
        return nil
      }
      return value
    }
  }
}

extension [Int] {
  /// The lengths of axes as messages write them, `60000 x 28 x 28`.
  package var axesText: String { map(String.init).joined(separator: " x ") }
}

extension Int {
  /// The integral part of the base-2 logarithm.
  /// - Precondition: The number is positive.
  package var binaryLogarithm: Int { Int.bitWidth - 1 - leadingZeroBitCount }
}
