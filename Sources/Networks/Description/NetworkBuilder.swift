/// Puts nodes one after the other, and names them by their kind and number.
struct NetworkBuilder {
  private(set) var nodes: [NetworkNode] = []
  private var counts: [String: Int] = [:]

  /// The last node, or the network's input.
  var last: Int { nodes.count - 1 }

  /// Appends layers in sequence; the first reads node `input`, by default the last node.
  @discardableResult
  mutating func add(_ kinds: LayerKind..., after input: Int? = nil, name: String? = nil) -> Int {
    for (index, kind) in kinds.enumerated() {
      append(kind, inputs: [index == 0 ? input ?? last : last], name: index == kinds.count - 1 ? name : nil)
    }
    return last
  }

  /// Adds the sum of two nodes.
  @discardableResult
  mutating func add(sumOf first: Int, and second: Int) -> Int {
    append(.sum, inputs: [first, second], name: nil)
    return last
  }

  private mutating func append(_ kind: LayerKind, inputs: [Int], name: String?) {
    counts[kind.nodeName, default: 0] += 1
    nodes.append(
      NetworkNode(name: name ?? "\(kind.nodeName) \(counts[kind.nodeName]!)", kind: kind, inputs: inputs))
  }
}

extension NetworkDescription {
  /// A network that a builder fills.
  init(
    name: String, input: [Int], initialisation: NetworkInitialisation = .inputs,
    build: (inout NetworkBuilder) -> Void
  ) throws(NetworkError) {
    var builder = NetworkBuilder()
    build(&builder)
    try self.init(name: name, input: input, nodes: builder.nodes, initialisation: initialisation)
  }
}
