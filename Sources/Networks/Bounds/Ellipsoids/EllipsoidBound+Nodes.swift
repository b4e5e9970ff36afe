import Foundation

extension EllipsoidBound {
  /// The ellipsoid of a node from those of its inputs.
  func ellipsoid(of index: Int, _ inputs: [Ellipsoid]) -> Ellipsoid {
    let (kind, input) = (description.nodes[index].kind, inputs[0])
    switch kind {
    case .dropout: return input
    case .affine(let factor, _):
      return input.scaled(channels: [Double](repeating: factor, count: description.inputShape(of: index)[0]))
    case .batchNormalisation: return input.scaled(channels: ownArrays(index).gains(kind))
    case .rectifier, .hyperbolicTangent:
      return input.throughActivation(weights: weights(index, input), parallel: parallel)
    case .maximumPooling:
      return .channels(
        input.alongChannels(weights: weights(index, input)).map { $0 * norms[index] * norms[index] })
    case .convolution, .averagePooling: return filtered(index, input)
    case .linear(let outputs, _):
      guard outputs <= Self.largestMatrix else { return byNorm(index, input) }
      let matrix = ComplexMatrix(
        ownArrays(index).doubles(.weight), rows: outputs, columns: description.inputShape(of: index)[0])
      return input.filtered(on: .point, stride: 1, parallel: parallel) { _ in matrix }
    case .globalAverage: return averaged(index, input)
    case .flatten: return flattened(index, input)
    case .sum: return sum(index, input, inputs[1])
    }
  }

  private func ownArrays(_ index: Int) -> [NetworkArray] { arrays[description.nodes[index].name] ?? [] }

  /// A ball, by the node's norm alone.
  private func byNorm(_ index: Int, _ input: Ellipsoid) -> Ellipsoid {
    let square = input.largestEigenvalue * norms[index] * norms[index]
    return .channels([Double](repeating: square, count: description.shapes[index][0]))
  }

  /// The proportions of the axes of what a node takes, by channel; those of nearly nothing count as a millionth of the largest.
  private func weights(_ index: Int, _ input: Ellipsoid) -> [Double] {
    func floored(_ values: [Double]) -> [Double] {
      let largest = values.max()!
      return values.map { largest > 0 ? max($0 / largest, 1e-6) : 1 }
    }
    let sensitivities = floored(inputSensitivity(index))
    return zip(floored(input.largestDiagonal), sensitivities).map {
      pow($0, weighting.proportion) * pow($1, -weighting.preference)
    }
  }

  private func inputSensitivity(_ index: Int) -> [Double] {
    let source = description.nodes[index].inputs[0]
    guard source != NetworkNode.input else { return [Double](repeating: 1, count: description.input[0]) }
    return sensitivity.energies[source]
  }

  private func filtered(_ index: Int, _ input: Ellipsoid) -> Ellipsoid {
    let shape = description.inputShape(of: index)
    let (grid, input) = onCircle(index, input)
    let channels = max(shape[0], description.shapes[index][0])
    let effort = Double(grid.rows * (grid.columns / 2 + 1)) * pow(Double(max(channels, 16)), 3)
    guard channels <= Self.largestMatrix, effort <= Self.largestEffort else { return byNorm(index, input) }
    let window = description.nodes[index].kind.window!
    let circle = (grid.rows, grid.columns)
    let taps = (window.size, window.size)
    if case .convolution(let outputs, _, _, _, _) = description.nodes[index].kind {
      let kernel = PhaseKernel(
        values: ownArrays(index).doubles(.weight), outputs: outputs, inputs: shape[0], taps: taps,
        grid: circle)
      return input.filtered(on: grid, stride: window.stride, parallel: parallel, kernel.transfer)
    }
    let mean = PhaseKernel(
      values: [Double](repeating: 1 / Double(taps.0 * taps.1), count: taps.0 * taps.1), outputs: 1, inputs: 1,
      taps: taps, grid: circle)
    return input.filtered(on: grid, stride: window.stride, parallel: parallel) {
      let value = mean.transfer(at: $0)
      return ComplexMatrix(
        diagonal: [Double](repeating: value.squaredFrobeniusNorm.squareRoot(), count: shape[0]))
    }
  }

  /// The circle on which a filter is computed, and its input on it: axes along channels fit on every circle, for they do not look
  /// beyond the window.
  private func onCircle(_ index: Int, _ input: Ellipsoid) -> (CircleGrid, Ellipsoid) {
    if let circle = input.circle, sizes.fits(index, on: circle.grid),
      circle.isZeroBeyondWindow || description.nodes[index].kind.window!.padding == 0
    {
      return (circle.grid, input)
    }
    return (sizes.grid(before: index), .channels(input.alongChannels(weights: weights(index, input))))
  }

  private func averaged(_ index: Int, _ input: Ellipsoid) -> Ellipsoid {
    let shape = description.inputShape(of: index)
    switch input {
    case .channels(let squares): return .channels(squares.map { $0 / Double(shape[1] * shape[2]) })
    case .circular(let ellipsoid): return ellipsoid.averaged(over: (shape[1], shape[2]))
    }
  }

  private func flattened(_ index: Int, _ input: Ellipsoid) -> Ellipsoid {
    let shape = description.inputShape(of: index)
    guard shape.count == 3 else { return input }
    if case .circular(let ellipsoid) = input, description.shapes[index][0] <= Self.largestMatrix {
      return ellipsoid.flattened((shape[1], shape[2]))
    }
    return .channels(
      input.alongChannels(weights: weights(index, input)).flatMap {
        [Double](repeating: $0, count: shape[1] * shape[2])
      })
  }

  private func sum(_ index: Int, _ first: Ellipsoid, _ second: Ellipsoid) -> Ellipsoid {
    guard let a = first.circle, let b = second.circle, a.grid != b.grid else { return first.plus(second) }
    return Ellipsoid.channels(first.alongChannels(weights: weights(index, first)))
      .plus(.channels(second.alongChannels(weights: weights(index, second))))
  }
}
