@_exported import Numerics
import Scattering

/// `|found - expected| / |expected|` in the Euclidean norm; the absolute norm where `expected` vanishes.
public func relativeDistance<Found: BinaryFloatingPoint, Expected: BinaryFloatingPoint>(
  _ found: [Found], _ expected: [Expected]
) -> Double {
  precondition(found.count == expected.count, "\(found.count) samples beside \(expected.count)")
  let difference = zip(found, expected).reduce(0.0) { sum, pair in
    let delta = Double(pair.0) - Double(pair.1)
    return sum + delta * delta
  }
  let norm = expected.reduce(0.0) { $0 + Double($1) * Double($1) }
  return norm == 0 ? difference.squareRoot() : (difference / norm).squareRoot()
}

/// The same for complex samples.
public func relativeDistance<Found: Scalar, Expected: Scalar>(
  _ found: [Complex<Found>], _ expected: [Complex<Expected>]
) -> Double {
  relativeDistance(found.flatMap { [$0.real, $0.imaginary] }, expected.flatMap { [$0.real, $0.imaginary] })
}
