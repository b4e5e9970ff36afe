import Arrays
import Wavelets

/// Scales the filters of a configuration's bank as its normalisation says.
struct BankNormalizer {
  private let configuration: ScatteringConfiguration
  private let parallel: Parallel
  /// Nil where constants are not kept.
  private let constants: ConstantStore?

  /// - Parameter constants: Where constants of large grids are kept.
  init(_ configuration: ScatteringConfiguration, parallel: Parallel, constants: ConstantStore?) {
    (self.configuration, self.parallel) = (configuration, parallel)
    let isLarge = configuration.axes.map(\.padded).reduce(1, *) >= ConstantStore.leastCount
    self.constants = isLarge ? constants : nil
  }

  func normalized(_ bank: FilterBank) -> FilterBank {
    switch configuration.normalization {
    case .kymatio: bank
    case .littlewoodPaley: bank.littlewoodPaleyNormalized()
    case .nonexpansive: nonexpansive(bank)
    case .nonexpansivePadded: padded(nonexpansive(bank))
    }
  }

  /// The bank along a path axis, whose layer is of bands alone: its low-pass averages afterwards, and keeps its gain.
  func normalized(alongPaths bank: FilterBank) -> FilterBank {
    let bound: Double
    switch configuration.normalization {
    case .kymatio: return bank
    case .littlewoodPaley: bound = bank.bandEnergies().max()!
    case .nonexpansive, .nonexpansivePadded:
      let layer = bank.layer(after: nil, order: 0, oversampling: 0)
      bound = bank.frame(of: layer, oversampling: 0, parallel: parallel)
        .upperBound(average: 0, parallel: parallel) { _ in 1 }
    }
    return bank.divided(by: bound.squareRoot(), lowPass: 1 / bound.squareRoot())
  }

  private func nonexpansive(_ bank: FilterBank) -> FilterBank {
    let bound = kept("upper-bound-\(bankText)") {
      bank.largestUpperBound(oversampling: configuration.oversampling, parallel: parallel)
    }
    return bank.divided(by: bound.squareRoot())
  }

  /// Divides all features by the constant with padding, raised by what the raises of its own bounds may be once more.
  private func padded(_ bank: FilterBank) -> FilterBank {
    let name =
      "constant-\(bankText)-\(configuration.shape.dimensions.axesKey)-\(configuration.padding.rawValue)"
      + "-order\(configuration.maximalOrder)"
    let constant = kept(name) {
      NetworkBounds(ScatteringPlan(configuration, bank: bank), bank: bank, parallel: parallel).constant
    }
    return bank.divided(by: 1, lowPass: max(1, constant * (1 + 1e-8)))
  }

  private func kept(_ name: String, _ compute: () -> Double) -> Double {
    constants?.value(name, compute) ?? compute()
  }

  /// All that decides the bank but its normalisation.
  private var bankText: String {
    let time =
      configuration.wavelets.rank == 1
      ? "-T\(configuration.averaging)-\(configuration.convention.rawValue)" : ""
    return "\(configuration.wavelets.parameterText)-J\(configuration.scales)\(time)-oversampling"
      + "\(configuration.oversampling)-" + configuration.axes.map(\.padded).axesKey
  }
}

extension [Int] {
  fileprivate var axesKey: String { map(String.init).joined(separator: "x") }
}
