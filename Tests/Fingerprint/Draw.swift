import Arrays
import Scattering

/// Draws configurations and signals from a seed, by numbers of its own (SplitMix64), lest a change of the library's generator
/// change what is drawn.
struct Draw {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  private mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() % UInt64(range.count))
  }

  private mutating func element<Element>(of elements: [Element]) -> Element {
    elements[number(0...(elements.count - 1))]
  }

  mutating func configuration() throws -> ScatteringConfiguration {
    let scales = number(1...4)
    let smallest = 1 << scales
    return try ScatteringConfiguration(
      shape: Shape([number(smallest...40), number(smallest...40)]), scales: scales,
      orientations: number(1...9), maximalOrder: number(0...3), padding: element(of: Padding.allCases),
      oversampling: number(0...scales), normalization: element(of: [.kymatio, .nonexpansive]))
  }

  /// Samples of [-1, 1).
  private mutating func samples<Sample: ScatteringScalar>(_ count: Int, _: Sample.Type) -> [Sample] {
    (0..<count).map { _ in Sample(Double(next() >> 11) * 0x1p-52 - 1) }
  }

  mutating func signal<Sample: ScatteringScalar>(_ batch: Int, _ shape: Shape, _: Sample.Type) -> Signal<
    Sample
  > {
    Signal(samples(batch * shape.count, Sample.self), batch: [batch], shape: shape)
  }

  mutating func features<Sample: ScatteringScalar>(like features: Features<Sample>) -> Features<Sample> {
    Features(
      samples(features.samples.count, Sample.self), batch: features.batch, paths: features.paths,
      shape: features.shape)
  }
}

/// The digest of the bits of numbers: FNV-1a of 64 bits.
func digest(_ numbers: [Double]) -> UInt64 {
  digest(
    bytes: numbers.lazy.flatMap { number in withUnsafeBytes(of: number.bitPattern.littleEndian, Array.init) })
}

/// The digest of the letters of texts.
func digest(_ texts: [String]) -> UInt64 { digest(bytes: texts.lazy.flatMap(\.utf8)) }

private func digest(bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
