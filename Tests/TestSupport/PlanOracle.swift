import Numerics
import Scattering

/// The features that a plan says, slow and obvious: node by node of its tree, by transforms as sums over all samples, decimation
/// by picking samples, and the bank's own responses. Independent of schedules, pairs, folded filters, kernels and low-passes.
public struct PlanOracle {
  let plan: ScatteringPlan
  let bank: FilterBank

  public init(_ plan: ScatteringPlan, bank: FilterBank) { (self.plan, self.bank) = (plan, bank) }

  /// The features of one signal in the order of the plan's layout.
  public func features(of signal: [Double]) -> [Double] {
    var features = [Double](repeating: 0, count: plan.layout.count)
    var moduli: [Int: [Double]] = [:]
    visit(0, padded(signal), into: &features, &moduli)
    for (index, node) in plan.gatheredNodes.enumerated() {
      let paths = plan.pathsOfGatheredNode[index]
      let start = plan.layout.range(ofPath: paths.lowerBound).lowerBound
      let end = plan.layout.range(ofPath: paths.upperBound - 1).upperBound
      features.replaceSubrange(start..<end, with: acrossPaths(node, moduli))
    }
    return features
  }

  private func visit(
    _ index: Int, _ signal: [Double], into features: inout [Double], _ moduli: inout [Int: [Double]]
  ) {
    let node = plan.nodes[index]
    moduli[index] = signal
    if let path = plan.pathOfNode[index] {
      features.replaceSubrange(
        plan.layout.range(ofPath: path),
        with: read(
          signal, plan.axes, level: node.level, to: plan.outputLevel,
          bank.lowPassResponse(level: node.level)))
    }
    for child in node.children {
      visit(child, modulus(of: child, signal, level: node.level), into: &features, &moduli)
    }
  }

  /// The feature of a path across paths: all signals of its gather, those of no path zero, filtered along their first axis.
  private func acrossPaths(_ node: ScatteringPlan.GatheredNode, _ moduli: [Int: [Double]]) -> [Double] {
    let (gather, axis) = (plan.gathers[node.gather], plan.pathAxis!)
    let count = plan.grid.decimated(by: gather.level).count
    var rows = [[Complex<Double>]](
      repeating: [Complex<Double>](repeating: 0, count: count), count: axis.sampling.padded)
    for member in gather.members {
      let level = plan.nodes[member.node].level
      rows[member.row] = decimated(
        convolution(
          moduli[member.node]!.map { Complex($0) },
          gather.band.map { bank.response(of: bank.bands(ofOrder: axis.order + 1)[$0], level: level) }
            ?? bank.lowPassResponse(level: level),
          plan.grid.decimated(by: level)),
        from: level, to: gather.level, plan.axes)
    }
    let response = axis.bank.response(of: axis.bank.bands[node.band])
    let matrix: Shape = try! Shape([rows.count, count])
    let filtered = convolution(
      rows.flatMap { $0 }, response.flatMap { [Double](repeating: $0, count: count) }, matrix, axes: [0])
    let moduli = stride(from: 0, to: rows.count, by: 1 << node.level).flatMap { row in
      filtered[(row * count)..<((row + 1) * count)].map(\.length)
    }
    if case .integrals = plan.configuration.readout {
      return read(
        moduli, [axis.sampling] + plan.axes, level: [node.level] + gather.level,
        to: [axis.bank.lowPass.decimation[0]] + plan.outputLevel, [])
    }
    return read(moduli, node, gather, axis)
  }

  /// What a gathered node reads along each axis in turn, the path axis first.
  private func read(
    _ moduli: [Double], _ node: ScatteringPlan.GatheredNode, _ gather: ScatteringPlan.Gather,
    _ axis: PathAxis
  ) -> [Double] {
    let lowPass = axis.bank.lowPassResponse(level: node.level)
    var shape = [axis.sampling.padded >> node.level] + plan.grid.decimated(by: gather.level).dimensions
    let outputs = [axis.bank.lowPass.decimation[0]] + plan.outputLevel
    let levels = [node.level] + gather.level
    var values = moduli
    for (index, reading) in ([node.along] + node.within).enumerated() {
      values = along(
        index, of: values, &shape, reading, step: 1 << max(outputs[index] - levels[index], 0),
        index == 0 ? lowPass : lowPassAlong(index - 1, level: gather.level))
    }
    return values
  }

  /// The response of the low-pass along one axis alone: at zero along the others, where it is divided out.
  private func lowPassAlong(_ axis: Int, level: [Int]) -> [Double] {
    let shape = plan.grid.decimated(by: level)
    let response = bank.lowPassResponse(level: level)
    let stride = shape.dimensions[(axis + 1)...].reduce(1, *)
    let root = Double.pow(response[0], Double(shape.rank - 1) / Double(shape.rank))
    return (0..<shape[axis]).map { response[$0 * stride] / root }
  }

  /// - Parameter shape: The axes of the values, of which one changes its length.
  private func along(
    _ axis: Int, of values: [Double], _ shape: inout [Int], _ reading: ScatteringPlan.AxisReading, step: Int,
    _ lowPass: [Double]
  ) -> [Double] {
    let (outer, count) = (shape[..<axis].reduce(1, *), shape[axis])
    let inner = shape[(axis + 1)...].reduce(1, *)
    let lines = (0..<(outer * inner)).map { line -> [Double] in
      let start = line / inner * count * inner + line % inner
      let own = (0..<count).map { values[start + $0 * inner] }
      switch reading {
      case .samples(let indices): return Array(own[indices])
      case .mean(let indices): return [own[indices].reduce(0, +) / Double(indices.count)]
      case .averages(let indices):
        let average = convolution(own.map { Complex($0) }, lowPass, try! Shape([count]))
        return indices.map { average[$0 * step].real }
      }
    }
    shape[axis] = lines[0].count
    return (0..<outer).flatMap { o in
      (0..<lines[0].count).flatMap { k in (0..<inner).map { lines[o * inner + $0][k] } }
    }
  }

  /// The Euclidean norm over a band's filters of what they make of a signal.
  private func modulus(of index: Int, _ signal: [Double], level: [Int]) -> [Double] {
    let node = plan.nodes[index]
    let band = bank.bands(ofOrder: node.order)[node.band!]
    let filtered = band.components.indices.map { component in
      decimated(
        convolution(
          signal.map { Complex($0) }, bank.response(of: band, component: component, level: level),
          plan.grid.decimated(by: level)),
        from: level, to: node.level, plan.axes)
    }
    return filtered[0].indices.map { sample in
      filtered.reduce(0) { $0 + $1[sample].lengthSquared }.squareRoot()
    }
  }

  /// - Parameters:
  ///   - level: Of the signal along each of its axes.
  ///   - output: Of averages.
  ///   - lowPass: The response of the low-pass at the signal's level.
  private func read(
    _ signal: [Double], _ axes: [AxisSampling], level: [Int], to output: [Int], _ lowPass: [Double]
  ) -> [Double] {
    func grid(_ level: [Int]) -> Shape { try! Shape(zip(axes, level).map { $0.padded >> $1 }) }
    func kept(_ level: [Int]) -> [Range<Int>] { zip(axes, level).map { $0.kept(level: $1) } }
    let own = crop(signal, zip(axes, level).map { $0.support(level: $1) }, of: grid(level))
    switch plan.configuration.readout {
    case .average:
      let average = convolution(signal.map { Complex($0) }, lowPass, grid(level))
      return crop(
        decimated(average, from: level, to: output, axes).map(\.real), kept(output), of: grid(output))
    case .samples: return crop(signal, kept(level), of: grid(level))
    case .globalMean: return [own.reduce(0, +) / Double(own.count)]
    case .integrals(let powers):
      return powers.map { power in own.reduce(0) { $0 + Double.pow(abs($1), power) } }
    }
  }

  /// - Parameter axes: Those along which the response filters; all by default.
  private func convolution(
    _ signal: [Complex<Double>], _ response: [Double], _ shape: Shape, axes: [Int]? = nil
  ) -> [Complex<Double>] {
    let axes = axes ?? Array(0..<shape.rank)
    let spectrum = naiveTransform(signal, shape: shape, sign: -1, axes: axes)
    let product = zip(spectrum, response).map { $0 * Complex($1) }
    let count = axes.reduce(1) { $0 * shape[$1] }
    return naiveTransform(product, shape: shape, sign: 1, axes: axes).map { $0 / Complex(Double(count)) }
  }

  private func decimated(
    _ signal: [Complex<Double>], from: [Int], to: [Int], _ axes: [AxisSampling]
  ) -> [Complex<Double>] {
    let shape = try! Shape(zip(axes, from).map { $0.padded >> $1 })
    let steps = zip(from, to).map { 1 << ($1 - $0) }
    return indices(zip(shape.dimensions, steps).map { stride(from: 0, to: $0, by: $1).map { $0 } }, of: shape)
      .map { signal[$0] }
  }

  private func crop(_ signal: [Double], _ window: [Range<Int>], of shape: Shape) -> [Double] {
    indices(window.map(Array.init), of: shape).map { signal[$0] }
  }

  /// The flat indices of a product of indices along each axis.
  private func indices(_ axes: [[Int]], of shape: Shape) -> [Int] {
    zip(axes, shape.dimensions).reduce([0]) { flat, axis in
      flat.flatMap { start in axis.0.map { start * axis.1 + $0 } }
    }
  }

  private func padded(_ signal: [Double]) -> [Double] {
    let sources = plan.axes.map { plan.configuration.padding.sources($0) }
    return zip(sources, plan.axes).reduce([0 as Int?]) { flat, axis in
      flat.flatMap { start in
        axis.0.map { source in start.flatMap { start in source.map { start * axis.1.count + $0 } } }
      }
    }.map { $0.map { signal[$0] } ?? 0 }
  }
}
