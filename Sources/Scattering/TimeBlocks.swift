import Arrays
import RealModule

/// A cut of long time series into blocks, so that memory does not grow with their length.
///
/// A block is a piece of the whole's padded axis that is taken to go on periodically. Features are read off it only `guardLength` samples
/// and more from its ends: wavelets and low-passes are Gaussians of a deviation of at most 1.6 times the longer of 2^J and T, and moduli
/// expand no distance, so what stands beyond the ends counts there for less than 1e-9 of the largest sample of the series. Positions,
/// decimation and edges are the whole's.
public struct TimeBlocks: Sendable {
  /// The plan of the whole.
  public let plan: ScatteringPlan
  /// The plan of the transform of one block: periodic, and of the moduli themselves where the whole's means are wanted.
  public let blockPlan: ScatteringPlan
  /// The samples at each end of a block off which nothing is read.
  public let guardLength: Int
  /// The blocks of one series.
  public let count: Int
  /// The sample of the padded axis at which the part of the first block that is read begins.
  private let start: Int
  private let parts: [Part]

  /// How one path's features lie in a block's and in the whole's.
  private struct Part {
    let level: Int
    /// The features side by side in time, of joint scattering one a position along log-frequency.
    let rows: Int
    let block, whole: FeatureLayout.Entry
  }

  /// The least samples of a block by default.
  private static let leastLength = 1 << 17

  /// The cut of all series of a plan.
  ///
  /// - Parameters:
  ///   - plan: Of time series, with Kymatio's normalisation, as that of others depends on the grid; its readout averages, means or samples.
  ///   - length: The samples of a block, rounded up to a multiple of every decimation; by default a power of two of at least four guards.
  /// - Throws: `ScatteringError` for other plans, for series that are shorter than two guards when padded, whose wavelets would meet
  ///   themselves, and for a block that is nothing but guards.
  public init(_ plan: ScatteringPlan, length: Int? = nil) throws(ScatteringError) {
    let whole = plan.configuration
    guard Self.isOfSeries(whole) else {
      throw .outOfRange(
        "block", found: "of \(whole.wavelets.name), normalization \(whole.normalization.rawValue)",
        expected: "of time series, normalization kymatio")
    }
    let coarsest = AxisSampling.coarsestDecimation(scales: whole.scales, averaging: whole.averaging)
    func rounded(_ samples: Int) -> Int { (samples + coarsest - 1) / coarsest * coarsest }
    guardLength = Self.guardLength(whole)
    let least = 2 * guardLength + coarsest
    if let length {
      try ScatteringError.check("block", length, in: least...ScatteringConfiguration.maximalGridCount)
    }
    guard plan.axes[0].padded >= 2 * guardLength else {
      throw .outOfRange(
        "the padded series", found: "\(plan.axes[0].padded) samples",
        expected: "at least \(2 * guardLength) for blocks")
    }
    let power = 1 << ((max(4 * guardLength, Self.leastLength) - 1).binaryLogarithm + 1)
    blockPlan = ScatteringPlan(
      try ScatteringConfiguration(
        shape: Shape(unchecked: [rounded(length ?? power)]), wavelets: whole.wavelets, scales: whole.scales,
        averaging: whole.averaging, maximalOrder: whole.maximalOrder, padding: .periodic,
        oversampling: whole.oversampling, normalization: whole.normalization, convention: whole.convention,
        readout: whole.readout == .average ? .average : .samples))
    self.plan = plan
    let window = plan.axes[0].window
    start = window.lowerBound / coarsest * coarsest
    let read = blockPlan.axes[0].padded - 2 * guardLength
    count = (window.upperBound - start + read - 1) / read
    parts = blockPlan.paths.indices.map { [blockPlan] path in
      let entry = blockPlan.layout.entries[path]
      return Part(
        level: blockPlan.spacing(ofPath: path).last!.binaryLogarithm,
        rows: entry.shape.dimensions.dropLast().reduce(1, *), block: entry,
        whole: plan.layout.entries[path])
    }
  }

  /// Whether series of a plan can be cut: by their kind, and as they are long enough.
  public static func isPossible(_ plan: ScatteringPlan) -> Bool {
    isOfSeries(plan.configuration) && plan.axes[0].padded >= 2 * guardLength(plan.configuration)
  }

  /// Samples in which a change has fallen below 1e-9 behind all wavelets and the average: ten times the longer of 2^J and T for each, squares
  /// added; a whole number of every decimation.
  private static func guardLength(_ whole: ScatteringConfiguration) -> Int {
    let longest = Double(max(1 << whole.scales, whole.averaging))
    let coarsest = AxisSampling.coarsestDecimation(scales: whole.scales, averaging: whole.averaging)
    let least = Int((10 * Double.sqrt(Double(whole.maximalOrder + 1)) * longest).rounded(.up))
    return (least + coarsest - 1) / coarsest * coarsest
  }

  private static func isOfSeries(_ configuration: ScatteringConfiguration) -> Bool {
    if case .integrals = configuration.readout { return false }
    return configuration.wavelets.rank == 1 && configuration.normalization == .kymatio
  }

  /// The samples of a block, guards included.
  public var length: Int { blockPlan.axes[0].padded }

  /// The sample of the whole's padded axis at which a block begins: below 0 for the first ones, as that axis is a circle.
  private func origin(_ block: Int) -> Int { start - guardLength + block * (length - 2 * guardLength) }
}

extension TimeBlocks {
  /// Fills a block with its samples.
  ///
  /// - Parameters:
  ///   - target: Room for `length` samples.
  ///   - read: Reads samples of the series, in their order.
  public func fill<Sample: ScatteringScalar, Failure: Error>(
    _ block: Int, into target: UnsafeMutablePointer<Sample>,
    read: (_ samples: Range<Int>, _ target: UnsafeMutablePointer<Sample>) throws(Failure) -> Void
  ) throws(Failure) {
    var position = 0
    while position < length {
      let run = run(of: block, at: position)
      let out = target + position
      if let samples = run.samples {
        try read(samples, out)
        var elements = UnsafeMutableBufferPointer(start: out, count: run.count)
        if samples.count < run.count {
          elements.update(repeating: out[0])
        } else if run.isReversed {
          elements.reverse()
        }
      } else {
        out.update(repeating: 0, count: run.count)
      }
      position += run.count
    }
  }

  /// Samples of a block that stand in the series one after the other.
  private struct Run {
    var count: Int
    /// One sample, where it is repeated; nil for zeros.
    var samples: Range<Int>?
    var isReversed: Bool
  }

  /// The longest run of a block that begins at a position.
  private func run(of block: Int, at first: Int) -> Run {
    func sample(_ position: Int) -> Int? {
      let onAxis = (origin(block) + position).modulo(plan.axes[0].padded)
      return plan.configuration.padding.source(of: onAxis - plan.axes[0].margin, count: plan.axes[0].count)
    }
    let start = sample(first)
    let step: Int? =
      if first + 1 < length, let start, let next = sample(first + 1) { next - start } else {
        start == nil ? 0 : nil
      }
    var count = 1
    if let step, abs(step) <= 1 {
      while first + count < length, sample(first + count) == start.map({ $0 + count * step }) { count += 1 }
    }
    guard let start else { return Run(count: count, samples: nil, isReversed: false) }
    let last = count == 1 ? start : start + (count - 1) * step!
    return Run(count: count, samples: min(start, last)..<(max(start, last) + 1), isReversed: last < start)
  }
}

extension TimeBlocks {
  /// A range of one block's features, and where it goes in the series' features.
  public struct Piece: Sendable {
    /// Where they lie in the block's features.
    public let source: Range<Int>
    /// Where they lie in the whole's, from here on; of means, where that of them all lies.
    public let target: Int
    /// The features of the same row in all blocks.
    public let total: Int
  }

  /// The pieces of a block's features, in the order of the whole's.
  public func pieces(ofBlock block: Int) -> [Piece] {
    let axis = plan.axes[0]
    let first = origin(block) + guardLength
    let samples = (first..<(first + length - 2 * guardLength)).clamped(to: axis.window)
    return parts.flatMap { part -> [Piece] in
      let kept = axis.kept(level: part.level)
      let own = AxisSampling.multiples(in: samples, level: part.level)
      guard !own.isEmpty else { return [] }
      let offset = own.lowerBound - origin(block) >> part.level
      let (blockRow, wholeRow) = (length >> part.level, part.whole.shape.count / part.rows)
      return (0..<part.rows).map { row in
        let source = part.block.offset + row * blockRow + offset
        return Piece(
          source: source..<(source + own.count),
          target: part.whole.offset + row * wholeRow + (areMeans ? 0 : own.lowerBound - kept.lowerBound),
          total: kept.count)
      }
    }
  }

  /// Whether the whole's features are means over all blocks, which `addMeans` makes of the pieces.
  public var areMeans: Bool { plan.configuration.readout == .globalMean }

  /// Adds what a block's features contribute to the whole's means.
  /// - Parameter means: One a feature of the whole; zeros before the first block.
  public func addMeans<Sample: ScatteringScalar>(
    of features: UnsafePointer<Sample>, block: Int, to means: inout [Double]
  ) {
    withUnsafeTemporaryAllocation(of: Double.self, capacity: length) { values in
      for piece in pieces(ofBlock: block) {
        let source = UnsafeBufferPointer(start: features + piece.source.lowerBound, count: piece.source.count)
        Double.convert(
          UnsafeRawBufferPointer(source), of: SampleType(rawValue: Sample.name)!, byteSwapped: false,
          count: source.count, scale: 1, into: values.baseAddress!)
        means[piece.target] += values.prefix(source.count).reduce(0, +) / Double(piece.total)
      }
    }
  }
}
