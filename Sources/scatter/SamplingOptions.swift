import ArgumentParser
import Files

/// The options that say how dense samples are, for the frequencies in the feature file.
struct SamplingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Samples a second of time series, so that frequencies are in Hz as well; of sounds that of the file unless given.",
      valueName: "Hz"))
  var sampleRate: Double?

  @Option(
    help: ArgumentHelp(
      """
      From one sample to the next, with a unit, such as 0.5mm, or one an axis, slowest first, such as 2mm,1mm,1mm; of NIfTI and FITS those of \
      the file unless given. Frequencies are in cycles a unit as well where all are the same.
      """, valueName: "distance,..."))
  var spacing: List<Spacing>?

  func validate() throws {
    try checkSampleRate(sampleRate)
    guard sampleRate == nil || spacing == nil else {
      throw ValidationError("--sample-rate is of time series, --spacing of images and volumes: give one.")
    }
  }

  /// The sampling that is given; nil where none is.
  func sampling(of inputs: InputSet) throws -> Sampling? {
    let rank = inputs.shape.rank
    if let sampleRate {
      try checkSampleRate(sampleRate, rank: rank)
      return .rate(sampleRate)
    }
    guard let spacing = spacing?.items else { return nil }
    guard spacing.count == 1 || spacing.count == rank else {
      throw ValidationError("--spacing has \(spacing.count) distances, but the inputs have \(rank) axes.")
    }
    let axes = spacing.count == rank ? spacing : Array(repeating: spacing[0], count: rank)
    return .spacing(axes.map(\.axis))
  }
}

/// A distance with or without a unit: `0.5mm`, `2`.
struct Spacing: ExpressibleByArgument, Sendable {
  let axis: AxisSpacing

  init?(argument: String) {
    let number = argument.prefix { "0123456789.eE+-".contains($0) }
    guard let distance = Double(number), distance > 0, distance.isFinite else { return nil }
    let unit = String(argument.dropFirst(number.count))
    axis = AxisSpacing(distance: distance, unit: unit.isEmpty ? nil : unit)
  }
}

/// Checks that samples a second are above 0 and finite, and given of time series alone.
func checkSampleRate(_ sampleRate: Double?, rank: Int = 1) throws {
  guard let sampleRate else { return }
  guard rank == 1 else { throw ValidationError("--sample-rate is of time series alone.") }
  guard sampleRate > 0, sampleRate.isFinite else {
    throw ValidationError("--sample-rate is \(sampleRate), but it must be above 0 and finite.")
  }
}
