/// What a transform does, as pure data: the tree of paths, the sizes at each step and the order of the features. Names and
/// computation both come from it, so they cannot drift apart.
public struct ScatteringPlan: Sendable {
  public let configuration: ScatteringConfiguration
  /// The padded shape; each axis a multiple of 2^J.
  public let grid: Shape
  /// Samples added before the first along each axis.
  public let margins: [Int]
  /// The spatial axes of each feature.
  public let outputShape: Shape
  /// Features stand 2^`outputLevel` samples apart.
  public let outputLevel: Int
  /// The features' names, in their order: by order, then by bands from the first to the last.
  public let paths: [ScatteringPath]

  /// A band applied to signals at one level and decimated to another.
  struct Product: Hashable, Sendable {
    let band, source, target: Int
  }

  let products: [Product]
  /// The root first; the input is its only member.
  let nodes: [PlanNode]

  /// - Parameter bank: The bank whose bands make the paths, on the padded grid.
  init(_ configuration: ScatteringConfiguration, bank: FilterBank) {
    let sizes = PaddedSizes(configuration)
    var builder = PlanBuilder(configuration, bands: bank.bands)
    builder.build()
    self.configuration = configuration
    (grid, margins) = (sizes.grid, sizes.margins)
    (outputShape, outputLevel) = (sizes.outputShape, sizes.outputLevel)
    paths = builder.paths
    products = builder.products
    nodes = builder.nodes
  }

  /// The positions in the signals' own samples, along one axis, about which the features are centred.
  public func positions(axis: Int) -> [Int] {
    (0..<outputShape[axis]).map { (firstOutput(axis: axis) + $0) << outputLevel - margins[axis] }
  }

  /// The first feature kept, in steps of the output from the start of the padded axis: the margin's are dropped.
  func firstOutput(axis: Int) -> Int {
    grid[axis] == configuration.shape[axis] ? 0 : (1 << configuration.scales) >> outputLevel
  }
}
