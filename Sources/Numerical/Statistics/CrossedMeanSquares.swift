/// Mean squares of a table of repetitions and images without replication: value = mean + repetition + image + rest, both effects random
/// (Searle, Casella and McCulloch 1992, chapter 4; Owen 2007 on what resampling makes of such tables).
///
/// A repetition is a training set, an image one of the test set; the values are errors, 0 or 1, or differences of two methods' errors.
package struct CrossedMeanSquares: Sendable {
  package let repetitionCount, imageCount: Int
  /// The mean of all values, and of their squares.
  package let mean, meanOfSquares: Double
  /// Mean squares of the repetitions, of the images and of the rest, with R - 1, n - 1 and (R - 1)(n - 1) degrees of freedom. With one
  /// repetition, the first and the last are 0; with one image, the second is infinite.
  package let repetitions, images, rest: Double

  /// - Precondition: a row a repetition, of as many images each.
  package init(_ rows: [[Int]]) {
    let imageCount = rows[0].count
    var (imageSums, squares) = ([Int](repeating: 0, count: imageCount), 0)
    for row in rows {
      precondition(row.count == imageCount, "\(row.count) images beside \(imageCount)")
      for (image, value) in row.enumerated() {
        imageSums[image] += value
        squares += value * value
      }
    }
    self.init(
      repetitionSums: rows.map { $0.reduce(0, +) }, imageSums: imageSums, sumOfSquares: squares)
  }

  /// All by sums: of a repetition's values, of an image's, and of the squares.
  package init(repetitionSums: [Int], imageSums: [Int], sumOfSquares: Int) {
    let (r, n) = (Double(repetitionSums.count), Double(imageSums.count))
    let mean = Double(repetitionSums.reduce(0, +)) / (r * n)
    func squares(_ sums: [Int], of count: Double) -> Double {
      sums.reduce(0) { $0 + (Double($1) / count - mean) * (Double($1) / count - mean) } * count
    }
    let (between, among) = (squares(repetitionSums, of: n), squares(imageSums, of: r))
    let all = Double(sumOfSquares) - r * n * mean * mean
    (repetitionCount, imageCount, self.mean) = (repetitionSums.count, imageSums.count, mean)
    meanOfSquares = Double(sumOfSquares) / (r * n)
    repetitions = r > 1 ? between / (r - 1) : 0
    images = n > 1 ? among / (n - 1) : .infinity
    rest = r > 1 && n > 1 ? max(0, all - between - among) / ((r - 1) * (n - 1)) : 0
  }
}
