import Numerical

extension LabelledVectors {
  /// The places of the samples of each class.
  var placesByClass: [[Int]] {
    var places = [[Int]](repeating: [], count: classCount)
    for (place, label) in labels.enumerated() { places[label].append(place) }
    return places
  }

  /// What every learner asks of its samples.
  ///
  /// - Throws: `LearningError` for fewer than two classes, a class without samples, and a sample that is not finite.
  func check() throws(LearningError) {
    guard classCount >= 2 else { throw .oneClass(found: classCount) }
    if let empty = placesByClass.firstIndex(where: \.isEmpty) { throw .emptyClass(empty) }
    try vectors.checkFinite()
  }
}

extension Matrix<Float> {
  /// - Throws: `LearningError.nonFinite` for the first element that is infinite or NaN.
  func checkFinite() throws(LearningError) {
    let place = elements.withUnsafeBufferPointer { $0.firstIndex { !$0.isFinite } }
    guard let place else { return }
    throw .nonFinite(row: place / columns, column: place % columns, found: "\(elements[place])")
  }
}
