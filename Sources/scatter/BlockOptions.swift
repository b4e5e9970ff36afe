import ArgumentParser
import Scattering

/// The option that says how long time series are cut.
struct BlockOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Of time series: the samples of the blocks in which long ones are transformed, so that memory does not grow with their length. \
      Features differ from those of the whole by rounding and less than 1e-9 of the largest sample. none: whole. Unless given, series \
      that are padded to more than \(Self.wholeText) samples, and to two blocks at least, are cut, with --normalization kymatio.
      """, valueName: "samples|none"))
  var block: BlockLength?

  /// Padded series up to here stay whole by default: their transform takes some hundred megabytes.
  private static let wholeLimit = 1 << 22
  private static let wholeText = grouped(wholeLimit)

  /// How series are cut; nil where they are not.
  func blocks(of plan: ScatteringPlan) throws -> TimeBlocks? {
    switch block {
    case .whole: return nil
    case .samples(let count):
      guard plan.configuration.wavelets.rank == 1 else {
        throw ValidationError("--block is of time series alone.")
      }
      return try ofOptions { () throws(ScatteringError) in try TimeBlocks(plan, length: count) }
    case nil:
      let length = plan.axes[0].padded
      guard plan.axes.count == 1, length > Self.wholeLimit, TimeBlocks.isPossible(plan) else {
        return nil
      }
      let blocks = try ofOptions { () throws(ScatteringError) in try TimeBlocks(plan) }
      return 2 * blocks.length <= length ? blocks : nil
    }
  }
}

/// A length of blocks: `1048576` or `none`.
enum BlockLength: ExpressibleByArgument, Equatable {
  case samples(Int)
  case whole

  init?(argument: String) {
    if argument == "none" {
      self = .whole
    } else {
      guard let count = Int(argument), count >= 1 else { return nil }
      self = .samples(count)
    }
  }
}
