import Arrays

/// Upper bounds of the second derivatives of one image's spline within discs about any point.
///
/// The second derivatives of a spline are splines of the second differences of its coefficients (mixed: of the first differences along
/// both axes). B-splines are not negative and sum to 1, so such a spline lies nowhere beyond the largest coefficient that counts
/// there (Unser, Aldroubi and Eden 1993; the convex hull property). What is bounded is the Frobenius norm of the Hessian, in the
/// image's unit a pixel squared. Images only; memory is some 20 bytes a coefficient.
package struct CurvatureBounds: Sendable {
  private let shape, grid: Shape
  private let boundary: WarpBoundary
  private let factor, first: Double
  /// By level, `[grid...]`: the largest bound among the coefficients that count within so many fine samples of a point.
  private let levels: [[Float]]
  private let largest: Double

  /// The radii of the levels, in samples of the fine grid.
  private static let radii = [1, 2, 4, 8, 16]

  /// - Precondition: images, by a spline of degree 3 or more.
  package init(_ images: SplineImages, image: Int) {
    precondition(images.shape.rank == 2 && images.spline.degree != .linear, "no curvature of these splines")
    (shape, grid, boundary) = (images.shape, images.grid, images.boundary)
    (factor, first) = (Double(images.spline.factor), Double(images.spline.first))
    let differences = images.coefficients(of: image).map { MaximumMap($0, grid: images.grid) }
    let taps = (images.spline.degree.rawValue + 1) / 2
    var windows = differences.map { $0.widened(to: Self.radii[0] + taps) }
    var levels = [Self.combined(windows, factor: factor)]
    for (radius, next) in zip(Self.radii, Self.radii.dropFirst()) {
      windows = windows.map { $0.spread(by: next - radius) }
      levels.append(Self.combined(windows, factor: factor))
    }
    self.levels = levels
    largest = Double(levels.last!.max()!)
  }

  /// The Frobenius norm from the largest |X_00|, |X_01| and |X_11|, rounded up.
  private static func combined(_ windows: [MaximumMap], factor: Double) -> [Float] {
    windows[0].values.indices.map { index in
      let (a, b, c) = (windows[0].values[index], windows[1].values[index], windows[2].values[index])
      return Float(factor * factor * (a * a + 2 * b * b + c * c).squareRoot()).nextUp
    }
  }

  /// For each sample u a bound of the curvature within a radius, in pixels, of `u - tau(u)`.
  /// - Parameter displacement: `[component, space...]`, pixels.
  package func bounds(around displacement: UnsafePointer<Double>, radius: Double) -> [Double] {
    let needed = (radius * factor).rounded(.up)
    // A disc that crosses the seam of a periodic image has coefficients on the other side.
    guard boundary == .reflect, let level = Self.radii.firstIndex(where: { Double($0) >= needed }) else {
      return [Double](repeating: largest, count: shape.count)
    }
    let (count, width, values) = (shape.count, shape[1], levels[level])
    return (0..<count).map { index in
      let row = coefficient(leftOf: Double(index / width) - displacement[index], axis: 0)
      let column = coefficient(leftOf: Double(index % width) - displacement[count + index], axis: 1)
      return Double(values[row * grid[1] + column])
    }
  }

  /// The index of the coefficient on the left of a point.
  private func coefficient(leftOf position: Double, axis: Int) -> Int {
    let point = boundary.fold(position, count: shape[axis]).position
    return min(max(Int((factor * point - first).rounded(.down)), 0), grid[axis] - 1)
  }
}

extension SplineImages {
  /// The moduli of the second differences of one image's coefficients, `[grid...]` each: along axis 0, along both, along axis 1; 0
  /// where the grid ends.
  fileprivate func coefficients(of image: Int) -> [[Double]] {
    withExtendedLifetime(coefficients) {
      let (rows, columns) = (grid[0], grid[1])
      let c = coefficients.base + image * grid.count
      func map(_ rowMargin: Range<Int>, _ columnMargin: Range<Int>, _ value: (Int) -> Double) -> [Double] {
        (0..<grid.count).map { index in
          let isInside = rowMargin.contains(index / columns) && columnMargin.contains(index % columns)
          return isInside ? abs(value(index)) : 0
        }
      }
      return [
        map(1..<(rows - 1), 0..<columns) { c[$0 - columns] - 2 * c[$0] + c[$0 + columns] },
        map(0..<(rows - 1), 0..<(columns - 1)) { c[$0] - c[$0 + 1] - c[$0 + columns] + c[$0 + columns + 1] },
        map(0..<rows, 1..<(columns - 1)) { c[$0 - 1] - 2 * c[$0] + c[$0 + 1] },
      ]
    }
  }
}

/// A map of maxima over square windows of a grid.
private struct MaximumMap {
  let grid: Shape
  private(set) var values: [Double]

  init(_ values: [Double], grid: Shape) { (self.values, self.grid) = (values, grid) }

  /// The maxima over windows that reach so many samples further on every side; clipped at the grid's edges.
  /// - Precondition: the windows so far reach at least half as far, or by 0.
  func spread(by reach: Int) -> MaximumMap {
    spread(by: reach, stride: grid[1], count: grid[0]).spread(by: reach, stride: 1, count: grid[1])
  }

  /// Windows that reach to `half` on every side, from single samples: windows of threes, ninefold and so on.
  func widened(to half: Int) -> MaximumMap {
    var (map, reach) = (self, 0)
    while reach < half {
      let step = min(2 * reach + 1, half - reach)
      map = map.spread(by: step)
      reach += step
    }
    return map
  }

  private func spread(by reach: Int, stride: Int, count: Int) -> MaximumMap {
    var result = self
    for index in values.indices {
      let offset = index / stride % count
      let low = max(offset - reach, 0)
      let high = min(offset + reach, count - 1)
      result.values[index] = max(
        values[index], values[index + (low - offset) * stride], values[index + (high - offset) * stride])
    }
    return result
  }
}
