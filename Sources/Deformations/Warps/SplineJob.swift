import Arrays
import Numerical

/// One image under one displacement: the loops of spline interpolation, over plain memory.
struct SplineJob {
  let shape, grid: PlainShape
  let boundary: WarpBoundary
  /// Coefficients a pixel, and the coefficient that is held first.
  let factor: Double
  let first: Int
  let samples, coefficients, displacement: UnsafePointer<Double>
  let values: UnsafeMutablePointer<Double>
  let gradient: UnsafeMutablePointer<Double>?

  /// A point along one axis, between coefficients.
  struct Position {
    /// The point's own sample, if it is one.
    var sample: Int?
    /// The first coefficient that counts, and the fraction to the next one.
    var index: Int
    var offset: Double
    /// The sign of derivatives, -1 in a mirror image.
    var sign: Double
  }

  func run<Kernel: SplineKernel>(_ kernel: Kernel.Type) {
    switch shape.rank {
    case 1: runLine(kernel)
    case 2: runPlane(kernel)
    default: runSpace(kernel)
    }
  }

  @inline(__always)
  private func locate<Kernel: SplineKernel>(_ position: Double, _ count: Int, _: Kernel.Type) -> Position {
    var (point, sign) = (position, 1.0)
    if !(position >= -0.5 && position <= Double(count) - 0.5) {
      (point, sign) = boundary.fold(position, count: count)
    }
    let fine = factor * point - Double(first)
    let index = Int(fine)
    let nearest = Int(point)
    return Position(
      sample: Double(nearest) == point ? nearest : nil, index: index - Kernel.reach,
      offset: fine - Double(index), sign: sign)
  }

  /// The weighted sum of the rows that count.
  @inline(__always)
  private func sum<Kernel: SplineKernel>(
    _ address: UnsafePointer<Double>, _ weights: Kernel.Lanes, _: Kernel.Type
  ) -> Kernel.Lanes {
    var sum = Kernel.Lanes.zero
    for tap in 0..<Kernel.taps {
      sum.add(weights[tap], times: Kernel.Lanes(loading: address + tap * grid.width))
    }
    return sum
  }

  @inline(__always)
  private func runLine<Kernel: SplineKernel>(_ kernel: Kernel.Type) {
    for column in 0..<shape.width {
      let x = locate(Double(column) - displacement[column], shape.width, kernel)
      let row = Kernel.Lanes(loading: coefficients + x.index)
      values[column] = x.sample.map { samples[$0] } ?? row.dot(Kernel.weights(x.offset))
      guard let gradient else { continue }
      gradient[column] = x.sign * factor * row.dot(Kernel.slopes(x.offset))
    }
  }

  @inline(__always)
  private func runPlane<Kernel: SplineKernel>(_ kernel: Kernel.Type) {
    let count = shape.count
    for row in 0..<shape.height {
      for column in 0..<shape.width {
        let index = row * shape.width + column
        let y = locate(Double(row) - displacement[index], shape.height, kernel)
        let x = locate(Double(column) - displacement[count + index], shape.width, kernel)
        let isSample = y.sample != nil && x.sample != nil
        if isSample { values[index] = samples[y.sample! * shape.width + x.sample!] }
        if isSample && gradient == nil { continue }
        let address = coefficients + y.index * grid.width + x.index
        let weights = Kernel.weights(x.offset)
        let line = sum(address, Kernel.weights(y.offset), kernel)
        if !isSample { values[index] = line.dot(weights) }
        guard let gradient else { continue }
        let across = sum(address, Kernel.slopes(y.offset), kernel)
        gradient[index] = y.sign * factor * across.dot(weights)
        gradient[count + index] = x.sign * factor * line.dot(Kernel.slopes(x.offset))
      }
    }
  }

  @inline(__always)
  private func runSpace<Kernel: SplineKernel>(_ kernel: Kernel.Type) {
    for slice in 0..<shape.depth {
      for row in 0..<shape.height {
        for column in 0..<shape.width { runPoint(slice, row, column, kernel) }
      }
    }
  }

  @inline(__always)
  private func runPoint<Kernel: SplineKernel>(_ slice: Int, _ row: Int, _ column: Int, _ kernel: Kernel.Type)
  {
    let (count, index) = (shape.count, (slice * shape.height + row) * shape.width + column)
    let z = locate(Double(slice) - displacement[index], shape.depth, kernel)
    let y = locate(Double(row) - displacement[count + index], shape.height, kernel)
    let x = locate(Double(column) - displacement[2 * count + index], shape.width, kernel)
    let address = coefficients + (z.index * grid.height + y.index) * grid.width + x.index
    let rowWeights = Kernel.weights(y.offset)
    let weights = Kernel.weights(x.offset)
    let line = sumPlanes(address, Kernel.weights(z.offset), rowWeights, kernel)
    if let slice = z.sample, let row = y.sample, let column = x.sample {
      values[index] = samples[(slice * shape.height + row) * shape.width + column]
    } else {
      values[index] = line.dot(weights)
    }
    guard let gradient else { return }
    let along = sumPlanes(address, Kernel.slopes(z.offset), rowWeights, kernel)
    let across = sumPlanes(address, Kernel.weights(z.offset), Kernel.slopes(y.offset), kernel)
    gradient[index] = z.sign * factor * along.dot(weights)
    gradient[count + index] = y.sign * factor * across.dot(weights)
    gradient[2 * count + index] = x.sign * factor * line.dot(Kernel.slopes(x.offset))
  }

  /// The weighted sum of the rows of the planes that count.
  @inline(__always)
  private func sumPlanes<Kernel: SplineKernel>(
    _ address: UnsafePointer<Double>, _ planeWeights: Kernel.Lanes, _ rowWeights: Kernel.Lanes,
    _ kernel: Kernel.Type
  ) -> Kernel.Lanes {
    var result = Kernel.Lanes.zero
    for tap in 0..<Kernel.taps {
      let plane = address + tap * grid.height * grid.width
      result.add(planeWeights[tap], times: sum(plane, rowWeights, kernel))
    }
    return result
  }
}
