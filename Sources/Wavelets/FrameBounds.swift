import Arrays

/// The bounds of a frame, `lower |x|^2 <= |W x|^2 <= upper |x|^2` for all real x, with W the filters of one layer.
public struct FrameBounds: Hashable, Codable, Sendable {
  /// The lower bound A: the share of energy that is kept at least.
  public let lower: Double
  /// The upper bound B: the factor by which energy grows at most; 1 and below makes the layer non-expansive.
  public let upper: Double
}

extension FilterBank {
  /// The Littlewood-Paley sum at each frequency, `[frequency...]` with index 0 for zero:
  /// `|phi(w)|^2 + 1/2 sum over bands of (|psi(w)|^2 + |psi(-w)|^2)`, the energy that real signals keep there.
  public func littlewoodPaleySum() -> [Double] {
    var sum = lowPassResponse().map { $0 * $0 }
    for response in responses(of: bands, level: [Int](repeating: 0, count: grid.rank)) {
      for index in sum.indices {
        let (value, mirrored) = (response[index], response[mirroredIndex(of: index, in: grid)])
        sum[index] += (value * value + mirrored * mirrored) / 2
      }
    }
    return sum
  }

  /// The frame bounds A and B without decimation: the extremes of the Littlewood-Paley sum.
  public func frameBounds() -> FrameBounds {
    let sum = littlewoodPaleySum()
    return FrameBounds(lower: sum.min()!, upper: sum.max()!)
  }

  /// The frame bounds A and B of the first layer as it is computed: each filter decimated by what its band allows less `oversampling` octaves, and
  /// the low-pass too; energies of decimated signals counted 2^... times, so that decimation alone changes nothing.
  ///
  /// Exact; the cost grows as samples x filters x some tens, and memory as samples x filters.
  public func frameBoundsWithDecimation(oversampling: Int = 0, parallel: Parallel = Parallel()) -> FrameBounds
  {
    decimatedFrame(of: layer(after: nil, order: 0, oversampling: oversampling), oversampling: oversampling)
      .bounds(parallel)
  }

  /// The bank with all filters divided by sqrt(B), B the largest upper frame bound with decimation over the layers of a
  /// transform, so that no layer expands distances. Padding that repeats samples may expand them before the first layer.
  public func nonexpansive(oversampling: Int = 0, parallel: Parallel = Parallel()) -> FilterBank {
    let bounds = allLayers(oversampling: oversampling).map {
      decimatedFrame(of: $0, oversampling: oversampling).bounds(parallel).upper
    }
    var bank = self
    bank.gain = gain / bounds.max()!.squareRoot()
    return bank
  }

  private func responses(of bands: [Band], level: [Int]) -> [[Double]] {
    bands.flatMap { band in
      band.components.indices.map { response(of: band, component: $0, level: level) }
    }
  }
}

/// What acts on the moduli behind one band, or on the signal itself: some bands, and the low-pass.
///
/// Bands behind which the same layer acts have the same bounds.
package struct FilterLayer: Hashable, Sendable {
  /// The order of the moduli that it makes, or where all later ones are alike the first of them.
  let order: Int
  /// Indices among the bank's bands of that order.
  package let bands: [Int]
  /// Base-2 logarithms of the decimation of the signals that it acts on.
  package let level: [Int]
}

extension FilterBank {
  /// The level of the moduli behind a band: what it allows, less `oversampling` octaves.
  package func level(of decimation: [Int], oversampling: Int) -> [Int] {
    decimation.map { max($0 - oversampling, 0) }
  }

  /// The layer that acts behind a band of an order; on the signal where there is no band.
  package func layer(after band: Int?, order: Int, oversampling: Int) -> FilterLayer {
    let decimation =
      band.map { bands(ofOrder: order)[$0].decimation } ?? [Int](repeating: 0, count: grid.rank)
    return FilterLayer(
      order: min(order + 1, layers.count), bands: successors(of: band, order: order),
      level: level(of: decimation, oversampling: oversampling))
  }

  /// The different layers of a transform of any order that have bands.
  private func allLayers(oversampling: Int) -> Set<FilterLayer> {
    var all: Set = [layer(after: nil, order: 0, oversampling: oversampling)]
    for order in 1...layers.count {
      for band in bands(ofOrder: order).indices {
        let layer = layer(after: band, order: order, oversampling: oversampling)
        if !layer.bands.isEmpty { all.insert(layer) }
      }
    }
    return all
  }

  /// The upper bound of a layer: the largest eigenvalue, raised by 1e-9 of itself, of
  ///
  ///     average phi* phi + sum over the layer's bands b of weight(b) psi_b* psi_b
  ///
  /// on real signals, every filter with its decimation. With all weights 1 it is B of that layer; with the squared Lipschitz
  /// constants of what comes behind as weights it is the squared constant of the network from this layer on.
  ///
  /// Lanczos stops where eight more products change nothing beyond 1e-12; the raise covers that and all rounding.
  /// - Parameter weight: By the band's index.
  package func upperBound(
    of layer: FilterLayer, oversampling: Int, average: Double, parallel: Parallel, weight: (Int) -> Double
  ) -> Double {
    let frame = decimatedFrame(of: layer, oversampling: oversampling, average: average, weight: weight)
    return frame.rows.isEmpty ? 0 : frame.bounds(parallel).upper * (1 + 1e-9)
  }

  /// One layer with its filters scaled by the square roots of weights; those of weight 0 are left out.
  private func decimatedFrame(
    of layer: FilterLayer, oversampling: Int, average: Double = 1, weight: (Int) -> Double = { _ in 1 }
  ) -> DecimatedFrame {
    let shape = grid(atLevel: layer.level)
    func decimation(_ allowed: [Int]) -> [Int] {
      zip(level(of: allowed, oversampling: oversampling), layer.level).map { 1 << ($0 - $1) }
    }
    let halves = layer.bands.filter { weight($0) > 0 }.flatMap { index in
      let band = bands(ofOrder: layer.order)[index]
      let factor = (weight(index) / 2).squareRoot()
      return responses(of: [band], level: layer.level).flatMap { response in
        let scaled = response.map { $0 * factor }
        let mirrored = scaled.indices.map { scaled[mirroredIndex(of: $0, in: shape)] }
        return [scaled, mirrored].map {
          DecimatedFrame.Row(response: $0, decimation: decimation(band.decimation))
        }
      }
    }
    guard average > 0 else { return DecimatedFrame(shape: shape, rows: halves) }
    let response = lowPassResponse(level: layer.level).map { $0 * average.squareRoot() }
    let row = DecimatedFrame.Row(response: response, decimation: decimation(lowPass.decimation))
    return DecimatedFrame(shape: shape, rows: halves + [row])
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
