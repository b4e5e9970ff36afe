import Foundation

/// What a page says of the cell of a plane that a reader points at.
public struct CellNotes: Sendable {
  /// The values of the cells, told to single precision; cells that are no numbers are no cells.
  public var plane: Plane
  /// The name of the value.
  public var valueName: String
  /// The name of the whole plane; of each row or cell if nil.
  public var heading: String?
  /// The names of the cells, row by row; those of their rows and columns if nil.
  public var names: [String]?
  public var rowNames: [String]
  public var columnNames: [String]

  public init(
    _ plane: Plane, valueName: String, heading: String? = nil, names: [String]? = nil,
    rowNames: [String] = [], columnNames: [String] = []
  ) {
    precondition(names == nil || names!.count == plane.values.count, "every cell needs a name")
    precondition(names != nil || rowNames.count == plane.rows, "every row needs a name")
    precondition(names != nil || columnNames.count == plane.columns, "every column needs a name")
    (self.plane, self.valueName, self.heading, self.names) = (plane, valueName, heading, names)
    (self.rowNames, self.columnNames) = (rowNames, columnNames)
  }

  /// A transparent area over the drawn plane, by which a page's script finds the notes (`PageScript.pointing`).
  public func area(over frame: Rectangle) -> Element {
    Element.rectangle(frame, class: "cells").with("data-cells", json)
  }

  private var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let record = Record(
      rows: plane.rows, columns: plane.columns, values: values, valueName: valueName, heading: heading,
      names: names, rowNames: names == nil ? rowNames : nil, columnNames: names == nil ? columnNames : nil)
    // A record holds numbers and text alone.
    return String(decoding: try! encoder.encode(record), as: UTF8.self)
  }

  /// The values as single precision, little-endian, in base 64.
  private var values: String {
    let bits = plane.values.map { Float($0).bitPattern.littleEndian }
    return bits.withUnsafeBytes { Data($0) }.base64EncodedString()
  }

  private struct Record: Encodable {
    let rows, columns: Int
    let values, valueName: String
    let heading: String?
    let names, rowNames, columnNames: [String]?
  }
}
