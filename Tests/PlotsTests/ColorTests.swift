import Testing

@testable import Plots

@Suite struct ColorTests {
  @Test(arguments: [ColorMap.sequential, .diverging])
  func endsAreTheFirstAndLastStop(map: ColorMap) {
    #expect(map.color(at: 0) == map.stops.first)
    #expect(map.color(at: 1) == map.stops.last)
    #expect(map.color(at: -3) == map.stops.first)
    #expect(map.color(at: 7) == map.stops.last)
  }

  @Test func zeroTakesTheColourOfThePaper() {
    #expect(ColorMap.diverging.color(of: 0, in: -2...2).alpha == 0)
  }

  @Test func whatIsNotANumberIsTransparent() {
    #expect(ColorMap.sequential.color(at: .nan).alpha == 0)
  }

  @Test func sequentialMapGrowsLighter() {
    let map = ColorMap.sequential
    let luminances = (0...100).map { map.color(at: Double($0) / 100).luminance }
    #expect(zip(luminances, luminances.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func divergingEndsAreEquallyLight() {
    let (below, above) = (ColorMap.diverging.stops[0], ColorMap.diverging.stops[6])
    #expect(abs(below.luminance - above.luminance) < 0.02)
  }
}

extension Color {
  /// The relative luminance of WCAG 2.
  var luminance: Double {
    zip([0.2126, 0.7152, 0.0722], [red, green, blue]).reduce(0) { sum, part in
      let value = Double(part.1) / 255
      return sum + part.0 * (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055).power24)
    }
  }
}

extension Double {
  fileprivate var power24: Double { self * self * squareRoot().squareRoot() * self.squareRoot().squareRoot() }
}
