/// Grows the tree of a plan, breadth first, so that a node's children stand together.
struct PlanBuilder {
  private let configuration: ScatteringConfiguration
  private let bands: [Band]
  private(set) var paths: [ScatteringPath] = []
  private(set) var products: [ScatteringPlan.Product] = []
  private(set) var nodes: [PlanNode] = []
  /// For each node, the bands of its members' paths.
  private var trails: [[[Int]]] = []
  private var pathIndices: [[Int]: Int] = [:]
  private var productIndices: [ScatteringPlan.Product: Int] = [:]

  init(_ configuration: ScatteringConfiguration, bands: [Band]) {
    (self.configuration, self.bands) = (configuration, bands)
  }

  mutating func build() {
    listPaths()
    let input = PlanNode.Member(parent: 0, band: -1, product: -1, path: 0)
    nodes = [PlanNode(first: input, second: nil, order: 0, level: 0)]
    trails = [[[]]]
    var next = 0
    while next < nodes.count {
      addChildren(of: next)
      next += 1
    }
  }

  /// All paths whose scales increase, by order and then by bands.
  private mutating func listPaths() {
    var trails: [[Int]] = [[]]
    for _ in 0...min(configuration.maximalOrder, configuration.scales) {
      for trail in trails {
        pathIndices[trail] = paths.count
        paths.append(ScatteringPath(steps: trail.map { bands[$0].step }))
      }
      trails = trails.flatMap { trail in followers(of: trail).map { trail + [$0] } }
    }
  }

  /// The bands that may come after a trail: those of larger scale than its last.
  private func followers(of trail: [Int]) -> [Int] {
    let last = trail.last.map { bands[$0].scale } ?? -1
    return bands.indices.filter { bands[$0].scale > last }
  }

  private mutating func addChildren(of index: Int) {
    let node = nodes[index]
    guard node.order < configuration.maximalOrder else { return }
    let start = nodes.count
    let followers = Dictionary(grouping: followers(of: trails[index][0]), by: { bands[$0].scale })
    for scale in followers.keys.sorted() {
      let level = max(scale - configuration.oversampling, 0)
      let members = followers[scale]!.flatMap { band in
        trails[index].indices.map { member(parent: $0, band: band, of: index, level: level) }
      }
      for pair in stride(from: 0, to: members.count, by: 2) {
        let both = members[pair..<min(pair + 2, members.count)]
        nodes.append(
          PlanNode(
            first: both.first!, second: both.count == 2 ? both.last! : nil, order: node.order + 1,
            level: level))
        trails.append(both.map { trails[index][$0.parent] + [$0.band] })
      }
    }
    nodes[index].children = start..<nodes.count
  }

  private mutating func member(parent: Int, band: Int, of index: Int, level: Int) -> PlanNode.Member {
    let product = ScatteringPlan.Product(band: band, source: nodes[index].level, target: level)
    let position = productIndices[product] ?? products.count
    if position == products.count {
      products.append(product)
      productIndices[product] = position
    }
    return PlanNode.Member(
      parent: parent, band: band, product: position, path: pathIndices[trails[index][parent] + [band]]!)
  }
}

extension Band {
  /// The band as a step of a path.
  var step: ScatteringPath.Step {
    ScatteringPath.Step(scale: scale, orientation: orientation, angle: angle, frequency: frequency)
  }
}
