import Arrays
import Wavelets

/// Computes and keeps the bounds of the layers of a network, by the layer: behind bands of one scale stands the same.
struct LayerTable {
  let plan: ScatteringPlan
  let bank: FilterBank
  let parallel: Parallel
  private var known: [FilterLayer: OrderBounds] = [:]
  private var frames: [FilterLayer: LayerFrame] = [:]

  init(_ plan: ScatteringPlan, bank: FilterBank, parallel: Parallel) {
    (self.plan, self.bank, self.parallel) = (plan, bank, parallel)
  }

  private var oversampling: Int { plan.configuration.oversampling }

  /// The largest bounds of the layers behind paths of an order.
  mutating func bounds(behindOrder order: Int) -> OrderBounds {
    let all = Set(layers(behindOrder: order).compactMap(\.self)).map { bounds(of: $0) }
    return OrderBounds(
      average: all.map(\.average).max()!, wavelets: all.map(\.wavelets).max()!,
      whole: all.map(\.whole).max()!)
  }

  /// The bounds behind the signal and behind order 1, whose bands of order 2 are filtered along the path axis, and the averages behind these.
  mutating func boundsWithPathAxis() -> [OrderBounds] {
    guard plan.lastOrder > 0 else { return [bounds(behindOrder: 0)] }
    let averages = bank.bands(ofOrder: 2).indices.map { band in
      upperBound(of: bank.layer(after: band, order: 2, oversampling: oversampling), average: 1) { _ in 0 }
    }
    let average = averages.max() ?? 0
    return [
      bounds(behindOrder: 0), bounds(behindOrder: 1),
      OrderBounds(average: average, wavelets: 0, whole: average),
    ]
  }

  /// `B_phi` by the last band, where only features follow; one number for order 0.
  mutating func averages(behindOrder order: Int) -> [Double] {
    layers(behindOrder: order).map { $0.map { bounds(of: $0).average } ?? 0 }
  }

  /// The squared constants of the network behind an order, by the last band, from those behind the next.
  /// - Parameter average: How often the energy of averages counts: 0 where they are not read.
  mutating func tails(behindOrder order: Int, _ next: [Double], average: Double = 1) -> [Double] {
    var ofLayer: [FilterLayer: Double] = [:]
    return layers(behindOrder: order).map { layer in
      guard let layer else { return 0 }
      if let tail = ofLayer[layer] { return tail }
      let tail =
        layer.bands.isEmpty && average == 0 ? 0 : upperBound(of: layer, average: average) { next[$0] }
      ofLayer[layer] = tail
      return tail
    }
  }

  /// For each band of an order the layer behind paths that end with it, nil where no path does; one layer for order 0.
  private func layers(behindOrder order: Int) -> [FilterLayer?] {
    if order == 0 { return [bank.layer(after: nil, order: 0, oversampling: oversampling)] }
    let present = Set(plan.nodes(ofOrder: order).map { plan.nodes[$0].band })
    return bank.bands(ofOrder: order).indices.map { band in
      present.contains(band) ? bank.layer(after: band, order: order, oversampling: oversampling) : nil
    }
  }

  private mutating func bounds(of layer: FilterLayer) -> OrderBounds {
    if let bounds = known[layer] { return bounds }
    let average = upperBound(of: layer, average: 1) { _ in 0 }
    let isLast = layer.bands.isEmpty
    let bounds = OrderBounds(
      average: average, wavelets: isLast ? 0 : upperBound(of: layer, average: 0) { _ in 1 },
      whole: isLast ? average : upperBound(of: layer, average: 1) { _ in 1 })
    known[layer] = bounds
    return bounds
  }

  private mutating func upperBound(
    of layer: FilterLayer, average: Double, _ weight: (Int) -> Double
  ) -> Double {
    let frame = frames[layer] ?? bank.frame(of: layer, oversampling: oversampling, parallel: parallel)
    frames[layer] = frame
    return frame.upperBound(average: average, parallel: parallel, weight: weight)
  }
}
