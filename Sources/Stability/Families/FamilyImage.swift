import Arrays
import Deformations

/// One image, ready to be moved by whole families of deformations. A line is an image of one row, which no displacement across it changes.
///
/// A Lipschitz constant turns what a family does to the samples into what it does to a representation:
///
///     |f(x) - f(z)| <= constant (sum over samples u of weights(u) (x(u) - z(u))^2)^1/2.
struct FamilyImage: Sendable {
  let samples: Signal<Double>
  let weights: [Double]
  private let spline: SplineImages
  private let curvature: CurvatureBounds

  /// - Parameters:
  ///   - image: One image.
  ///   - weights: One a sample.
  init(_ image: Signal<Double>, weights: [Double]) {
    precondition(image.batchCount == 1 && weights.count == image.shape.count, "one image, a weight a sample")
    let shape = image.shape.rank == 1 ? Shape(unchecked: [1, image.shape.count]) : image.shape
    (samples, self.weights) = (Signal(image.samples, shape: shape), weights)
    spline = SplineWarp.reference(boundary: .reflect, parallel: Parallel(threads: 1)).prepare(samples)
    curvature = CurvatureBounds(spline, image: 0)
  }

  var shape: Shape { samples.shape }

  /// The weighted norm of the image.
  var norm: Double {
    zip(samples.samples, weights).reduce(0) { $0 + $1.1 * $1.0 * $1.0 }.squareRoot()
  }

  /// The samples, in row-major order.
  var values: UnsafePointer<Double> { samples.samples(of: 0) }

  /// The image under a displacement, and the gradient of its spline where that reads it, `[axis, space...]`.
  func warp(by displacement: Signal<Double>) -> (values: [Double], gradient: [Double]) {
    var gradient = [Double](repeating: 0, count: 2 * shape.count)
    var values = [Double](repeating: 0, count: shape.count)
    displacement.withUnsafeSamples {
      spline.warp(0, by: $0.baseAddress!, into: &values, gradient: &gradient)
    }
    return (values, gradient)
  }

  /// For each sample u a bound of the spline's curvature within a radius, in pixels, of `u - tau(u)`.
  func curvature(around displacement: Signal<Double>, radius: Double) -> [Double] {
    displacement.withUnsafeSamples { curvature.bounds(around: $0.baseAddress!, radius: radius) }
  }

  /// Writes the image under the cell's middle member; a bound of the weighted distance from it of the image under any other.
  ///
  /// By Taylor's formula at each point `u - tau(u)` read by the middle member, with g the spline's gradient there, h a bound of its
  /// Hessian's norm nearby and d the difference of the two displacements, the sample changes by at most `|g . d| + h |d|^2 / 2`. The
  /// sum of the squares is convex in d and so largest at a vertex, h taken for the largest d.
  func move(by cell: DeformationCell, into values: UnsafeMutablePointer<Double>) -> Double {
    let centre = cell.centre
    let displacement = centre.displacements()
    let differences = cell.vertices.map { $0 - centre }
    return displacement.withUnsafeSamples { tau in
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * shape.count) { gradient in
        spline.warp(0, by: tau.baseAddress!, into: values, gradient: gradient.baseAddress!)
        let radii = squaredRadii(differences)
        let bends = curvature.bounds(around: tau.baseAddress!, radius: radii.max()!.squareRoot())
        let seconds = zip(radii, bends).map { $0 * $1 / 2 }
        return differences.map { squaredMove($0, gradient.baseAddress!, seconds) }.max()!.squareRoot()
      }
    }
  }

  /// The largest squared length of the differences at each sample.
  private func squaredRadii(_ differences: [AffineDeformation]) -> [Double] {
    var largest = [Double](repeating: 0, count: shape.count)
    for difference in differences {
      let line = AffineLine(difference)
      for index in largest.indices {
        let (row, column) = line.displacement(index)
        largest[index] = max(largest[index], row * row + column * column)
      }
    }
    return largest
  }

  private func squaredMove(
    _ difference: AffineDeformation, _ gradient: UnsafePointer<Double>, _ seconds: [Double]
  ) -> Double {
    let (line, count) = (AffineLine(difference), shape.count)
    var sum = 0.0
    for index in 0..<count {
      let (row, column) = line.displacement(index)
      let change = abs(gradient[index] * row + gradient[count + index] * column) + seconds[index]
      sum += weights[index] * change * change
    }
    return sum
  }
}

/// An affine displacement of the plane as plain numbers, for inner loops.
private struct AffineLine {
  private let width: Int
  private let row, column: (start: Double, alongRows: Double, alongColumns: Double)

  init(_ deformation: AffineDeformation) {
    width = deformation.shape[1]
    let origin = deformation.displacement(at: [0, 0])
    let matrix = deformation.matrix
    row = (origin[0], matrix[0][0], matrix[0][1])
    column = (origin[1], matrix[1][0], matrix[1][1])
  }

  @inline(__always)
  func displacement(_ index: Int) -> (Double, Double) {
    let (y, x) = (Double(index / width), Double(index % width))
    return (
      row.start + row.alongRows * y + row.alongColumns * x,
      column.start + column.alongRows * y + column.alongColumns * x
    )
  }
}
