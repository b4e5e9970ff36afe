import Arrays
import Wavelets

/// A plan as the CPU runs it: the tree of paths two by two.
///
/// Moduli are real, so two signals of equal size travel as one complex array, a *pair*, and one complex transform serves both
/// (decision 1). Every node of the schedule is one or two paths whose signals stand at one level and are filtered by the same
/// bands.
struct PairedSchedule {
  /// A filter applied to spectra at one level, its product decimated to another; levels by index.
  struct Product: Hashable {
    let filter: Filter
    let source, target: Int
  }

  /// One filter of the bank's bands of an order; where there is no band, the low-pass.
  struct Filter: Hashable {
    let order: Int
    let band: Int?
    let component: Int
  }

  /// The levels of all signals, the input's first.
  private(set) var levels: [[Int]] = []
  /// The products of one band's components stand together.
  private(set) var products: [Product] = []
  /// The input's first; the children of a node stand together.
  private(set) var nodes: [ScheduledNode] = []
  /// The transforms of the nodes whose bands are groups of filters, node by node.
  private(set) var transforms: [ScheduledTransform] = []
  /// The signals that are filtered into rows of gathers, node by node.
  private(set) var rows: [ScheduledRow] = []
  /// Where each gather's first row stands in the memory of all, and after the last the end.
  private(set) var gatherOffsets = [0]

  private let plan: ScatteringPlan
  private let bank: FilterBank
  /// Filter values of at most this magnitude are not stored.
  private let threshold: Double
  /// For each node, the paths of its members.
  private var members: [[Int]] = []
  private var levelIndices: [[Int]: Int] = [:]
  private var productIndices: [Product: Int] = [:]
  /// What bands are grouped by, by order and band.
  private var groups: [[Int]: Group] = [:]

  init(_ plan: ScatteringPlan, bank: FilterBank, threshold: Double) {
    (self.plan, self.bank, self.threshold) = (plan, bank, threshold)
    let input = ScheduledNode.Member(parent: 0, product: 0, components: 0, feature: 0)
    nodes = [
      ScheduledNode(
        first: input, second: nil, order: 0, level: index(ofLevel: plan.nodes[0].level),
        isRead: plan.pathOfNode[0] != nil, children: 0..<0, rows: 0..<0, transforms: 0..<0)
    ]
    members = [[0]]
    var next = 0
    while next < nodes.count {
      addChildren(of: next)
      next += 1
    }
    addRows()
  }

  /// Paths that may stand in one node: of equal scale, so that paths are computed in the order of scales, at one level, and filtered
  /// alike but for the channel.
  private struct Group: Hashable {
    let scale: Int
    let level: [Int]
    let next: [Successor]
  }

  /// A band that filters a path, but for its channel.
  private struct Successor: Hashable {
    let scale: Int
    let decimation: [Int]
  }

  /// Pairs the paths behind a node: group by group, in each by bands and then by the node's two signals.
  private mutating func addChildren(of index: Int) {
    let parents = members[index]
    let order = nodes[index].order + 1
    let start = nodes.count
    var (groups, ofGroup): ([Group], [Group: [Int]]) = ([], [:])
    for offset in 0..<parents.map({ plan.nodes[$0].children.count }).max()! {
      for parent in parents where offset < plan.nodes[parent].children.count {
        let path = plan.nodes[parent].children.lowerBound + offset
        let group = self.group(after: plan.nodes[path].band!, order: order)
        if ofGroup[group] == nil { groups.append(group) }
        ofGroup[group, default: []].append(path)
      }
    }
    for group in groups.sorted(by: { $0.scale < $1.scale }) {
      let paths = ofGroup[group]!
      for pair in stride(from: 0, to: paths.count, by: 2) {
        append(Array(paths[pair..<min(pair + 2, paths.count)]), behind: index)
      }
    }
    nodes[index].children = start..<nodes.count
  }

  private mutating func group(after band: Int, order: Int) -> Group {
    if let group = groups[[order, band]] { return group }
    let layer = bank.layer(after: band, order: order, oversampling: plan.configuration.oversampling)
    let next = bank.bands(ofOrder: order + 1)
    let group = Group(
      scale: bank.bands(ofOrder: order)[band].scale, level: layer.level,
      next: layer.bands.map { Successor(scale: next[$0].scale, decimation: next[$0].decimation) })
    groups[[order, band]] = group
    return group
  }

  private mutating func append(_ paths: [Int], behind index: Int) {
    let level = self.index(ofLevel: plan.nodes[paths[0]].level)
    let both = paths.map { member(path: $0, behind: index, level: level) }
    var node = ScheduledNode(
      first: both[0], second: both.count == 2 ? both[1] : nil, order: nodes[index].order + 1, level: level,
      isRead: plan.pathOfNode[paths[0]] != nil, children: 0..<0, rows: 0..<0, transforms: 0..<0)
    if both.contains(where: { $0.components > 1 }) {
      let start = transforms.count
      addTransforms(paths, both, from: levels[nodes[index].level])
      node.transforms = start..<transforms.count
    }
    nodes.append(node)
    members.append(paths)
  }

  /// The transforms of a node whose bands are groups: one for every two filters that make real signals, one for each other filter.
  /// - Parameter level: Of the spectra that are filtered.
  private mutating func addTransforms(_ paths: [Int], _ both: [ScheduledNode.Member], from level: [Int]) {
    var real: [ScheduledTransform.Term] = []
    for (part, member) in both.enumerated() {
      for component in 0..<member.components {
        let parity = parity(ofPath: paths[part], component, from: level)
        let term = ScheduledTransform.Term(
          parent: member.parent, product: member.product + component, part: part, isImaginary: parity == .odd)
        if parity == nil {
          transforms.append(ScheduledTransform(first: term, second: nil))
        } else {
          real.append(term)
        }
      }
    }
    for index in stride(from: 0, to: real.count, by: 2) {
      transforms.append(
        ScheduledTransform(first: real[index], second: index + 1 < real.count ? real[index + 1] : nil))
    }
  }

  /// The parity of a filter on the whole grid; none at other levels, whose filters are cut.
  private func parity(ofPath path: Int, _ component: Int, from level: [Int]) -> FrequencyParity? {
    let node = plan.nodes[path]
    guard level.allSatisfy({ $0 == 0 }), node.level == level else { return nil }
    return bank.bands(ofOrder: node.order)[node.band!].components[component].parity(
      on: bank.grid, negligible: threshold)
  }

  private mutating func member(path: Int, behind index: Int, level: Int) -> ScheduledNode.Member {
    let node = plan.nodes[path]
    let indices = (0..<node.components).map { component in
      self.index(
        ofFilter: node.band!, component: component, order: node.order, from: nodes[index].level, to: level)
    }
    return ScheduledNode.Member(
      parent: members[index].firstIndex(of: node.parent!)!, product: indices[0], components: node.components,
      feature: plan.pathOfNode[path].map { plan.layout.entries[$0].offset } ?? 0)
  }

  /// The rows of all gathers, by the nodes whose signals they filter.
  private mutating func addRows() {
    var byPath: [Int: [(product: Int, level: Int, start: Int)]] = [:]
    for gather in plan.gathers {
      let count = plan.grid.decimated(by: gather.level).count
      for member in gather.members {
        let node = plan.nodes[member.node]
        let (source, target) = (index(ofLevel: node.level), index(ofLevel: gather.level))
        let product = index(
          ofFilter: gather.band, component: 0, order: node.order + 1, from: source, to: target)
        byPath[member.node, default: []].append((product, target, gatherOffsets.last! + member.row * count))
      }
      // Each starts where transforms may: memory is aligned to 8 samples of either type.
      gatherOffsets.append((gatherOffsets.last! + plan.pathAxis!.sampling.padded * count + 7) / 8 * 8)
    }
    for index in nodes.indices {
      let start = rows.count
      for (parent, path) in members[index].enumerated() {
        rows += (byPath[path] ?? []).map {
          ScheduledRow(parent: parent, product: $0.product, level: $0.level, start: $0.start)
        }
      }
      nodes[index].rows = start..<rows.count
    }
  }

  private mutating func index(
    ofFilter band: Int?, component: Int, order: Int, from source: Int, to target: Int
  ) -> Int {
    let product = Product(
      filter: Filter(
        order: band == nil ? 0 : min(order, bank.layers.count), band: band, component: component),
      source: source, target: target)
    if let index = productIndices[product] { return index }
    products.append(product)
    productIndices[product] = products.count - 1
    return products.count - 1
  }

  private mutating func index(ofLevel level: [Int]) -> Int {
    if let index = levelIndices[level] { return index }
    levels.append(level)
    levelIndices[level] = levels.count - 1
    return levels.count - 1
  }
}

/// One step of the cascade: one or two signals of equal size that are filtered, their moduli read as features and, where there
/// are children, filtered again.
struct ScheduledNode: Sendable {
  /// One of the two signals.
  struct Member: Sendable {
    /// Which of the parent's two signals is filtered, 0 or 1.
    let parent: Int
    /// The index of the first of its band's folded filters, among `PairedSchedule.products`, and their number.
    let product, components: Int
    /// The offset of its feature in the block of one signal.
    let feature: Int
  }

  let first: Member
  let second: Member?
  /// The number of wavelets passed.
  let order: Int
  /// The index of the level, among `PairedSchedule.levels`.
  let level: Int
  /// Whether features are read off its signals.
  let isRead: Bool
  /// Indices of the nodes that filter these signals again.
  var children: Range<Int>
  /// Indices of the rows of gathers that filter them.
  var rows: Range<Int>
  /// Indices of the transforms that make the signals, where a band is a group of filters; empty where each has one.
  var transforms: Range<Int>

  /// Whether any of the bands is a group of filters.
  var isGroup: Bool { !transforms.isEmpty }

  /// Whether the signals are filtered no more.
  var isLeaf: Bool { children.isEmpty && rows.isEmpty }
}

/// One transform of a node whose bands are groups of filters: of the product of one filter, or of two filters at once whose signals are
/// real, of which the transform then makes one the real part and the other the imaginary part.
struct ScheduledTransform: Sendable {
  /// One filter's product.
  struct Term: Sendable {
    /// Which of the parent's two signals is filtered, 0 or 1.
    let parent: Int
    /// The index of its folded filter among `PairedSchedule.products`.
    let product: Int
    /// Which of the node's two signals it belongs to, 0 or 1.
    let part: Int
    /// Whether an odd filter makes the signal imaginary.
    let isImaginary: Bool
  }

  let first: Term
  let second: Term?

  /// Whether the first product is multiplied by i, to be real.
  var firstTurns: Bool { second != nil && first.isImaginary }
  /// Whether the second product is multiplied by i, to be imaginary.
  var secondTurns: Bool { second.map { !$0.isImaginary } ?? false }

  /// Which of the node's signals the powers of the transform's result belong to.
  var target: GroupTarget {
    guard let second, second.part != first.part else { return first.part == 0 ? .first : .second }
    return .both
  }
}

/// Which of a node's two signals a complex signal belongs to: all of it to the one or the other, or its real part to the first and its
/// imaginary part to the second.
enum GroupTarget: Sendable {
  case first, second, both
}

/// A row of a gather: one of a node's signals filtered by the gather's band.
struct ScheduledRow: Sendable {
  /// Which of the node's signals is filtered, 0 or 1.
  let parent: Int
  /// The index of its folded filter among `PairedSchedule.products`.
  let product: Int
  /// The index of the level of what is gathered.
  let level: Int
  /// Where the row starts in the memory of all gathers.
  let start: Int
}
