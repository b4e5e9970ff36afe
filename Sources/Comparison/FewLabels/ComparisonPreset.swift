import Networks

/// How thorough a comparison is.
public enum ComparisonPreset: String, CaseIterable, Codable, Sendable {
  case quick, standard, full

  /// The numbers of labels to learn from, of `available` training images; where there are fewer, all of them.
  public func labelCounts(available: Int) -> [Int] {
    let counts =
      switch self {
      case .quick: [300, 1000]
      case .standard: [300, 1000, 2000, 5000, 10_000]
      case .full: [300, 1000, 2000, 5000, 10_000, 20_000, 40_000]
      }
    let possible = counts.filter { $0 < available }
    return self == .full || possible.isEmpty ? possible + [available] : possible
  }

  /// The repetitions at a number of labels: fewer, the less there is of chance in the choice, and one where nothing is chosen.
  public func repetitions(labelCount: Int, available: Int) -> Int {
    guard labelCount < available else { return 1 }
    return switch self {
    case .quick: 3
    case .standard: labelCount <= 1000 ? 5 : 3
    case .full: labelCount <= 1000 ? 10 : labelCount <= 5000 ? 5 : labelCount <= 20_000 ? 3 : 2
    }
  }

  /// The methods that are compared unless others are named: all but the larger networks, and in a quick comparison but those that take longest.
  public var kinds: [MethodKind] {
    let left: [MethodKind] = [.leNet5, .residual] + (self == .quick ? [.scatteringLinear, .hybrid] : [])
    return MethodKind.allCases.filter { !left.contains($0) }
  }

  /// The effort of choosing hyperparameters.
  public var tuning: Tuning {
    switch self {
    case .quick: Tuning(sampleLimit: 500, heldOutCount: 100, stepShare: 0.2)
    case .standard: Tuning(sampleLimit: 2000, heldOutCount: 200, stepShare: 0.5)
    case .full: Tuning(sampleLimit: 5000, heldOutCount: 1000, stepShare: 0.5)
    }
  }

  /// How long networks are trained.
  public var effort: TrainingEffort {
    switch self {
    case .quick: TrainingEffort(steps: 300)
    case .standard: TrainingEffort(steps: 1500, passes: 8)
    case .full: TrainingEffort(steps: 3000, passes: 16)
    }
  }

  /// Channels of the small CNN's first convolution, by which the others are measured: less where minutes count.
  public var networkWidth: Int { self == .quick ? 16 : 32 }
}
