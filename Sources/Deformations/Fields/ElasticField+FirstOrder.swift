import Numerical

/// The displacement and its first derivatives as one linear map of the coefficients, with its adjoint.
extension ElasticField {
  /// tau and its slopes at every sample, `[component, order, space...]`: order 0 is tau_k, order 1 + a its derivative along axis a.
  package func firstOrder(coefficients: [Double]) -> [Double] {
    check(coefficients)
    var parts: [Double] = []
    parts.reserveCapacity(shape.rank * (shape.rank + 1) * shape.count)
    for component in 0..<shape.rank {
      for part in expand(tensor(coefficients, component)) { parts.append(contentsOf: part) }
    }
    return parts
  }

  /// The adjoint of `firstOrder(coefficients:)`: `<firstOrder(C), g> = <C, adjoint(g)>`.
  /// - Parameter gradient: `[component, order, space...]`.
  package func adjoint(firstOrderGradient gradient: [Double]) -> [Double] {
    let orders = shape.rank + 1
    precondition(
      gradient.count == shape.rank * orders * shape.count, "\(gradient.count) numbers for \(shape)")
    return (0..<shape.rank).flatMap { component in
      let tensor = gather(
        (0..<orders).map { Array(gradient.block(component * orders + $0, of: shape.rank * orders)) })
      return offsets.map { tensor[$0] }
    }
  }

  /// A component's values and its slopes along each axis, the last axis expanded first: then the long loops are over neighbours.
  private func expand(_ tensor: [Double]) -> [[Double]] {
    var (values, slopes, inner) = (tensor, [[Double]](), 1)
    for basis in bases.reversed() {
      func expanded(_ tensor: [Double], order: Int) -> [Double] {
        contract(
          tensor, inner: inner, from: basis.modes, to: basis.count, by: basis.matrices[order],
          transposed: basis.transposed[order])
      }
      slopes = [expanded(values, order: 1)] + slopes.map { expanded($0, order: 0) }
      values = expanded(values, order: 0)
      inner *= basis.count
    }
    return [values] + slopes
  }

  /// The transpose of `expand`, the first axis first.
  private func gather(_ parts: [[Double]]) -> [Double] {
    var (values, slopes, inner) = (parts[0], Array(parts[1...]), shape.count)
    for basis in bases {
      inner /= basis.count
      func contracted(_ tensor: [Double], order: Int) -> [Double] {
        contract(
          tensor, inner: inner, from: basis.count, to: basis.modes, by: basis.transposed[order],
          transposed: basis.matrices[order])
      }
      values = contracted(values, order: 0)
      subtract(-1, times: contracted(slopes.removeFirst(), order: 1), from: &values)
      slopes = slopes.map { contracted($0, order: 0) }
    }
    return values
  }
}
