import Foundation
import TestSupport
import Testing

@testable import Plots

/// Planes of cells, disks, galleries and sheets.
@Suite struct PictureTests {
  private func reader(_ drawing: Drawing) -> XMLReader { XMLReader(drawing.file()) }

  @Test func cellsKeepTheirNumbersAndNames() throws {
    let plane = Plane(rows: 2, columns: 3, values: [0.1, 0, .nan, -1, 2, 1e-30])
    let map = CellMap(
      title: "t", description: "d",
      notes: CellNotes(plane, valueName: "v", rowNames: ["a", "b <&>"], columnNames: ["x", "y", "z"]),
      x: .cells("x", names: ["x", "y", "z"], atMost: 2), y: .cells("y", names: ["a", "b"], atMost: 2),
      shading: Shading(of: plane.values, label: "v"))
    let page = reader(map.drawing())
    #expect(page.error == nil)
    let text = try #require(page.elements.compactMap { $0.attributes["data-cells"] }.first)
    let cells = try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(cells["rows"] as? Int == 2 && cells["columns"] as? Int == 3)
    #expect(cells["rowNames"] as? [String] == ["a", "b <&>"] && cells["names"] == nil)
    let bytes = try #require(Data(base64Encoded: cells["values"] as? String ?? ""))
    // Little-endian single precision: 0.1 is 0x3dcccccd.
    #expect(bytes.count == 24 && bytes.prefix(4).elementsEqual([0xCD, 0xCC, 0xCC, 0x3D]))
    #expect(page.elements.filter { $0.name == "image" }.count == 2)
  }

  @Test func axesOfCellsNameSome() {
    let axis = Axis.cells("", names: (0..<10).map(String.init), atMost: 4)
    #expect(axis.domain == 0...10)
    #expect(axis.tickLabels == ["0", "3", "6", "9"] && axis.tickValues == [0.5, 3.5, 6.5, 9.5])
    #expect(Axis.cells("", names: ["a"], atMost: 4).tickLabels == ["a"])
  }

  @Test func unitsKeepNumbersShort() {
    #expect([0.1, 1, 999].map { DecimalUnit(peak: $0).exponent } == [0, 0, 0])
    #expect([3e-9, 0.099, 1000].map { DecimalUnit(peak: $0).exponent } == [-9, -2, 3])
    let unit = DecimalUnit(peak: 3e-9)
    #expect(unit.label("v") == "v (10⁻⁹)" && abs(unit.scaled(3e-9) - 3) < 1e-14)
    #expect(DecimalUnit(peak: 2).label("v") == "v")
  }

  @Test func decibelsAreBelowThePeak() {
    let shading = Shading(.decibels(range: 60), of: [0, 1, 10], label: "v")
    let map = ColorMap.sequential
    #expect(shading.color(of: 10) == map.color(at: 1))
    #expect(shading.color(of: 1) == map.color(at: 40.0 / 60))
    #expect(shading.color(of: 0) == map.color(at: 0) && shading.color(of: 1e-9) == map.color(at: 0))
    #expect(Shading(of: [0, 1, 10], label: "v").color(of: 5) == map.color(at: 0.5))
    #expect(Shading(of: [.nan, -1], label: "v").peak == 1)
  }

  /// The direction 0 lies below the middle, a quarter of a turn to its right; both again on the other side.
  @Test func sectorsLieInTheirDirections() throws {
    let disk = DiskMap(
      title: "t", description: "d",
      rings: [[.init(1, note: "below"), .init(2, note: "right")], [nil, .init(4, note: "inner")]],
      angles: [0, .pi / 2], center: .init(0, note: "middle"), shading: Shading(of: [4], label: "v"))
    let shapes = reader(disk.drawing()).elements.filter { $0.attributes["class"] == "cell stroke-paper" }
    #expect(shapes.map(\.text) == ["below", "below", "right", "right", "inner", "inner", "middle"])
    let middle = try #require(shapes.last)
    let center = Point(Double(middle.attributes["cx"]!)!, Double(middle.attributes["cy"]!)!)
    let radius = center.x - 4
    let corners = shapes.dropLast().map { shape in
      // The corners of M x y A r r 0 0 0 x y L x y A r r 0 0 1 x y Z.
      shape.attributes["d"]!.matches(of: /(?:M|L|[01] )(-?[\d.]+) (-?[\d.]+)(?= ?[ALZ])/).map {
        Point(Double($0.1)! - center.x, Double($0.2)! - center.y)
      }
    }
    #expect(corners.allSatisfy { $0.count == 4 })
    func centroid(_ shape: Int) -> Point {
      Point(corners[shape].map(\.x).reduce(0, +) / 4, corners[shape].map(\.y).reduce(0, +) / 4)
    }
    #expect(abs(centroid(0).x) < 0.01 && centroid(0).y > 0 && centroid(1).y < 0)
    #expect(abs(centroid(2).y) < 0.01 && centroid(2).x > 0 && centroid(3).x < 0)
    // Outer corners at the radius, to the two decimals of coordinates.
    #expect(corners[0].prefix(2).allSatisfy { abs(hypot($0.x, $0.y) - radius) < 0.02 })
    #expect(corners[4].prefix(2).allSatisfy { abs(hypot($0.x, $0.y) - radius * 2 / 3) < 0.02 })
    #expect(shapes[4].attributes["fill"] == "#fde725")
  }

  @Test func galleriesHaveATileAPlane() {
    let tiles = (0..<5).map { index in
      (
        name: "tile \(index)",
        notes: CellNotes(
          Plane(rows: 1, columns: 2, values: [0, 1]), valueName: "v", rowNames: ["r"],
          columnNames: ["a", "b"])
      )
    }
    let gallery = MapGallery(
      title: "t", description: "d", tiles: tiles, columns: 2, shading: Shading(of: [1], label: "v"))
    let page = reader(gallery.drawing())
    #expect(page.error == nil)
    #expect(page.elements.filter { $0.attributes["class"] == "cells" }.count == 5)
    let rows = Set(page.elements.filter { $0.attributes["class"] == "cells" }.map { $0.attributes["y"] })
    #expect(rows.count == 3)
  }

  @Test func sheetsHoldAllDrawings() {
    let drawing = Drawing(width: 100, height: 50, title: "part", description: "d", content: [])
    let sheet = Sheet(title: "t", subtitle: "s", rows: [[drawing, drawing], [drawing]], width: 264).drawing()
    // Rows of 44 and 100 pixels: (264 - 64) / 2 - 12 and 264 - 64 wide, half as high.
    #expect(sheet.height == 112 + 44 + 44 + 100 + 16 + 32)
    #expect(reader(sheet).elements.filter { $0.name == "svg" }.count == 4)
  }

  @Test func keysNameWhatColoursHaveInCommon() {
    let plot = LinePlot(
      title: "t", description: "d", x: Axis("x", domain: 0...1), y: Axis("y", domain: 0...1),
      series: (0..<30).map {
        Series("curve \($0)", points: [Point(0, 0), Point(1, 1)], color: .series($0 % 2))
      },
      naming: .key([.init(name: "even", color: .series(0)), .init(name: "odd", color: .series(1))]))
    let words = reader(plot.drawing()).elements.filter { $0.name == "text" }.map(\.text)
    #expect(words.contains("even") && words.contains("odd") && !words.contains("curve 0"))
  }
}
