import ArgumentParser
import Files
import Scattering

/// The options of one transform, and of several: `-J 2,3 -L 4,8`.
typealias TransformOptions = TransformChoice<Int>
typealias TransformListOptions = TransformChoice<List<Int>>
typealias BankOptions = BankChoice<Int>

/// The options that decide what a transform computes.
struct TransformChoice<Numbers: Counts>: ParsableArguments {
  @OptionGroup var bank: BankChoice<Numbers>

  @Option(help: "The largest number of wavelets in a path.")
  var maxOrder = 2

  @Option(help: "How signals go on beyond their edges: reflect unless given, periodic for volumes.")
  var padding: Padding?

  func validate() throws {
    try check("--max-order", maxOrder, in: 0...ScatteringConfiguration.maximalScales)
    // Which wavelets there are depends on the inputs' rank, which is not known yet.
    let excesses = (1...3).filter(bank.isPossible).map {
      bank.choiceWithTooManyPaths(rank: $0, maxOrder: maxOrder)
    }
    if let excess = excesses.first ?? nil, excesses.allSatisfy({ $0 != nil }) {
      throw excess.hasTooManyPaths(maxOrder: maxOrder)
    }
  }

  /// One configuration for each J and L, L fastest.
  func configurations(for shape: Shape) throws(ScatteringError) -> [ScatteringConfiguration] {
    try bank.configurations(for: shape, maxOrder: maxOrder, padding: padding)
  }

  /// One configuration for each J and L, L fastest; what does not fit is an error of the file that has the size.
  func configurations(of inputs: InputSet) throws -> [ScatteringConfiguration] {
    try bank.configurations(of: inputs, maxOrder: maxOrder, padding: padding)
  }
}

extension TransformOptions {
  func configuration(for shape: Shape) throws(ScatteringError) -> ScatteringConfiguration {
    try bank.configuration(for: shape, maxOrder: maxOrder, padding: padding)
  }

  /// The transform's configuration for the inputs; what does not fit is an error of the file that has the size.
  func configuration(of inputs: InputSet) throws -> ScatteringConfiguration {
    try bank.configuration(of: inputs, maxOrder: maxOrder, padding: padding)
  }
}

extension TransformListOptions {
  /// The options for commands that compare averages of any rank: of volumes oriented wavelets unless others are asked for.
  ///
  /// - Throws: `ValidationError` for what has no certificate.
  func ofAverages(rank: Int, for command: String) throws -> TransformListOptions {
    var options = self
    if rank == 3, bank.wavelets == nil { options.bank.wavelets = .morlet }
    guard bank.wavelets != .joint, bank.wavelets != .solidHarmonic else {
      throw ValidationError(
        "--wavelets is \(bank.wavelets!.rawValue), but '\(command)' takes morlet alone: certificates are of one wavelet a modulus."
      )
    }
    switch bank.averaging {
    case .global, .some(.none):
      throw ValidationError("--averaging is not of '\(command)', whose certificates are of averages.")
    case .samples, .local, nil: return options
    }
  }
}

extension Padding: ExpressibleByArgument {}
extension Rigor: ExpressibleByArgument {}
