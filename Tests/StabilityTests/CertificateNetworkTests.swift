import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Lipschitz constants of whole networks.
@Suite struct CertificateNetworkTests {
  static func randomOrders(_ count: Int, _ generator: inout SeededGenerator) -> [OrderBounds] {
    (0..<count).map { _ in
      let average = Double.random(in: 0.2...1.3, using: &generator)
      let wavelets = Double.random(in: 0.2...1.3, using: &generator)
      let whole = Double.random(in: max(average, wavelets)...(average + wavelets), using: &generator)
      return OrderBounds(average: average, wavelets: wavelets, whole: whole)
    }
  }

  /// The best over the corners of each layer's polygon of possible (s, y), which is where a linear program has its optimum,
  /// written without thinking.
  func bruteForce(_ orders: ArraySlice<OrderBounds>) -> Double {
    guard let first = orders.first else { return 0 }
    if orders.count == 1 { return first.average }
    let (a, p, w) = (first.average, first.wavelets, first.whole)
    let corners = [(0, 0), (a, 0), (0, p), (a, p), (a, w - a), (w - p, p), (w, 0), (0, w)]
    let rest = bruteForce(orders.dropFirst())
    return corners.filter { $0.0 >= 0 && $0.1 >= 0 && $0.0 <= a && $0.1 <= p && $0.0 + $0.1 <= w + 1e-15 }
      .map { $0.0 + $0.1 * rest }.max()!
  }

  @Test func linearProgramEqualsBruteForce() {
    var generator = SeededGenerator(seed: 3)
    for index in 0..<2000 {
      let orders = Self.randomOrders(1 + index % 4, &generator)
      #expect(abs(orders.linearProgram - bruteForce(orders[...])) < 1e-12)
      #expect(orders.linearProgram <= orders.product * (1 + 1e-15))
      #expect(orders.product <= orders.naive)
    }
  }

  /// No feasible point does better than the linear program, and random ones come near it.
  @Test func noFeasiblePointExceedsTheLinearProgram() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<20 {
      let orders = Self.randomOrders(3, &generator)
      var best = 0.0
      for _ in 0..<20_000 {
        var (y, sum) = (1.0, 0.0)
        for order in orders.dropLast() {
          let s = Double.random(in: 0...(order.average * y), using: &generator)
          sum += s
          y = Double.random(in: 0...min(order.wavelets * y, order.whole * y - s), using: &generator)
        }
        sum += orders.last!.average * y
        best = max(best, sum)
      }
      #expect(best <= orders.linearProgram * (1 + 1e-15) && best > 0.75 * orders.linearProgram)
    }
  }

  @Test func constantsAreInOrder() throws {
    for configuration in try Certificates.configurations() {
      let bounds = NetworkBounds(Certificates.transform(configuration))
      #expect(bounds.network <= bounds.linearProgram && bounds.linearProgram <= bounds.product)
      #expect(bounds.product <= bounds.naive && bounds.constant <= bounds.network * bounds.padding)
      // Each layer's raise of 1e-9 stands in the squares.
      if configuration.normalization == .nonexpansive { #expect(bounds.product <= 1 + 4e-9) }
    }
  }

  /// Reflect uses samples twice or thrice along both axes, periodic and zero once; an edge sample stands for its margin.
  @Test func paddingConstantsAreCounts() throws {
    func constant(_ shape: Shape, _ padding: Padding) throws -> Double {
      let configuration = try ScatteringConfiguration(
        shape: shape, scales: 3, orientations: 1, maximalOrder: 0, padding: padding)
      return NetworkBounds(Certificates.transform(configuration)).padding
    }
    #expect(try constant([16, 24], .periodic) == 1)
    #expect(try constant([16, 20], .zero) == 1)
    #expect(try constant([24, 32], .reflect) == 2)
    // Margins of 8 on either side of 16 samples both mirror samples 7 and 8.
    #expect(try constant([16, 24], .reflect) == 6.0.squareRoot())
    // 16 is padded to 32 and 20 to 32: 9 copies of an edge row or 7 of an edge column.
    #expect(abs(try constant([16, 20], .edge) - 63.0.squareRoot()) < 1e-14)
    #expect(abs(try constant([16, 20], .periodic) - 2.0.squareRoot()) < 1e-14)
  }

  /// The layers' bounds are upper bounds: Cholesky's method finds the bound minus the layer's matrix positive, and a
  /// millionth less not so.
  @Test func layerBoundsAreUpperBounds() throws {
    let bank = FilterBank.morlet2D(grid: [8, 8], scales: 2, orientations: 3)
    for (scale, size) in [(-1, 8), (0, 8)] {
      let last = bank.bands.firstIndex { $0.scale == scale }
      let layer = bank.layer(after: last, order: last == nil ? 0 : 1, oversampling: 0)
      let frame = bank.frame(of: layer, oversampling: 0, parallel: Parallel())
      let bound = frame.upperBound(
        average: 1, parallel: Parallel(), weight: { bank.bands[$0].scale == 1 ? 0.7 : 1 })
      let matrix = layerMatrix(bank, after: scale, size: size)
      #expect(isPositiveDefinite(matrix, shift: bound))
      #expect(!isPositiveDefinite(matrix, shift: bound * (1 - 1e-6)))
    }
  }

  /// W* W of a layer in space, column by column through naive transforms; bands of scale 1 weighted by 0.7.
  func layerMatrix(_ bank: FilterBank, after scale: Int, size: Int) -> [[Double]] {
    let shape = bank.grid
    let filters =
      [(bank.lowPassResponse(), 4, 1.0)]
      + bank.bands.filter { $0.scale > scale }.map {
        (bank.response(of: $0), 1 << $0.scale, $0.scale == 1 ? 0.7 : 1)
      }
    return (0..<shape.count).map { column in
      let impulse = (0..<shape.count).map { Complex($0 == column ? 1.0 : 0) }
      let spectrum = naiveTransform(impulse, shape: shape, sign: -1)
      var total = [Double](repeating: 0, count: shape.count)
      for (response, step, weight) in filters {
        var kept = naiveTransform(zip(spectrum, response).map { $0 * Complex($1) }, shape: shape, sign: 1)
        for index in kept.indices {
          if index / size % step != 0 || index % size % step != 0 { kept[index] = 0 }
        }
        let back = zip(naiveTransform(kept, shape: shape, sign: -1), response).map { $0 * Complex($1) }
        let space = naiveTransform(back, shape: shape, sign: 1)
        let scale = weight * Double(step * step) / pow(Double(shape.count), 2)
        for index in total.indices { total[index] += scale * space[index].real }
      }
      return total
    }
  }

  /// Whether shift - matrix has a Cholesky factor.
  func isPositiveDefinite(_ matrix: [[Double]], shift: Double) -> Bool {
    var rows = matrix.indices.map { row in
      matrix.indices.map { (row == $0 ? shift : 0) - (matrix[row][$0] + matrix[$0][row]) / 2 }
    }
    for pivot in rows.indices {
      guard rows[pivot][pivot] > 0 else { return false }
      for row in (pivot + 1)..<max(rows.count, pivot + 1) {
        let factor = rows[row][pivot] / rows[pivot][pivot]
        for column in pivot..<rows.count { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return true
  }
}
