import Arrays
import ComplexModule
import Testing

/// Memory lives as long as it is read, also where nothing else holds it. Blocks are large enough that the system takes them back when
/// they are freed, so that reading a freed one ends the program.
@Suite struct LifetimeTests {
  private func signal(_ value: Double) -> Signal<Double> {
    Signal(shape: [2048, 1024]) { $0.update(repeating: value) }
  }

  @Test func samplesOfASignalThatIsHeldByNobody() {
    for round in 0..<8 {
      #expect(signal(Double(round)).samples.allSatisfy { $0 == Double(round) })
      #expect(signal(Double(round)).withUnsafeSamples { $0.allSatisfy { $0 == Double(round) } })
      _ = signal(Double(round)).samples
    }
  }

  @Test func samplesOfASpectrumThatIsHeldByNobody() {
    let count = 1024 * 1024
    for round in 0..<8 {
      let value = Double(round)
      let samples = Spectrum<Double>(
        [.init(value, -value)] + Array(repeating: .init(value, value), count: count - 1),
        signalShape: [1024, 1024]
      ).samples
      #expect(samples[0].imaginary == -value && samples[count - 1].imaginary == value)
    }
  }
}
