import TestSupport
import Testing

@testable import Reports

/// What every page of measurements keeps to.
@Suite struct PageRuleTests {
  static let pages = [
    StabilityPage(SampleStability.report).html(), ComparisonPage(SampleComparison.report).html(),
  ]

  @Test(arguments: pages.indices) func pageIsWellFormed(number: Int) {
    let page = XMLReader(Self.pages[number])
    #expect(page.error == nil)
    #expect(page.elements.first?.name == "html")
  }

  @Test(arguments: pages.indices) func nothingIsLoadedFromElsewhere(number: Int) {
    let html = Self.pages[number]
    #expect(!html.contains("://"))
    #expect(!html.contains("url("))
    let addresses = XMLReader(html).elements.flatMap { [$0.attributes["href"], $0.attributes["src"]] }
    #expect(addresses.compactMap(\.self).allSatisfy { $0.hasPrefix("data:") })
  }

  /// The policy of the page allows one script: that which stands in the page, by the hash that another program gives it.
  @Test(arguments: pages.indices) func policyAllowsTheScriptOfThePage(number: Int) throws {
    let page = XMLReader(Self.pages[number])
    let scripts = page.elements.filter { $0.name == "script" && $0.attributes["type"] == nil }
    #expect(scripts.count == 1)
    let policy = page.elements.first { $0.attributes["http-equiv"] == "Content-Security-Policy" }
    let content = try #require(policy?.attributes["content"])
    #expect(content.hasPrefix("default-src 'none'; "))
    #expect(content.contains("script-src '\(try Hash.base64(of: scripts[0].text))'; "))
  }

  @Test(arguments: pages.indices) func figuresHaveNamesAndDescriptions(number: Int) {
    let html = Self.pages[number]
    let figures = XMLReader(html).elements.filter { $0.attributes["role"] == "img" }
    #expect(!figures.isEmpty && figures.allSatisfy { $0.attributes["aria-label"]?.isEmpty == false })
    #expect(
      html.matches(of: /role="img" aria-label="[^"]+"><title>[^<]+<\/title><desc>[^<]+<\/desc>/).count
        == figures.count)
  }

  @Test(arguments: pages.indices) func tablesHaveCaptionsAndScopes(number: Int) {
    let page = XMLReader(Self.pages[number])
    let tables = page.elements.filter { $0.name == "table" }
    // A caption stands above what scrolls, and names the table for readers that do not see.
    #expect(tables.count == page.elements.filter { $0.attributes["class"] == "caption" }.count)
    #expect(tables.allSatisfy { $0.attributes["aria-label"]?.isEmpty == false })
    let heads = page.elements.filter { $0.name == "th" }
    #expect(heads.allSatisfy { ["row", "col"].contains($0.attributes["scope"]) })
  }
}
