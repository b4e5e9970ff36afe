import ArgumentParser
import Scattering

/// The options that decide what filters there are.
struct BankOptions: ParsableArguments {
  @Option(name: [.customShort("J"), .long], help: "J: features average over about 2^J pixels.")
  var scales = 3

  @Option(name: [.customShort("L"), .long], help: "L: wavelet orientations over half a turn.")
  var orientations = 8

  @Option(help: "Features stand 2^(J - N) pixels apart instead of 2^J.")
  var oversampling = 0

  @Option(
    help: """
      kymatio: as Kymatio scales filters. nonexpansive: scaled so that the filters expand no distance; padding that repeats \
      samples (reflect, edge) still may.
      """)
  var normalization = Normalization.kymatio

  func validate() throws {
    typealias Bounds = ScatteringConfiguration
    try check("--scales", scales, in: 1...Bounds.maximalScales)
    try check("--orientations", orientations, in: 1...Bounds.maximalOrientations)
    try check("--oversampling", oversampling, in: 0...Bounds.maximalScales)
  }
}

extension Normalization: ExpressibleByArgument {}
