import Arrays

/// Proven Lipschitz constants of every node of a network by ellipsoids that hold the differences of its values: the closed form of
/// ECLipsE-Fast (Xu and Sivaranjani 2024) carried over to convolutions, by frequency on a circle, to batch normalisation, pooling
/// and sums (Docs/Decisions/0013-bounds-of-networks.md).
struct EllipsoidBound {
  /// In which proportions axes are chosen where the choice is free: `diagonal^proportion / sensitivity^preference` by channel. Each
  /// choice is proven.
  struct Weighting: Hashable, Sendable {
    let proportion, preference: Double

    /// All axes alike, as ECLipsE-Fast has them; and what makes shorter those that lie along channels of little change, or of more
    /// worth to the scores.
    static let all = [
      Weighting(proportion: 0, preference: 0), Weighting(proportion: 0.25, preference: 0.25),
      Weighting(proportion: 0.5, preference: 0.5),
    ]
  }

  /// The constant of each node.
  private(set) var constants: [Double] = []

  static let largestMatrix = 512
  /// The largest number of frequencies times the cube of channels, counted as at least 16, that is computed by frequency: a second
  /// or two, and 200 MB a node.
  static let largestEffort = 2e8

  let description: NetworkDescription
  let arrays: [String: [NetworkArray]]
  let norms: [Double]
  let sizes: CircleSizes
  let sensitivity: OutputSensitivity
  let weighting: Weighting
  let parallel: Parallel

  /// - Parameter norms: Those of the nodes alone.
  init(
    _ description: NetworkDescription, arrays: [NetworkArray], norms: [Double], inputConstant: Double,
    weighting: Weighting, parallel: Parallel
  ) {
    (self.description, self.norms, self.weighting, self.parallel) = (description, norms, weighting, parallel)
    self.arrays = Dictionary(grouping: arrays, by: \.name)
    sizes = CircleSizes(description)
    sensitivity = OutputSensitivity(description, arrays: self.arrays)
    run(inputConstant)
  }

  private mutating func run(_ inputConstant: Double) {
    let start = Ellipsoid.channels(
      [Double](repeating: inputConstant * inputConstant, count: description.input[0]))
    let lastUses = description.lastUses
    // Those that later nodes take.
    var ellipsoids = [NetworkNode.input: start]
    for (index, node) in description.nodes.enumerated() {
      let ellipsoid = ellipsoid(of: index, node.inputs.map { ellipsoids[$0]! })
      ellipsoids = ellipsoids.filter { lastUses[$0.key]! > index }
      if lastUses[index] != nil { ellipsoids[index] = ellipsoid }
      // Raised for the rounding of all before it.
      constants.append(ellipsoid.largestEigenvalue.squareRoot() * (1 + 1e-8))
    }
  }
}

extension NetworkDescription {
  /// The last node that takes each node, or the network's input; none for those that no node takes.
  fileprivate var lastUses: [Int: Int] {
    Dictionary(
      nodes.enumerated().flatMap { index, node in node.inputs.map { ($0, index) } }, uniquingKeysWith: max)
  }
}
