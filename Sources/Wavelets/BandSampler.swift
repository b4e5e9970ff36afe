import Arrays

/// Writes a band's frequency response at one level, row by row, in double precision and without the bank's gain.
struct BandSampler: Sendable {
  let bank: FilterBank
  let level: Int
  let source: Source

  enum Source: Sendable {
    /// Evaluated in the Fourier domain.
    case analytic(Morlet.Response)
    /// Made in space; the whole grid's samples.
    case sampled([Double])
  }

  /// Writes one row of the grid at `level`, into zeroed memory; false where the row is negligible.
  func write(_ row: Int, _ out: UnsafeMutableBufferPointer<Double>) -> Bool {
    let leading = leadingIndices(of: row)
    guard level > 0 else { return add(leading, to: out) }
    let whole = UnsafeMutableBufferPointer<Double>.allocate(capacity: bank.grid.rowLength)
    defer { whole.deallocate() }
    whole.initialize(repeating: 0)
    guard add(leading, to: whole) else { return false }
    for column in out.indices {
      out[column] = whole[bank.fullIndex(of: column, axis: bank.grid.rank - 1, level: level)]
    }
    return true
  }

  private func add(_ leading: [Int], to row: UnsafeMutableBufferPointer<Double>) -> Bool {
    switch source {
    case .analytic(let response): return response.add(to: row, at: leading)
    case .sampled(let values):
      let start = zip(leading, bank.grid.dimensions).reduce(0) { $0 * $1.1 + $1.0 } * bank.grid.rowLength
      for column in row.indices { row[column] = values[start + column] }
      return true
    }
  }

  /// The whole grid's frequency indices on all axes but the last.
  private func leadingIndices(of row: Int) -> [Int] {
    var remaining = row
    var indices: [Int] = []
    for axis in stride(from: bank.grid.rank - 2, through: 0, by: -1) {
      let count = bank.grid[axis] >> level
      indices.insert(bank.fullIndex(of: remaining % count, axis: axis, level: level), at: 0)
      remaining /= count
    }
    return indices
  }
}

extension FilterBank {
  /// - Parameter negligible: Values below this share of the peak may be left out.
  func sampler(of band: Band, level: Int, negligible: Double) -> BandSampler {
    if let sampled = truncatedResponse(of: band) {
      return BandSampler(bank: self, level: level, source: .sampled(sampled))
    }
    let response = band.wavelet.response(on: grid, negligible: negligible)
    return BandSampler(bank: self, level: level, source: .analytic(response))
  }

  /// A band for products with spectra at level `source` whose result is decimated to level `target`.
  ///
  /// - Parameter scale: Multiplies the response, over and above the gain.
  package func folded<Sample: Scalar>(
    _ band: Band, from source: Int, to target: Int, scale: Double, in arena: Arena, as _: Sample.Type
  ) -> FoldedFilter<Sample> {
    let threshold = Sample.negligible * Morlet.amplitude
    let sampler = sampler(of: band, level: source, negligible: threshold / 16)
    return FoldedFilter(
      source: grid(atLevel: source), target: grid(atLevel: target), scale: scale * gain, threshold: threshold,
      in: arena
    ) { sampler.write($0, $1) }
  }

  /// The low-pass for products with spectra at level `source` whose result is decimated to level `target`.
  package func foldedLowPass<Sample: Scalar>(
    from source: Int, to target: Int, scale: Double, in arena: Arena, as _: Sample.Type
  ) -> FoldedFilter<Sample> {
    let factors = (0..<grid.rank).map { lowPassFactor(axis: $0, level: source) }
    let shape = grid(atLevel: source)
    return FoldedFilter(
      source: shape, target: grid(atLevel: target), scale: scale, threshold: Sample.negligible,
      in: arena
    ) { row, out in
      var remaining = row
      var product = 1.0
      for axis in stride(from: shape.rank - 2, through: 0, by: -1) {
        product *= factors[axis][remaining % shape[axis]]
        remaining /= shape[axis]
      }
      guard product > 0 else { return false }
      for column in out.indices { out[column] = product * factors[shape.rank - 1][column] }
      return true
    }
  }
}
