import Scattering
import TestSupport
import Testing

/// Blocks of long time series have the features of the whole.
@Suite struct TimeBlocksTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let configuration: ScatteringConfiguration
    let length: Int?
    var testDescription: String {
      "\(configuration.wavelets), \(configuration.padding), \(configuration.readout), T \(configuration.averaging), \(length ?? 0)"
    }
  }

  static let cases: [Case] = {
    let plain = WaveletFamily.morlet1D(quality: [4])
    func make(
      _ count: Int, _ wavelets: WaveletFamily, _ padding: Padding, averaging: Int? = nil, order: Int = 2,
      oversampling: Int = 0, readout: Readout = .average, convention: Convention = .kymatio, length: Int?
    ) -> Case {
      Case(
        configuration: try! ScatteringConfiguration(
          shape: [count], wavelets: wavelets, scales: 3, averaging: averaging, maximalOrder: order,
          padding: padding, oversampling: oversampling, convention: convention, readout: readout),
        length: length)
    }
    func joint(_ layout: LogFrequencyWavelets.Layout) -> WaveletFamily {
      .joint(quality: [4], logFrequency: LogFrequencyWavelets(scales: 2, layout: layout))
    }
    return Padding.allCases.map { make(5003, plain, $0, length: 512) } + [
      make(4096, plain, .periodic, length: 700), make(5001, plain, .edge, averaging: 20, length: 1500),
      make(5001, plain, .reflect, averaging: 3, oversampling: 2, length: 600),
      make(6001, .morlet1D(quality: [2, 1, 1]), .zero, order: 3, length: 800),
      make(5003, plain, .reflect, readout: .samples, length: 512),
      make(5003, plain, .reflect, readout: .globalMean, length: 512),
      make(4002, plain, .edge, convention: .kymatio03, length: 512),
      make(5003, joint(.time), .reflect, length: 600), make(5003, joint(.joint), .zero, length: 600),
      make(5003, joint(.joint), .reflect, readout: .globalMean, length: 600),
      // Shorter than one block.
      make(300, plain, .reflect, length: 1024), make(300, plain, .edge, length: nil),
    ]
  }()

  /// What stands beyond the guards counts for less than 1e-9 of the largest sample; features themselves are of order 0.01 to 1.
  @Test(arguments: cases) func blocksAreTheWhole(_ testCase: Case) throws {
    let configuration = testCase.configuration
    let whole = ScatteringTransform<Double>(configuration, rigor: .estimate)
    let signal = Signal<Double>.noise(batch: [1], shape: configuration.shape, seed: 5)
    let expected = whole(signal).samples
    let blocks = try TimeBlocks(whole.plan, length: testCase.length)
    let found = features(signal.samples, blocks)
    // Every feature is written, and none differs.
    #expect(found.allSatisfy { $0.isFinite })
    let largest = zip(found, expected).map { abs($0 - $1) }.max()!
    #expect(largest < 2e-9)
    #expect(relativeDistance(found, expected) < 1e-8)
    if configuration.shape.count > 4000 { #expect(blocks.count > 3) }
  }

  private func features(_ samples: [Double], _ blocks: TimeBlocks) -> [Double] {
    let transform = ScatteringTransform<Double>(blocks.blockPlan.configuration, rigor: .estimate)
    var whole = [Double](repeating: blocks.areMeans ? 0 : .nan, count: blocks.plan.layout.count)
    for block in 0..<blocks.count {
      var piece = [Double](repeating: .nan, count: blocks.length)
      piece.withUnsafeMutableBufferPointer { piece in
        blocks.fill(block, into: piece.baseAddress!) { range, target in
          for (offset, index) in range.enumerated() { target[offset] = samples[index] }
        }
      }
      let features = transform(Signal(piece, batch: [1], shape: [blocks.length])).samples
      if blocks.areMeans {
        features.withUnsafeBufferPointer {
          blocks.addMeans(of: $0.baseAddress!, block: block, to: &whole)
        }
      }
      for piece in blocks.areMeans ? [] : blocks.pieces(ofBlock: block) {
        // No feature is written twice.
        #expect(whole[piece.target].isNaN && whole[piece.target + piece.source.count - 1].isNaN)
        for (offset, index) in piece.source.enumerated() { whole[piece.target + offset] = features[index] }
      }
    }
    return whole
  }

  @Test func whatCannotBeCutIsRefused() throws {
    func message(_ configuration: ScatteringConfiguration, length: Int? = nil) -> String {
      do {
        _ = try TimeBlocks(ScatteringPlan(configuration), length: length)
        return "nothing"
      } catch { return "\(error)" }
    }
    let series = try ScatteringConfiguration(shape: [1000], wavelets: .morlet1D(quality: [1]), scales: 3)
    #expect(message(series, length: 100) == "block is 100, but it must be 296 to 2147483647")
    #expect(message(series, length: 296) == "nothing")
    #expect(
      message(try ScatteringConfiguration(shape: [32, 32], scales: 2)).hasPrefix("block is of morlet2D"))
    #expect(
      message(try series.with(shape: [100]))
        == "the padded series is 256 samples, but it must be at least 288 for blocks")
    #expect(!TimeBlocks.isPossible(ScatteringPlan(try series.with(shape: [100]))))
    #expect(TimeBlocks.isPossible(ScatteringPlan(series)))
    #expect(message(try series.with(normalization: .nonexpansive)).contains("normalization kymatio"))
  }
}
