import TestSupport
import Testing

@testable import Plots

@Suite struct FigureTests {
  @Test func contourOfADiscIsACircle() {
    let plane = Plane(rows: 41, columns: 41) { row, column in
      Double(-(row - 20) * (row - 20) - (column - 20) * (column - 20))
    }
    let loops = Contours(of: plane, level: -100).loops
    #expect(loops.count == 1)
    for point in loops[0] {
      let radius = ((point.x - 20) * (point.x - 20) + (point.y - 20) * (point.y - 20)).squareRoot()
      #expect(abs(radius - 10) < 0.05)
    }
  }

  @Test func contoursCloseAtTheEdge() {
    let plane = Plane(rows: 5, columns: 5) { row, _ in Double(row) }
    let loops = Contours(of: plane, level: 2.5).loops
    #expect(loops.count == 1)
    #expect(loops[0].count == 14)
  }

  @Test func planeAtOneLevelHasNoContour() {
    #expect(
      Contours(of: Plane(rows: 3, columns: 3, values: Array(repeating: 0, count: 9)), level: 1).loops.isEmpty)
  }

  @Test func windowPutsTheOriginInTheMiddle() {
    let plane = Plane(rows: 4, columns: 4, values: (0..<16).map(Double.init))
    #expect(plane.window(radius: 1).values == [15, 12, 13, 3, 0, 1, 7, 4, 5])
    #expect(plane.centered.rows == 5)
    #expect(plane.centered[2, 2] == 0)
    #expect(plane.centered[0, 0] == plane.centered[4, 4])
  }

  @Test func refiningKeepsTheSamples() {
    let plane = Plane(rows: 4, columns: 5, values: (0..<20).map { Double($0 * $0 % 7) })
    let fine = plane.refined(by: 3)
    for row in 0..<4 {
      for column in 0..<5 { #expect(fine[3 * row, 3 * column] == plane[row, column]) }
    }
  }

  @Test func curvesBreakWhereAPointHasNoPlace() {
    let points = [Point(1, 1), Point(2, 2), Point(3, 0), Point(4, 3), Point(5, .nan), Point(6, 2)]
    let plot = LinePlot(
      title: "t", description: "d", x: Axis("x", domain: 1...6),
      y: Axis("y", domain: 1...10, scale: .logarithmic),
      series: [Series("s", points: points, color: .series(0), hasMarkers: true)])
    let reader = XMLReader(plot.drawing().file())
    #expect(reader.error == nil)
    #expect(
      reader.elements.filter { $0.name == "path" && $0.attributes["class"]?.hasPrefix("curve") == true }.count
        == 3)
    #expect(reader.elements.filter { $0.name == "circle" }.count == 4)
  }

  @Test func intervalsAreShaded() {
    let plot = LinePlot(
      title: "t", description: "d", x: Axis("x", domain: 0...1),
      y: Axis("y", domain: 0.1...1, scale: .logarithmic),
      series: [
        Series(
          "s", points: [Point(0, 0.5), Point(1, 0.6)], intervals: [0...0.7, 0.5...0.8], color: .series(1))
      ],
      references: [ReferenceLine("limit", at: 0.9), ReferenceLine("outside", at: 7)])
    let reader = XMLReader(plot.drawing().file())
    #expect(reader.elements.contains { $0.attributes["class"] == "veil fill-series-2" })
    #expect(reader.elements.contains { $0.text == "limit" && $0.name == "text" })
    #expect(!reader.elements.contains { $0.text == "outside" && $0.name == "text" })
  }
}
