import Testing

@testable import Plots

@Suite struct AxisTests {
  @Test func linearTicksAreRound() {
    #expect(Ticks(for: Axis("", domain: -0.5...0.5)).labels == ["−0.4", "−0.2", "0.0", "0.2", "0.4"])
    #expect(Ticks(for: Axis("", domain: 0...1.3)).labels == ["0.0", "0.5", "1.0"])
    #expect(Ticks(for: Axis("", domain: 0...250)).labels == ["0", "50", "100", "150", "200", "250"])
  }

  @Test func ticksTakeTheStepOfTheirAxis() {
    let axis = Axis("", domain: -0.5...0.5, tickStep: 0.25)
    #expect(Ticks(for: axis).labels == ["−0.50", "−0.25", "0.00", "0.25", "0.50"])
  }

  @Test(arguments: [0...1.0, -3...17, 0.123...1.0108, 1e-9...3e-9, 0...0.75, -1e6...1e6])
  func linearTicksAreFewAndInside(domain: ClosedRange<Double>) {
    let ticks = Ticks(for: Axis("", domain: domain))
    #expect((2...6).contains(ticks.values.count))
    #expect(Set(ticks.labels).count == ticks.values.count)
    let slack = 1e-9 * (domain.upperBound - domain.lowerBound)
    #expect(ticks.values.allSatisfy { $0 >= domain.lowerBound - slack && $0 <= domain.upperBound + slack })
  }

  @Test func logarithmicTicksArePowers() {
    let wide = Ticks(for: Axis("", domain: 1e-6...1, scale: .logarithmic))
    #expect(wide.labels == ["10⁻⁶", "10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1", "1"])
    let narrow = Ticks(for: Axis("", domain: 0.1...10, scale: .logarithmic))
    #expect(narrow.labels == ["0.1", "0.2", "0.5", "1", "2", "5", "10"])
  }

  @Test func placesRunFromEndToEnd() {
    let axis = Axis("", domain: 1...100, scale: .logarithmic)
    #expect(axis.fraction(of: 1) == 0)
    #expect(axis.fraction(of: 10) == 0.5)
    #expect(axis.fraction(of: 100) == 1)
    #expect(Axis("", domain: 0...4, isReversed: true).fraction(of: 1) == 0.75)
  }

  @Test func whatHasNoPlaceIsNil() {
    #expect(Axis("", domain: 1...10, scale: .logarithmic).fraction(of: 0) == nil)
    #expect(Axis("", domain: 0...1).fraction(of: .nan) == nil)
  }

  @Test func fittingAxesEndAtRoundNumbers() {
    #expect(Axis.fitting([0.13, 0.92], label: "").domain == 0...1)
    #expect(Axis.fitting([3e-4, 0.2], label: "", scale: .logarithmic).domain.lowerBound <= 3e-4)
    #expect(Axis.fitting([0.013, 1.9], label: "", scale: .logarithmic).domain == 0.01...2)
    #expect(Axis.fitting([5], label: "", scale: .logarithmic).domain == 2...5)
    #expect(Axis.fitting([5, 5], label: "").domain.contains(5))
    #expect(Axis.fitting([.nan], label: "").domain == 0.1...1)
  }
}
