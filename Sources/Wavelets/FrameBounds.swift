import Arrays

/// The bounds of a frame, `lower |x|^2 <= |W x|^2 <= upper |x|^2` for all real x, with W the filters of one layer.
public struct FrameBounds: Hashable, Codable, Sendable {
  /// The lower bound A: the share of energy that is kept at least.
  public let lower: Double
  /// The upper bound B: the factor by which energy grows at most; 1 and below makes the layer non-expansive.
  public let upper: Double
}

extension FrameBounds {
  /// The extremes of a Littlewood-Paley sum of one frequency at least.
  package init(ofSum sum: [Double]) { self.init(lower: sum.min()!, upper: sum.max()!) }
}

extension FilterBank {
  /// The Littlewood-Paley sum at each frequency, `[frequency...]` with index 0 for zero:
  /// `|phi(w)|^2 + 1/2 sum over bands of (|psi(w)|^2 + |psi(-w)|^2)`, the energy that real signals keep there.
  /// - Parameter order: That of the bands, from 1.
  public func littlewoodPaleySum(ofOrder order: Int = 1) -> [Double] {
    zip(lowPassResponse(), bandEnergies(ofOrder: order)).map { $0 * $0 + $1 }
  }

  /// The part of the Littlewood-Paley sum that is of the bands of an order, from 1.
  package func bandEnergies(ofOrder order: Int = 1) -> [Double] {
    var sum = [Double](repeating: 0, count: grid.count)
    for response in responses(of: bands(ofOrder: order), level: [Int](repeating: 0, count: grid.rank)) {
      for index in sum.indices {
        let (value, mirrored) = (response[index], response[mirroredIndex(of: index, in: grid)])
        sum[index] += (value * value + mirrored * mirrored) / 2
      }
    }
    return sum
  }

  /// The frame bounds A and B without decimation: the extremes of the Littlewood-Paley sum.
  public func frameBounds() -> FrameBounds {
    FrameBounds(ofSum: littlewoodPaleySum())
  }

  /// The frame bounds A and B of the first layer as it is computed: each filter decimated by what its band allows less `oversampling` octaves, and
  /// the low-pass too; energies of decimated signals counted 2^... times, so that decimation alone changes nothing.
  ///
  /// Proven, and within 1e-10 of B of the exact ones; a fraction of a second for 512 x 512 samples.
  public func frameBoundsWithDecimation(oversampling: Int = 0, parallel: Parallel = Parallel()) -> FrameBounds
  {
    frame(
      of: layer(after: nil, order: 0, oversampling: oversampling), oversampling: oversampling,
      parallel: parallel
    ).bounds(parallel)
  }

  /// The largest upper frame bound with decimation over the layers of a transform, proven and within 1e-10 of itself.
  public func largestUpperBound(oversampling: Int = 0, parallel: Parallel = Parallel()) -> Double {
    allLayers(oversampling: oversampling).map { layer in
      frame(of: layer, oversampling: oversampling, parallel: parallel).upperBound(parallel)
    }.max()!
  }

  /// The bank with all filters divided by sqrt(B), B the largest upper frame bound with decimation over the layers of a
  /// transform, so that no layer expands distances. Padding that repeats samples may expand them before the first layer.
  public func nonexpansive(oversampling: Int = 0, parallel: Parallel = Parallel()) -> FilterBank {
    divided(by: largestUpperBound(oversampling: oversampling, parallel: parallel).squareRoot())
  }

  /// The bank with all filters divided by the root of the upper frame bound without decimation: `Normalization.littlewoodPaley`.
  public func littlewoodPaleyNormalized() -> FilterBank { divided(by: frameBounds().upper.squareRoot()) }

  /// The bank with all filters divided by one number, and the low-pass by another besides.
  package func divided(by divisor: Double, lowPass: Double = 1) -> FilterBank {
    var bank = self
    bank.gain /= divisor
    bank.lowPassGain /= lowPass
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
  package let order: Int
  /// Indices among the bank's bands of that order.
  package let bands: [Int]
  /// Base-2 logarithms of the decimation of the signals that it acts on.
  package let level: [Int]
}

extension FilterBank {
  /// The level of the moduli behind a band, and of averages: what they allow, less `oversampling` octaves by the bank's rule.
  package func level(of decimation: [Int], oversampling: Int) -> [Int] {
    zip(decimation, lowPass.decimation).map { allowed, average in
      switch oversamplingRule {
      case .everywhere: max(min(allowed, average) - oversampling, 0)
      case .averages: min(allowed, max(average - oversampling, 0))
      }
    }
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

  /// One layer as it is computed, for bounds with any weights of its bands; each scale's bands are one family, for behind
  /// them stands the same.
  package func frame(of layer: FilterLayer, oversampling: Int, parallel: Parallel) -> LayerFrame {
    let all = bands(ofOrder: layer.order)
    func decimation(_ allowed: [Int]) -> [Int] {
      zip(level(of: allowed, oversampling: oversampling), layer.level).map { 1 << ($0 - $1) }
    }
    let scales = Dictionary(grouping: layer.bands) {
      ScaleKey(scale: all[$0].scale, decimation: decimation(all[$0].decimation))
    }
    let families = scales.sorted { $0.value[0] < $1.value[0] }.map { key, bands in
      FilterFamily(bands: bands, decimation: key.decimation)
    }
    return LayerFrame(
      shape: grid(atLevel: layer.level),
      families: families + [FilterFamily(bands: [], decimation: decimation(lowPass.decimation))],
      parallel: parallel
    ) { family in
      if family.bands.isEmpty { return [lowPassResponse(level: layer.level)] }
      let filters = family.bands.flatMap { band in all[band].components.indices.map { (all[band], $0) } }
      return parallel.map(filters.count) { index in
        response(of: filters[index].0, component: filters[index].1, level: layer.level)
      }
    }
  }
}

private struct ScaleKey: Hashable {
  let scale: Int
  let decimation: [Int]
}
