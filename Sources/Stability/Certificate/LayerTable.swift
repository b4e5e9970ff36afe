import Scattering

/// Computes and keeps the bounds of the layers of a network: there is one layer for each scale that a path may end with.
struct LayerTable {
  let bank: FilterBank
  let oversampling: Int
  let parallel: Parallel
  private var known: [Int: OrderBounds] = [:]

  init(bank: FilterBank, oversampling: Int, parallel: Parallel) {
    (self.bank, self.oversampling, self.parallel) = (bank, oversampling, parallel)
  }

  /// The largest bounds of the layers behind paths of an order.
  mutating func bounds(behindOrder order: Int) -> OrderBounds {
    let all = scales(ofOrder: order).map { layer(after: $0) }
    return OrderBounds(
      average: all.map(\.average).max()!, wavelets: all.map(\.wavelets).max()!,
      whole: all.map(\.whole).max()!)
  }

  /// `B_phi` by scale of the last band, where only features follow; one number for order 0.
  mutating func averages(behindOrder order: Int) -> [Double] {
    for scale in scales(ofOrder: order) { _ = layer(after: scale) }
    let known = known
    return byScale(order) { known[$0]!.average }
  }

  /// The squared constants of the network behind an order, by scale, from those behind the next.
  func tails(behindOrder order: Int, _ next: [Double]) -> [Double] {
    byScale(order) { upper(after: $0, average: 1) { next[$0] } }
  }

  private func byScale(_ order: Int, _ value: (Int) -> Double) -> [Double] {
    guard order > 0 else { return [value(-1)] }
    let possible = scales(ofOrder: order)
    return (0..<bank.scales).map { possible.contains($0) ? value($0) : 0 }
  }

  /// The scales with which a path of an order may end, -1 for the empty path.
  private func scales(ofOrder order: Int) -> Range<Int> { order == 0 ? -1..<0 : (order - 1)..<bank.scales }

  private mutating func layer(after scale: Int) -> OrderBounds {
    if let layer = known[scale] { return layer }
    let average = upper(after: scale, average: 1) { _ in 0 }
    let isLast = scale == bank.scales - 1
    let layer = OrderBounds(
      average: average, wavelets: isLast ? 0 : upper(after: scale, average: 0) { _ in 1 },
      whole: isLast ? average : upper(after: scale, average: 1) { _ in 1 })
    known[scale] = layer
    return layer
  }

  private func upper(after scale: Int, average: Double, _ weight: (Int) -> Double) -> Double {
    bank.layerUpperBound(
      after: scale, oversampling: oversampling, average: average, parallel: parallel, weight: weight)
  }
}
