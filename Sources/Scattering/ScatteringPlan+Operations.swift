/// The algorithm as a list of operations on values that are written once.
extension ScatteringPlan {
  /// A value of the algorithm, named by the node of the tree that it belongs to.
  public enum Value: Hashable, Sendable {
    /// The real signal of a node: the padded input, or moduli.
    case signal(Int)
    /// The spectrum of a node's signal.
    case spectrum(Int)
    /// The complex signal that one filter of a node's band makes of the parent's spectrum.
    case filtered(Int, component: Int)
  }

  /// One step of the algorithm.
  public enum Operation: Hashable, Sendable {
    /// The Fourier transform of a signal.
    case transform(Value, into: Value)
    /// The product of a spectrum with one filter of a node's band, decimated to the node's level and transformed back.
    case filter(Value, node: Int, component: Int, into: Value)
    /// The Euclidean norm over a group of complex signals, sample by sample; of one, its modulus.
    case modulus([Value], into: Value)
    /// What `Readout` says of a real signal, written as the feature of a path.
    case read(Value, path: Int)
  }

  /// The operations depth first, so that what lives at a time is what one path needs.
  public var operations: [Operation] {
    var operations: [Operation] = []
    func visit(_ index: Int) {
      let node = nodes[index]
      if let parent = node.parent {
        let values = (0..<node.components).map { Value.filtered(index, component: $0) }
        for (component, value) in values.enumerated() {
          operations.append(.filter(.spectrum(parent), node: index, component: component, into: value))
        }
        operations.append(.modulus(values, into: .signal(index)))
      }
      operations.append(.read(.signal(index), path: index))
      guard !node.children.isEmpty else { return }
      operations.append(.transform(.signal(index), into: .spectrum(index)))
      for child in node.children { visit(child) }
    }
    visit(0)
    return operations
  }
}

extension ScatteringPlan.Value: CustomStringConvertible {
  public var description: String {
    switch self {
    case .signal(let node): node == 0 ? "x" : "u\(node)"
    case .spectrum(let node): node == 0 ? "X" : "U\(node)"
    case .filtered(let node, let component): component == 0 ? "y\(node)" : "y\(node).\(component)"
    }
  }
}

extension ScatteringPlan: CustomStringConvertible {
  /// The algorithm a line an operation, such as `y1 = X * psi(j0 l0)`, `u1 = |y1|`, `S1 j0 l0 = average of u1`.
  public var description: String {
    operations.map { operation in
      switch operation {
      case .transform(let signal, let spectrum): "\(spectrum) = transform of \(signal)"
      case .filter(let spectrum, let node, let component, let value):
        "\(value) = \(spectrum) * psi(\(name(ofBandOf: node, component)))" + decimation(of: node)
      case .modulus(let values, let signal):
        "\(signal) = |\(values.map(\.description).joined(separator: ", "))|"
      case .read(let signal, let path): "\(paths[path]) = \(configuration.readout.name) of \(signal)"
      }
    }.joined(separator: "\n")
  }

  private func name(ofBandOf node: Int, _ component: Int) -> String {
    let band = paths[node].steps.last.map(\.description) ?? ""
    return nodes[node].components == 1 ? band : "\(band) component \(component)"
  }

  private func decimation(of node: Int) -> String {
    let level = nodes[node].level
    guard level.contains(where: { $0 > 0 }) else { return "" }
    return ", decimated by " + level.map { "\(1 << $0)" }.joined(separator: " x ")
  }
}

extension Readout {
  fileprivate var name: String {
    switch self {
    case .average: "average"
    case .globalMean: "mean"
    case .samples: "samples"
    case .integrals(let powers):
      "integrals of powers \(powers.map { "\($0)" }.joined(separator: ", "))"
    }
  }
}
