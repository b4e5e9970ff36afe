import Numerical
import Scattering

/// One layer of a transform as it is computed, by the definition: the oracle of its bounds.
///
/// For each coset of the coarsest decimation's lattice the polyphase matrix has a row for each filter, each mirrored filter and each group of
/// frequencies that fold together; the extreme eigenvalues of `W* W` are found by Lanczos' method on every coset.
public struct PolyphaseLayer {
  private struct Row {
    let response: [Double]
    let decimation: [Int]
  }

  private let shape: Shape
  private let rows: [Row]

  /// - Parameters:
  ///   - last: The band, of order `order`, behind which the layer acts; nil for the signal.
  ///   - average: The weight of the low-pass.
  ///   - weight: By the index of the band.
  public init(
    _ bank: FilterBank, after last: Int?, order: Int, oversampling: Int, average: Double = 1,
    weight: (Int) -> Double = { _ in 1 }
  ) {
    let all = bank.bands(ofOrder: order + 1)
    let before = last.map { bank.bands(ofOrder: order)[$0].decimation } ?? bank.grid.dimensions.map { _ in 0 }
    let level = bank.level(of: before, oversampling: oversampling)
    let shape = bank.grid(atLevel: level)
    func decimation(_ allowed: [Int]) -> [Int] {
      zip(bank.level(of: allowed, oversampling: oversampling), level).map { 1 << ($0 - $1) }
    }
    let halves = bank.successors(of: last, order: order).flatMap { index in
      all[index].components.indices.flatMap { component in
        let response = bank.response(of: all[index], component: component, level: level)
          .map { $0 * (weight(index) / 2).squareRoot() }
        let mirrored = response.indices.map { flat in
          response[shape.offset(of: zip(shape.indices(of: flat), shape.dimensions).map { ($1 - $0) % $1 })]
        }
        return [response, mirrored].map { Row(response: $0, decimation: decimation(all[index].decimation)) }
      }
    }
    let lowPass = bank.lowPassResponse(level: level).map { $0 * average.squareRoot() }
    self.shape = shape
    rows = halves + [Row(response: lowPass, decimation: decimation(bank.lowPass.decimation))]
  }

  /// The smallest and the largest eigenvalue.
  public var extremes: (lower: Double, upper: Double) {
    let coarsest = (0..<shape.rank).map { axis in rows.map { $0.decimation[axis] }.max()! }
    let lattice = shape.dividing(coarsest)
    let all = (0..<lattice.count).map { extremes(of: lattice.indices(of: $0), lattice, coarsest) }
    return (all.map(\.smallest).min()!, all.map(\.largest).max()!)
  }

  private func extremes(
    of coset: [Int], _ lattice: Shape, _ coarsest: [Int]
  ) -> (smallest: Double, largest: Double) {
    let aliases = Shape(unchecked: coarsest)
    let frequencies = (0..<aliases.count).map { alias in
      shape.offset(
        of: zip(zip(coset, aliases.indices(of: alias)), lattice.dimensions).map { $0.0 + $0.1 * $1 })
    }
    let groups = rows.map { row in
      let grid = shape.dividing(row.decimation)
      return frequencies.map { grid.offset(of: zip(shape.indices(of: $0), grid.dimensions).map { $0 % $1 }) }
    }
    return symmetricExtremes(dimension: frequencies.count) { x in
      var result = x.map { _ in 0.0 }
      for (row, group) in zip(rows, groups) {
        var sums: [Int: Double] = [:]
        for index in x.indices {
          sums[group[index], default: 0] += row.response[frequencies[index]] * x[index]
        }
        for index in x.indices { result[index] += row.response[frequencies[index]] * sums[group[index]]! }
      }
      return result
    }
  }
}

extension Shape {
  fileprivate func dividing(_ factors: [Int]) -> Shape {
    Shape(unchecked: zip(dimensions, factors).map { $0 / $1 })
  }
}
