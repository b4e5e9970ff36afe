import Scattering

/// The whole vector of a representation, named `all`, and its parts.
struct PartLayout: Sendable {
  let names: [String]
  let ranges: [Range<Int>]

  init(_ representation: any Representation) {
    names = ["all"] + representation.parts.map(\.name)
    ranges = [0..<representation.dimension] + representation.parts.map(\.range)
  }

  /// The squared distance of two vectors, for each part.
  func squaredDistances(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>) -> [Double] {
    ranges.map { range in
      range.reduce(0) { sum, index in
        let delta = a[index] - b[index]
        return sum + delta * delta
      }
    }
  }
}
