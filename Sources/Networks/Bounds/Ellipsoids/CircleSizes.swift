/// The circles on which the planes of a network fit: of one size from a maximum of windows, or the input, to the next, but for decimation.
///
/// On a circle of N samples a convolution with `padding` p of `count` samples meets nothing that went round: it reads from -p to
/// count + p - 1, and where N is at least count + p both ends are among the zeros beyond the window. Its outputs stand apart where
/// N is at least their number times the stride.
struct CircleSizes {
  private let description: NetworkDescription
  /// By node: the node whose planes its circle begins with, and the decimation since then.
  private var segments: [(start: Int, decimation: Int)] = []
  private var grids: [Int: CircleGrid] = [:]

  init(_ description: NetworkDescription) {
    self.description = description
    for (index, node) in description.nodes.enumerated() {
      let before = segment(of: node.inputs[0])
      if case .maximumPooling = node.kind {
        segments.append((index, 1))
      } else {
        segments.append((before.start, before.decimation * (node.kind.window?.stride ?? 1)))
      }
    }
    for start in Set(segments.map(\.start)).union([NetworkNode.input]) { grids[start] = grid(from: start) }
  }

  /// The circle of what a node takes first.
  func grid(before node: Int) -> CircleGrid {
    let segment = segment(of: description.nodes[node].inputs[0])
    return grids[segment.start]!.decimated(by: segment.decimation)
  }

  /// Whether a convolution or an average of windows fits on a circle.
  func fits(_ node: Int, on grid: CircleGrid) -> Bool {
    let least = leastSizes(node)
    let stride = description.nodes[node].kind.window!.stride
    return grid.rows >= least.rows && grid.columns >= least.columns
      && grid.rows % stride == 0 && grid.columns % stride == 0
  }

  private func segment(of node: Int) -> (start: Int, decimation: Int) {
    node == NetworkNode.input ? (NetworkNode.input, 1) : segments[node]
  }

  /// The least circles for a node's input.
  private func leastSizes(_ node: Int) -> CircleGrid {
    let sizes = description.windowAxes(node).map { max($0.count + $0.padding, $0.stride * $0.outputCount) }
    return CircleGrid(rows: sizes[0], columns: sizes[1])
  }

  private func grid(from start: Int) -> CircleGrid {
    var (unit, least) = (1, CircleGrid.point)
    for index in description.nodes.indices where description.nodes[index].kind.window != nil {
      let before = segment(of: description.nodes[index].inputs[0])
      guard before.start == start else { continue }
      let (own, decimation) = (leastSizes(index), before.decimation)
      unit = Self.leastCommonMultiple(unit, decimation * description.nodes[index].kind.window!.stride)
      least = CircleGrid(
        rows: max(least.rows, decimation * own.rows), columns: max(least.columns, decimation * own.columns))
    }
    return CircleGrid(
      rows: (least.rows + unit - 1) / unit * unit, columns: (least.columns + unit - 1) / unit * unit)
  }

  private static func leastCommonMultiple(_ a: Int, _ b: Int) -> Int {
    var (x, y) = (a, b)
    while y != 0 { (x, y) = (y, x % y) }
    return a / x * b
  }
}

extension LayerKind {
  /// The window of a filter: of a convolution or an average, not of a maximum.
  var window: (size: Int, stride: Int, padding: Int)? {
    switch self {
    case .convolution(_, let kernel, let stride, let padding, _): (kernel, stride, padding)
    case .averagePooling(let size, let stride): (size, stride, 0)
    default: nil
    }
  }
}

extension NetworkDescription {
  /// Both axes of what a filter's window moves over.
  func windowAxes(_ node: Int) -> [ConvolutionAxis] {
    let window = nodes[node].kind.window!
    return inputShape(of: node)[1...].map {
      ConvolutionAxis(count: $0, taps: window.size, stride: window.stride, padding: window.padding)
    }
  }
}
