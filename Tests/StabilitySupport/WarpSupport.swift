import Foundation
import Scattering
import Stability
import TestSupport

/// The Fourier series of a continued signal, summed in space at any point: the slow and obvious oracle of spectral
/// interpolation.
package struct FourierSeries {
  package let samples: [Double]
  package let shape: Shape
  package let boundary: WarpBoundary

  package init(_ signal: Signal<Double>, _ boundary: WarpBoundary) {
    (samples, shape, self.boundary) = (signal.samples, signal.shape, boundary)
  }

  package func value(at point: [Double]) -> Double {
    let weights = (0..<shape.rank).map { axis in self.weights(point[axis], shape[axis]) }
    return samples.indices.reduce(0) { sum, index in
      let place = Fields.point(index, shape)
      return sum + (0..<shape.rank).reduce(samples[index]) { $0 * weights[$1][Int(place[$1])] }
    }
  }

  /// `L_tau x` at every sample.
  package func warped(by field: DisplacementField) -> [Double] {
    let tau = field.displacement.samples
    return (0..<shape.count).map { index in
      let point = Fields.point(index, shape)
      return value(at: (0..<shape.rank).map { point[$0] - tau[$0 * shape.count + index] })
    }
  }

  /// How much each sample of an axis counts at a point: its Dirichlet kernel, and its mirror image's.
  private func weights(_ point: Double, _ count: Int) -> [Double] {
    (0..<count).map { sample in
      switch boundary {
      case .periodic: dirichlet(point - Double(sample), count)
      case .reflect:
        dirichlet(point - Double(sample), 2 * count)
          + dirichlet(point - Double(2 * count - 1 - sample), 2 * count)
      }
    }
  }

  private func dirichlet(_ t: Double, _ period: Int) -> Double {
    let n = Double(period)
    let angle = .pi * t / n
    if abs(sin(angle)) < 1e-9 { return 1 }
    return sin(n * angle) / (n * (period % 2 == 0 ? tan(angle) : sin(angle)))
  }
}

/// The warps, as one list.
package enum Warps {
  package static func all(_ boundary: WarpBoundary) -> [any Warp] {
    [
      SplineWarp.reference(boundary: boundary), SplineWarp.fast(boundary: boundary),
      SplineWarp.bilinear(boundary: boundary),
    ]
  }
}

/// A field that only has values, for whatever tau a test wants.
package func displacementOnly(_ samples: [Double], _ shape: Shape) -> DisplacementField {
  let zero = DisplacementField.zero(shape)
  return DisplacementField(
    displacement: Signal(samples, batch: [shape.rank], shape: shape), jacobian: zero.jacobian,
    hessian: zero.hessian)
}

/// Two signals' distance in the Euclidean norm.
package func distance(_ a: Signal<Double>, _ b: Signal<Double>) -> Double {
  norm(zip(a.samples, b.samples).map { $0 - $1 })
}
