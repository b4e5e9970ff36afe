import Arrays
import Fourier
import RealModule
import Wavelets

/// What a transform does, as pure data: the tree of paths, what is read off each, and how the axes are padded and cropped.
///
/// Names, sizes, frame bounds, Lipschitz constants, certificates and energies come from it, and what runs it lowers it; so none of
/// them can drift from another. `description` prints the operations.
public struct ScatteringPlan: Sendable {
  public let configuration: ScatteringConfiguration
  /// How each axis is padded and cropped.
  public let axes: [AxisSampling]
  /// The nodes of the tree, in the paths' order: by order, then by bands from the first to the last. The first is the signal itself; the
  /// children of a node stand together. Each is a path, but for those that joint scattering filters across paths alone.
  public let nodes: [Node]
  /// What filters moduli across paths, if anything does; then the tree ends at its order at the latest.
  public let pathAxis: PathAxis?
  /// The signals that are gathered along the path axis, by the nodes they belong to and then by bands.
  public let gathers: [Gather]
  /// What is filtered behind the gathers: gather by gather, in each by bands along the path axis.
  public let gatheredNodes: [GatheredNode]
  /// The index of the path of each node of the tree, nil where it is not read.
  public let pathOfNode: [Int?]
  /// The indices of the paths of each gathered node, which follow those of `nodes`.
  public let pathsOfGatheredNode: [Range<Int>]
  /// The wavelets that the signal of each node of the tree passed.
  let stepsOfNode: [[ScatteringPath.Step]]
  /// The features' names, in their order.
  public let paths: [ScatteringPath]
  /// Where each path's feature lies in the block of one signal.
  public let layout: FeatureLayout
  /// Base-2 logarithms of the distance of averaged features along each axis, in samples.
  public let outputLevel: [Int]

  /// A path as a node of the tree: what its last wavelet and modulus make of the parent's signal.
  public struct Node: Sendable {
    /// The index of the node whose signal is filtered; nil for the signal itself.
    public let parent: Int?
    /// The number of wavelets passed.
    public let order: Int
    /// The index of the last wavelet among the bank's bands of this order; nil for the signal itself.
    public let band: Int?
    /// The filters of that band, of which the modulus is taken together; none for the signal itself.
    public let components: Int
    /// Base-2 logarithms of the decimation of this node's signal along each axis.
    public let level: [Int]
    /// The indices of the nodes that filter this node's signal.
    public fileprivate(set) var children: Range<Int>
  }

  /// - Parameters:
  ///   - bank: The bank whose bands make the paths, on the padded grid; by default that of the configuration.
  ///   - pathAxis: What filters across paths.
  public init(_ configuration: ScatteringConfiguration, bank: FilterBank? = nil, pathAxis: PathAxis? = nil) {
    let bank = bank ?? FilterBank(unnormalized: configuration)
    let pathAxis = pathAxis ?? PathAxis(configuration)
    (self.configuration, self.pathAxis) = (configuration, pathAxis)
    let axes = configuration.axes
    let outputLevel = bank.level(of: bank.lowPass.decimation, oversampling: configuration.oversampling)
    let nodes = Self.tree(
      configuration, bank, lastOrder: min(configuration.maximalOrder, pathAxis?.order ?? .max))
    let gathers =
      pathAxis.map { axis in
        axis.order < configuration.maximalOrder + (axis.layout == nil ? 0 : 1)
          ? Self.gathers(nodes, axis, configuration, bank) : []
      } ?? []
    let gatheredNodes =
      pathAxis.map {
        Self.gatheredNodes(gathers, $0, axes, outputLevel: outputLevel, configuration.readout)
      } ?? []
    (self.axes, self.outputLevel) = (axes, outputLevel)
    (self.nodes, self.gathers, self.gatheredNodes) = (nodes, gathers, gatheredNodes)
    let steps = Self.steps(of: nodes, bank)
    var builder = PathListBuilder()
    pathOfNode = nodes.indices.map { node in
      guard pathAxis?.layout == nil || (node == 0 && pathAxis?.layout == .time) else { return nil }
      let shape = Self.shape(configuration.readout, axes, [nodes[node].level, outputLevel])
      return builder.append([ScatteringPath(steps: steps[node])], shape: shape).lowerBound
    }
    pathsOfGatheredNode = gatheredNodes.map { node in
      builder.append(
        Self.names(of: node, in: gathers, behind: steps, bank, pathAxis!),
        shape: pathAxis!.layout == .time ? node.shapeWithin : node.shape)
    }
    (paths, stepsOfNode) = (builder.paths, steps)
    layout = FeatureLayout(shapes: builder.shapes)
  }

  /// The padded shape.
  public var grid: Shape { Shape(unchecked: axes.map(\.padded)) }

  /// The number of wavelets in the longest path of the tree.
  public var lastOrder: Int { nodes[nodes.count - 1].order }

  /// The nodes of an order.
  public func nodes(ofOrder order: Int) -> Range<Int> {
    let start = nodes.partitioningIndex { $0.order >= order }
    return start..<nodes.partitioningIndex { $0.order > order }
  }

  /// The axes of every path's feature.
  /// - Precondition: They are the same for all paths, as they are of averages.
  public var outputShape: Shape {
    guard let shape = layout.commonShape else {
      preconditionFailure("features of \(configuration.readout) differ in shape from path to path")
    }
    return shape
  }

  /// The weight 2^(half the octaves between features, summed over the axes) of an averaged feature in distances that decimation does
  /// not change; in two dimensions 2^(J - oversampling).
  public var distanceWeight: Double { .pow(2, Double(outputLevel.reduce(0, +)) / 2) }

  /// The samples of a signal from one feature of a path to the next along each axis; before them, where a path acts across paths, the
  /// paths from one to the next. None where what is read has no position.
  public func spacing(ofPath path: Int) -> [Int] {
    if let first = pathsOfGatheredNode.first, path >= first.lowerBound {
      return spacing(of: gatheredNodes[pathsOfGatheredNode.partitioningIndex { $0.upperBound > path }])
    }
    // Those before are nodes of the tree from the first on.
    return switch configuration.readout {
    case .average: outputLevel.map { 1 << $0 }
    case .samples: nodes[path].level.map { 1 << $0 }
    case .globalMean, .integrals: []
    }
  }

  private func spacing(of node: GatheredNode) -> [Int] {
    let levels = [node.level] + gathers[node.gather].level
    let outputs = [pathAxis!.outputLevel] + outputLevel
    let all = ([node.along] + node.within).enumerated().map { axis, reading in
      switch reading {
      case .averages: 1 << outputs[axis]
      case .samples: 1 << levels[axis]
      case .mean: 0
      }
    }
    let own = pathAxis!.layout == .time ? Array(all.dropFirst()) : all
    return own.allSatisfy { $0 == 0 } ? [] : own
  }

  /// The positions of the first feature of a path, in the signals' own samples along each axis; none where it has no position. Where a path
  /// acts across paths, its spacing begins with theirs, of which the first stands at 0.
  public func origin(ofPath path: Int) -> [Int] {
    let spacing = spacing(ofPath: path)
    let across = spacing.count - axes.count
    return spacing.enumerated().map { index, step in
      step == 0 || index < across ? 0 : axes[index - across].positions(level: step.binaryLogarithm)[0]
    }
  }

  /// The positions in the signals' own samples, along one axis, about which averages are centred.
  public func positions(axis: Int) -> [Int] { axes[axis].positions(level: outputLevel[axis]) }

  /// The tree, breadth first, so that the children of a node stand together.
  private static func tree(
    _ configuration: ScatteringConfiguration, _ bank: FilterBank, lastOrder: Int
  ) -> [Node] {
    let level = [Int](repeating: 0, count: bank.grid.rank)
    var nodes = [Node(parent: nil, order: 0, band: nil, components: 0, level: level, children: 0..<0)]
    var index = 0
    while index < nodes.count, nodes[index].order < lastOrder {
      let (order, start) = (nodes[index].order + 1, nodes.count)
      for band in bank.successors(of: nodes[index].band, order: order - 1) {
        let filters = bank.bands(ofOrder: order)[band]
        nodes.append(
          Node(
            parent: index, order: order, band: band, components: filters.components.count,
            level: bank.level(of: filters.decimation, oversampling: configuration.oversampling),
            children: 0..<0))
      }
      nodes[index].children = start..<nodes.count
      index += 1
    }
    return nodes
  }

  /// The wavelets that each node's signal passed.
  private static func steps(of nodes: [Node], _ bank: FilterBank) -> [[ScatteringPath.Step]] {
    var steps: [[ScatteringPath.Step]] = []
    steps.reserveCapacity(nodes.count)
    for node in nodes {
      guard let parent = node.parent, let band = node.band else {
        steps.append([])
        continue
      }
      steps.append(steps[parent] + [bank.bands(ofOrder: node.order)[band].step])
    }
    return steps
  }

  /// The axes of a feature.
  /// - Parameter levels: Base-2 logarithms of the decimation of what is read, and of averages of it, along each axis.
  private static func shape(_ readout: Readout, _ axes: [AxisSampling], _ levels: [[Int]]) -> Shape {
    func kept(_ level: [Int]) -> Shape {
      Shape(unchecked: zip(axes, level).map { $0.kept(level: $1).count })
    }
    return switch readout {
    case .average: kept(levels[1])
    case .globalMean: [1]
    case .integrals(let powers): Shape(unchecked: [powers.count])
    case .samples: kept(levels[0])
    }
  }
}

/// Collects paths and the shapes of their features.
private struct PathListBuilder {
  private(set) var paths: [ScatteringPath] = []
  private(set) var shapes: [Shape] = []

  /// - Returns: The indices of the paths.
  mutating func append(_ names: [ScatteringPath], shape: Shape) -> Range<Int> {
    let start = paths.count
    paths += names
    shapes += names.map { _ in shape }
    return start..<paths.count
  }
}

extension Band {
  /// The band as a step of a path.
  package var step: ScatteringPath.Step {
    ScatteringPath.Step(scale: scale, label: label, frequency: frequency, bandwidth: bandwidth)
  }
}

extension Array {
  /// The index of the first element for which a predicate holds that, once true, stays true.
  fileprivate func partitioningIndex(_ predicate: (Element) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if predicate(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension FilterBank {
  /// The bank of a transform, on its padded grid.
  /// - Parameters:
  ///   - planner: Makes the transforms that sampling some filters takes.
  ///   - constants: Where constants of large grids are kept for the next run; nil for nowhere.
  public init(
    _ configuration: ScatteringConfiguration, parallel: Parallel = Parallel(), planner: Planner = .shared,
    constants: ConstantStore? = .standard
  ) {
    let normalizer = BankNormalizer(configuration, parallel: parallel, constants: constants)
    self = normalizer.normalized(FilterBank(unnormalized: configuration, planner: planner))
  }

  /// The bank of a transform with Kymatio's normalisation: data alone, made in no time.
  fileprivate init(unnormalized configuration: ScatteringConfiguration, planner: Planner = .shared) {
    let grid = Shape(unchecked: configuration.axes.map(\.padded))
    switch configuration.wavelets {
    case .morlet2D(let orientations):
      self = .morlet2D(
        grid: grid, scales: configuration.scales, orientations: orientations, planner: planner)
    case .solidHarmonic(let maximalDegree, let sigma, let perM):
      self = .solidHarmonic(
        grid: grid, scales: configuration.scales, maximalDegree: maximalDegree, sigma: sigma, perM: perM,
        planner: planner)
    case .morlet3D(let directions):
      self = .morlet3D(grid: grid, scales: configuration.scales, directions: directions, planner: planner)
    case .morlet1D(let quality), .joint(let quality, _):
      let isOld = configuration.convention == .kymatio03
      self = .morlet1D(
        grid: grid, scales: configuration.scales, quality: quality, averaging: configuration.averaging,
        folding: isOld ? .averaged : .summed, oversamplingRule: isOld ? .everywhere : .averages,
        planner: planner)
    }
  }
}
