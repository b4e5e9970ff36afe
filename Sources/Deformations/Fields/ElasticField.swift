import Arrays
import Numerical

/// The linear map from coefficients to smooth fields that vanish at the edges, with its adjoint:
///
///     tau_k(u) = sum over modes m of C[k, m] product over axes a of sin(m_a pi u_a / (n_a - 1)),
///
/// the modes being m_a = 1, 2, ... with |m| < c + 1/2 (Petrini et al. 2021, arXiv 2105.02468, appendix A). Coefficients are
/// in pixels: Petrini's C_ij times n sqrt(T). Evaluated separably, so an image of n x n takes about 2 c n (n + c)
/// multiplications for each derivative.
public struct ElasticField: Sendable {
  public let shape: Shape
  /// The cutoff c: the largest length of a mode's index.
  public let cutoff: Int
  /// The index of each mode along each axis, from 1; in lexicographic order.
  public let modes: [[Int]]
  let bases: [SineBasis]
  /// The offset of each mode in the tensor of all products of axis modes.
  let offsets: [Int]

  /// The number of coefficients C, `[component, mode]`.
  public var coefficientCount: Int { shape.rank * modes.count }

  /// - Precondition: at least 3 samples along each axis, and a cut-off of at least 1 that leaves a mode: sqrt(rank) fits.
  public init(shape: Shape, cutoff: Int) {
    precondition(shape.dimensions.allSatisfy { $0 >= 3 }, "\(shape) holds no wave that vanishes at its ends")
    (self.shape, self.cutoff) = (shape, cutoff)
    let counts = shape.dimensions.map { min(cutoff, $0 - 2) }
    modes = counts.reduce([[]]) { modes, count in
      modes.flatMap { mode in (0..<count).map { mode + [$0 + 1] } }
    }.filter { Self.length($0) < Double(cutoff) + 0.5 }
    precondition(!modes.isEmpty, "cut-off \(cutoff) leaves no mode of rank \(shape.rank)")
    bases = zip(shape.dimensions, counts).map { SineBasis(count: $0, modes: $1) }
    offsets = modes.map { zip($0, counts).reduce(0) { $0 * $1.1 + $1.0 - 1 } }
  }

  /// The length r = |m| of a mode.
  package static func length(_ mode: [Int]) -> Double {
    Double(mode.reduce(0) { $0 + $1 * $1 }).squareRoot()
  }

  /// The field tau of some coefficients, with its derivatives, at every sample.
  public func field(coefficients: [Double]) -> DisplacementField {
    let parts = expand(coefficients, order: 2)
    return DisplacementField(
      displacement: gather(parts, order: 0), jacobian: gather(parts, order: 1),
      hessian: gather(parts, order: 2))
  }

  /// The displacement tau alone, `[component, space...]`, at about a sixth of the cost of `field`.
  public func displacement(coefficients: [Double]) -> Signal<Double> {
    gather(expand(coefficients, order: 0), order: 0)
  }

  /// The norms `sup|tau|` and `sup|grad tau|` over the samples, without second derivatives.
  public func supNorms(coefficients: [Double]) -> (displacement: Double, gradient: Double) {
    let parts = expand(coefficients, order: 1)
    return (
      gather(parts, order: 0).largestVectorNorm(), gather(parts, order: 1).largestSpectralNorm()
    )
  }

  /// The adjoint of `displacement(coefficients:)`: `<tau(C), g> = <C, adjoint(g)>` for g of `[component, space...]`.
  public func adjoint(displacementGradient gradient: Signal<Double>) -> [Double] {
    precondition(
      gradient.shape == shape && gradient.batch == [shape.rank],
      "a gradient of \(gradient.batch) of \(gradient.shape) for fields on \(shape)")
    let samples = gradient.samples
    return (0..<shape.rank).flatMap { component in
      var tensor = Array(samples[(component * shape.count)..<((component + 1) * shape.count)])
      var inner = 1
      for basis in bases.reversed() {
        tensor = contract(
          tensor, inner: inner, from: basis.count, to: basis.modes, by: basis.transposed[0],
          transposed: basis.matrices[0])
        inner *= basis.modes
      }
      return offsets.map { tensor[$0] }
    }
  }

  /// The displacement tau at any point.
  public func displacement(coefficients: [Double], at point: [Double]) -> [Double] {
    check(coefficients)
    return (0..<shape.rank).map { component in
      modes.indices.reduce(0) { sum, index in
        sum
          + zip(modes[index], zip(point, shape.dimensions)).reduce(
            coefficients[component * modes.count + index]
          ) { $0 * SineBasis.wave($1.0, at: $1.1.0, count: $1.1.1) }
      }
    }
  }

  /// For each component, derivatives by the orders along each axis, up to `order` in all.
  private func expand(_ coefficients: [Double], order: Int) -> [[[Int]: [Double]]] {
    check(coefficients)
    return (0..<shape.rank).map { component in
      var parts = [[Int](): tensor(coefficients, component)]
      for axis in (0..<shape.rank).reversed() { parts = expand(parts, axis: axis, order: order) }
      return parts
    }
  }

  /// A component's coefficients in the tensor of all products of axis modes.
  func tensor(_ coefficients: [Double], _ component: Int) -> [Double] {
    var tensor = [Double](repeating: 0, count: bases.reduce(1) { $0 * $1.modes })
    for (index, offset) in offsets.enumerated() {
      tensor[offset] = coefficients[component * modes.count + index]
    }
    return tensor
  }

  private func expand(_ parts: [[Int]: [Double]], axis: Int, order: Int) -> [[Int]: [Double]] {
    let basis = bases[axis]
    let inner = shape.dimensions[(axis + 1)...].reduce(1, *)
    var result: [[Int]: [Double]] = [:]
    for (orders, tensor) in parts {
      for own in 0...(order - orders.reduce(0, +)) {
        result[[own] + orders] = contract(
          tensor, inner: inner, from: basis.modes, to: basis.count, by: basis.matrices[own],
          transposed: basis.transposed[own])
      }
    }
    return result
  }

  /// All derivatives of one order, `[component, axis, ..., space...]`.
  private func gather(_ parts: [[[Int]: [Double]]], order: Int) -> Signal<Double> {
    let axes = (0..<order).reduce([[]]) { lists, _ in
      lists.flatMap { list in (0..<shape.rank).map { list + [$0] } }
    }
    return Signal(batch: [Int](repeating: shape.rank, count: order + 1), shape: shape) { samples in
      for component in 0..<shape.rank {
        for (index, list) in axes.enumerated() {
          let orders = (0..<shape.rank).map { axis in list.count { $0 == axis } }
          let start = (component * axes.count + index) * shape.count
          _ = samples[start..<(start + shape.count)].update(fromContentsOf: parts[component][orders]!)
        }
      }
    }
  }

  func check(_ coefficients: [Double]) {
    precondition(
      coefficients.count == coefficientCount,
      "\(coefficients.count) coefficients for \(shape.rank) x \(modes.count)")
  }
}
