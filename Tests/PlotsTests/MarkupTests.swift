import TestSupport
import Testing

@testable import Plots

@Suite struct MarkupTests {
  @Test func reservedCharactersAreEscaped() {
    let element = Element("text", ["aria-label": "a < b & \"c\""], text: "x < y & z > \"w\"")
    #expect(
      element.markup
        == "<text aria-label=\"a &lt; b &amp; &quot;c&quot;\">x &lt; y &amp; z > \"w\"</text>")
  }

  @Test func escapedTextReturnsThroughAParser() {
    let text = "ä <&>\" ‖x‖² 日本 \u{1F30A}"
    let reader = XMLReader(Element("p", ["title": text], text: text).markup)
    #expect(reader.elements.first?.text == text)
    #expect(reader.elements.first?.attributes["title"] == text)
  }

  @Test func forbiddenCharactersAreDropped() {
    let reader = XMLReader(Element("p", text: "a\u{0}b\u{1B}c\u{FFFE}").markup)
    #expect(reader.error == nil)
    #expect(reader.elements.first?.text == "abc")
  }

  @Test func tooltipComesFirst() {
    let group = Element.group([.circle(at: Point(1, 2), radius: 3, class: "dot")]).titled("here")
    #expect(group.markup.hasPrefix("<g><title>here</title><circle"))
  }

  @Test(arguments: [
    (0.0, "0"), (-0.001, "0"), (12.0, "12"), (100.0, "100"), (1.005e1, "10.05"), (-3.456, "-3.46"),
    (.nan, "0"), (.infinity, "0"),
  ])
  func coordinates(value: Double, text: String) {
    #expect(value.coordinateText == text)
  }

  @Test(arguments: [
    (0.0, "0"), (1.01084, "1.011"), (0.12345, "0.1235"), (-22.5, "−22.50"), (123456, "123456"),
    (1.5e-7, "1.500×10⁻⁷"), (-2e12, "−2.000×10¹²"), (.nan, "not a number"), (-.infinity, "−∞"),
  ])
  func significantDigits(value: Double, text: String) {
    #expect(value.text(significant: 4) == text)
  }

  @Test func zeroHasNoSign() {
    #expect((-0.0001).text(decimals: 2) == "0.00")
  }
}
