/// How much an experiment takes on: from a look to figures for a table.
public enum ExperimentPreset: String, CaseIterable, Codable, Sendable {
  /// Some seconds for images of 32 x 32.
  case quick
  /// Under two minutes on two cores for images of 32 x 32 and scattering of J = 1, 2, 3 beside pixels and Fourier moduli.
  case standard
  /// An hour.
  case thorough

  /// Images that are measured, at most.
  public var imageCount: Int {
    switch self {
    case .quick: 16
    case .standard: 64
    case .thorough: 256
    }
  }

  /// Images on which the worst case is searched, at most.
  public var searchedImageCount: Int {
    switch self {
    case .quick: 2
    case .standard: 4
    case .thorough: 32
    }
  }

  /// Random fields for each image, kind and amplitude.
  public var fieldCount: Int {
    switch self {
    case .quick: 4
    case .standard: 10
    case .thorough: 50
    }
  }

  /// sup|tau| in pixels.
  public var amplitudes: [Double] {
    switch self {
    case .quick: [0.5, 1]
    case .standard: [0.25, 0.5, 1, 2]
    case .thorough: [0.125, 0.25, 0.5, 1, 2, 4]
    }
  }

  /// Random fields that a search must beat, and the steps of its ascent.
  public var search: WorstCaseSettings {
    switch self {
    case .quick: WorstCaseSettings(randomCount: 20, ascentSteps: 20)
    case .standard: WorstCaseSettings(randomCount: 50, ascentSteps: 30)
    case .thorough: WorstCaseSettings(randomCount: 500, ascentSteps: 60, largestStarts: 2, randomStarts: 4)
    }
  }
}
