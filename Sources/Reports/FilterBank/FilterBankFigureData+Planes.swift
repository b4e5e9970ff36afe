extension FilterBankFigureData {
  /// Values on the grid as a matrix.
  func plane(_ values: [Double]) -> Plane {
    Plane(rows: shape[0], columns: shape[1], values: values)
  }

  /// The bands of one scale in the order of their orientations.
  func bands(ofScale scale: Int) -> [BandPicture] {
    bands.filter { $0.scale == scale }.sorted { $0.orientation < $1.orientation }
  }

  /// The range of the Littlewood-Paley sum, as the figures colour it.
  var littlewoodPaleyRange: ClosedRange<Double> {
    min(lowerBound, upperBound)...max(lowerBound, upperBound)
  }

  /// Stops at data that do not fit together, in words.
  func validate() {
    precondition(shape.count == 2, "a shape of \(shape.count) axes; the report draws banks of rank 2")
    let count = shape[0] * shape[1]
    for filter in bands.map(\.filter) + [lowPass] {
      for array in [filter.response, filter.realPart, filter.imaginaryPart, littlewoodPaley] {
        precondition(array.count == count, "\(array.count) values; the grid has \(count)")
      }
    }
  }
}
