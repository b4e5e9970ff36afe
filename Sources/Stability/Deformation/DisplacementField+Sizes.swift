import Scattering

extension DisplacementField {
  /// The sizes over all samples, exact up to rounding; in time O(n log n) for n samples of a line or an image.
  public func sizes() -> DeformationSizes {
    DeformationSizes(
      displacement: displacement.largestVectorNorm(), gradient: jacobian.largestSpectralNorm(),
      hessian: hessian.largestVectorNorm(), spread: displacement.diameter(),
      minimalDeterminant: jacobian.smallestComplementDeterminant())
  }
}
