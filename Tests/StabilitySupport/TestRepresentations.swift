import Foundation
import Scattering
import Stability
import Synchronization

/// A matrix, given by rows: its worst cases are known from its singular values.
package struct MatrixRepresentation: DifferentiableRepresentation {
  package let name = "matrix"
  package let shape: Shape
  package let rows: [[Double]]

  package init(shape: Shape, rows: [[Double]]) { (self.shape, self.rows) = (shape, rows) }

  package var dimension: Int { rows.count }
  package var parts: [RepresentationPart] {
    [RepresentationPart(name: "first half", range: 0..<(rows.count / 2))]
  }
  package var lipschitzConstant: Double? { nil }

  package func vectors(of signals: Signal<Double>) -> [Double] {
    let (samples, count) = (signals.samples, shape.count)
    return (0..<signals.batchCount).flatMap { signal in
      rows.map { row in
        row.indices.reduce(0) { $0 + row[$1] * samples[signal * count + $1] }
      }
    }
  }

  package func pushforward(at _: Signal<Double>, along tangents: Signal<Double>) -> [Double] {
    vectors(of: tangents)
  }

  package func pullback(at signals: Signal<Double>, of cotangents: [Double]) -> Signal<Double> {
    let pulled = (0..<signals.batchCount).flatMap { signal in
      (0..<shape.count).map { column in
        rows.indices.reduce(0) { $0 + rows[$1][column] * cotangents[signal * rows.count + $1] }
      }
    }
    return Signal(pulled, batch: signals.batch, shape: shape)
  }
}

/// Raw samples with one fault, or a record of what was asked for.
package final class OddRepresentation: DifferentiableRepresentation {
  package enum Fault { case none, tooFew, notFinite, gradient }

  package let name: String
  package let shape: Shape
  package let fault: Fault
  package let lipschitzConstant: Double?
  package let asked = Mutex<[Signal<Double>]>([])
  package var dimension: Int { shape.count }
  package var parts: [RepresentationPart] { [] }

  package init(_ shape: Shape, fault: Fault = .none, name: String = "odd", lipschitzConstant: Double? = nil) {
    (self.shape, self.fault, self.name) = (shape, fault, name)
    self.lipschitzConstant = lipschitzConstant
  }

  package func vectors(of signals: Signal<Double>) -> [Double] {
    asked.withLock { $0.append(signals) }
    var samples = signals.samples
    if fault == .tooFew { samples.removeLast() }
    if fault == .notFinite { samples[shape.count + 3] = .nan }
    return samples
  }

  package func pushforward(at _: Signal<Double>, along tangents: Signal<Double>) -> [Double] {
    tangents.samples
  }

  package func pullback(at signals: Signal<Double>, of cotangents: [Double]) -> Signal<Double> {
    let factor = fault == .gradient ? Double.nan : 1
    return Signal(cotangents.map { factor * $0 }, batch: signals.batch, shape: shape)
  }
}

/// Smooth images that differ: blobs at random places.
package func blobs(_ count: Int, shape: Shape, seed: UInt64 = 1) -> Signal<Double> {
  var generator = SeededGenerator(seed: seed)
  let samples = (0..<count).flatMap { _ in
    let spots = (0..<6).map { _ in
      (
        shape.dimensions.map { Double.random(in: 0.2..<0.8, using: &generator) * Double($0) },
        Double.random(in: 0.3..<1, using: &generator), Double.random(in: 1.5..<3, using: &generator)
      )
    }
    return (0..<shape.count).map { index in
      let point = Fields.point(index, shape)
      return spots.reduce(0.0) { sum, spot in
        let square = zip(point, spot.0).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
        return sum + spot.1 * exp(-square / (2 * spot.2 * spot.2))
      }
    }
  }
  return Signal(samples, batch: [count], shape: shape)
}

/// A scattering representation with plans that are the same everywhere.
package func scattering(_ shape: Shape, scales: Int, orientations: Int = 4, threads: Int = 2) throws
  -> ScatteringRepresentation
{
  let configuration = try ScatteringConfiguration(
    shape: shape, scales: scales, orientations: orientations, normalization: .nonexpansive)
  return ScatteringRepresentation(
    ScatteringTransform(configuration, parallel: Parallel(threads: threads), rigor: .estimate))
}

/// One representation of every kind that signals of a shape have.
package func representations(_ shape: Shape) throws -> [any DifferentiableRepresentation] {
  [
    RawPixels(shape: shape), FourierModulus(shape: shape),
    try WindowedFourier(shape: shape, window: 5, hop: 2),
  ] + (shape.rank == 2 ? [try scattering(shape, scales: 2)] : [])
}

/// The largest eigenvalue of a symmetric matrix by Jacobi's rotations: slow, dense, and without a start to choose.
package func largestEigenvalue(_ symmetric: [[Double]]) -> Double {
  var a = symmetric
  let count = a.count
  for _ in 0..<60 {
    for p in 0..<count {
      for q in (p + 1)..<count where a[p][q] != 0 {
        let theta = (a[q][q] - a[p][p]) / (2 * a[p][q])
        let t = (theta < 0 ? -1.0 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot()
        let s = t * c
        for k in 0..<count { (a[k][p], a[k][q]) = (c * a[k][p] - s * a[k][q], s * a[k][p] + c * a[k][q]) }
        for k in 0..<count { (a[p][k], a[q][k]) = (c * a[p][k] - s * a[q][k], s * a[p][k] + c * a[q][k]) }
      }
    }
  }
  return a.indices.map { a[$0][$0] }.max()!
}
