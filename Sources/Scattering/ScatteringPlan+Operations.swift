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
    /// The complex signal that a gather's band makes of a node's moduli.
    case member(Int, node: Int)
    /// The complex signals of a gather, stacked along the path axis.
    case gathered(Int)
    /// The spectrum along the path axis of a gather's signals.
    case gatheredSpectrum(Int)
    /// The complex signal that a gathered node's band makes of a gather's spectrum.
    case acrossPaths(Int)
    /// The moduli of a gathered node.
    case gatheredModuli(Int)
  }

  /// One step of the algorithm.
  public enum Operation: Hashable, Sendable {
    /// The Fourier transform of a signal along its own axes.
    case transform(Value, into: Value)
    /// The product of a spectrum with one filter of a node's band, decimated to the node's level and transformed back.
    case filter(Value, node: Int, component: Int, into: Value)
    /// The product of a node's spectrum with the band of a gather, or the low-pass, decimated to its level and transformed back.
    case filterMember(Value, gather: Int, into: Value)
    /// Complex signals stacked along the path axis, each at its member's row, zero elsewhere.
    case gather([Value], into: Value)
    /// The Fourier transform of gathered signals along the path axis.
    case transformPaths(Value, into: Value)
    /// The product of a spectrum along the path axis with the band of a gathered node, decimated and transformed back along it.
    case filterPaths(Value, node: Int, into: Value)
    /// The Euclidean norm over a group of complex signals, sample by sample; of one, its modulus.
    case modulus([Value], into: Value)
    /// What `Readout` reads off a real signal, written as the features of paths: one but where each position along the path axis is one.
    case read(Value, paths: Range<Int>)
  }

  /// The operations depth first, so that what lives at a time is what one path needs; what is gathered lives until the end.
  public var operations: [Operation] {
    var operations: [Operation] = []
    var filtering: [Int: [Int]] = [:]
    for (index, gather) in gathers.enumerated() {
      for member in gather.members { filtering[member.node, default: []].append(index) }
    }
    func visit(_ index: Int) {
      let node = nodes[index]
      if let parent = node.parent {
        let values = (0..<node.components).map { Value.filtered(index, component: $0) }
        for (component, value) in values.enumerated() {
          operations.append(.filter(.spectrum(parent), node: index, component: component, into: value))
        }
        operations.append(.modulus(values, into: .signal(index)))
      }
      if let path = pathOfNode[index] {
        operations.append(.read(.signal(index), paths: path..<(path + 1)))
      }
      let gathers = filtering[index] ?? []
      guard !node.children.isEmpty || !gathers.isEmpty else { return }
      operations.append(.transform(.signal(index), into: .spectrum(index)))
      for gather in gathers {
        operations.append(
          .filterMember(.spectrum(index), gather: gather, into: .member(gather, node: index)))
      }
      for child in node.children { visit(child) }
    }
    visit(0)
    return operations + gatherOperations
  }

  private var gatherOperations: [Operation] {
    let byGather = Dictionary(grouping: gatheredNodes.indices) { gatheredNodes[$0].gather }
    return gathers.indices.flatMap { index in
      let members = gathers[index].members.map { Value.member(index, node: $0.node) }
      return [
        .gather(members, into: .gathered(index)),
        .transformPaths(.gathered(index), into: .gatheredSpectrum(index)),
      ]
        + (byGather[index] ?? []).flatMap { node -> [Operation] in
          [
            .filterPaths(.gatheredSpectrum(index), node: node, into: .acrossPaths(node)),
            .modulus([.acrossPaths(node)], into: .gatheredModuli(node)),
            .read(.gatheredModuli(node), paths: pathsOfGatheredNode[node]),
          ]
        }
    }
  }
}

extension ScatteringPlan.Value: CustomStringConvertible {
  public var description: String {
    switch self {
    case .signal(let node): node == 0 ? "x" : "u\(node)"
    case .spectrum(let node): node == 0 ? "X" : "U\(node)"
    case .filtered(let node, let component): component == 0 ? "y\(node)" : "y\(node).\(component)"
    case .member(let gather, let node): "g\(gather).\(node)"
    case .gathered(let gather): "g\(gather)"
    case .gatheredSpectrum(let gather): "G\(gather)"
    case .acrossPaths(let node): "z\(node)"
    case .gatheredModuli(let node): "v\(node)"
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
        "\(value) = \(spectrum) * psi(\(name(ofBandOf: node, component)))" + decimated(by: nodes[node].level)
      case .filterMember(let spectrum, let gather, let value):
        "\(value) = \(spectrum) * \(filterName(of: gather))" + decimated(by: gathers[gather].level)
      case .gather(let values, let gathered):
        "\(gathered) = gather of \(values.map(\.description).joined(separator: ", ")) along paths"
      case .transformPaths(let signal, let spectrum): "\(spectrum) = transform of \(signal) along paths"
      case .filterPaths(let spectrum, let node, let value):
        "\(value) = \(spectrum) * psi(\(paths[pathsOfGatheredNode[node].lowerBound].acrossPaths!)) along paths"
          + decimated(by: [gatheredNodes[node].level])
      case .modulus(let values, let signal):
        "\(signal) = |\(values.map(\.description).joined(separator: ", "))|"
      case .read(let signal, let paths):
        self.paths[paths].map(\.description).joined(separator: ", ")
          + " = \(configuration.readout.name) of \(signal)"
      }
    }.joined(separator: "\n")
  }

  private func name(ofBandOf node: Int, _ component: Int) -> String {
    let band = stepsOfNode[node].last.map(\.description) ?? ""
    return nodes[node].components == 1 ? band : "\(band) component \(component)"
  }

  /// A gather has paths where the path axis has a band, so a first one.
  private func filterName(of gather: Int) -> String {
    guard gathers[gather].band != nil else { return "phi" }
    let node = gatheredNodes.firstIndex { $0.gather == gather }!
    return "psi(\(paths[pathsOfGatheredNode[node].lowerBound].steps.last!))"
  }

  private func decimated(by level: [Int]) -> String {
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
