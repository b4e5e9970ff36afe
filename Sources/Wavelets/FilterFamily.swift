import Arrays

/// Filters of one layer that share a decimation and a weight: the bands of one scale, or the low-pass.
///
/// Decimation by d folds frequencies n/d apart together, so among frequencies the family's `W* W` is the Gram matrix of the rows
/// `psi / sqrt 2` and mirrored `psi / sqrt 2` within each group of frequencies that fold (NUMERICS), and zero elsewhere.
struct FilterFamily: Sendable {
  /// Indices among the bank's bands of the layer's order; none for the low-pass.
  let bands: [Int]
  /// One factor an axis, within the layer.
  let decimation: [Int]
}

/// The responses of a family's filters, and what they say of each frequency alone.
struct FamilyRows: Sendable {
  /// Response by filter, then by frequency.
  let responses: [[Double]]
  /// The frequencies' opposites.
  let opposites: [Int32]
  /// The diagonal of the Gram matrix: `1/2 sum (|psi(w)|^2 + |psi(-w)|^2)` by frequency.
  let energies: [Double]

  /// - Parameter opposites: The index of the opposite of each frequency.
  init(responses: [[Double]], opposites: [Int32], parallel: Parallel) {
    (self.responses, self.opposites) = (responses, opposites)
    let squares = parallel.values(opposites.count) { index in
      var sum = 0.0
      for response in responses { sum += response[index] * response[index] }
      return sum
    }
    energies = parallel.values(opposites.count) { (squares[$0] + squares[Int(opposites[$0])]) / 2 }
  }

  /// The number of rows: each filter and its mirror image.
  var rowCount: Int { 2 * responses.count }

  /// Writes the rows' values at one frequency to consecutive memory.
  func write(at frequency: Int, to out: UnsafeMutablePointer<Double>) {
    let opposite = Int(opposites[frequency])
    for index in responses.indices {
      out[2 * index] = responses[index][frequency] * 0.5.squareRoot()
      out[2 * index + 1] = responses[index][opposite] * 0.5.squareRoot()
    }
  }
}

extension Parallel {
  /// A number for each index, computed in chunks.
  fileprivate func values(_ count: Int, _ value: @Sendable (Int) -> Double) -> [Double] {
    let values = AlignedBuffer<Double>(uninitialized: count)
    forEachChunk(of: count, size: 1 << 14) { for index in $0 { values.base[index] = value(index) } }
    return values.copy
  }
}

/// The flat index of the opposite frequency.
func mirroredIndex(of index: Int, in shape: Shape) -> Int {
  var (remaining, mirrored, stride) = (index, 0, 1)
  for count in shape.dimensions.reversed() {
    mirrored += (count - remaining % count) % count * stride
    remaining /= count
    stride *= count
  }
  return mirrored
}
