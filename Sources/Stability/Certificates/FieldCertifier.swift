import Arrays
import Deformations
import Numerical
import Scattering

/// Certificates of one deformation.
public struct FieldCertifier: Sendable {
  public let field: DisplacementField
  /// The norms kappa and t, where `commutator` is asked for and holds.
  public let norms: CommutatorNorms?
  private let certifier: Certifier
  private let terms: Set<CertificateTerm>
  private let warp: GridWarp
  /// For constant fields, the shift, which then stands for the warp inside the network, and its t.
  private let shift: (operator: GridShift, norm: Double)?

  init(_ certifier: Certifier, _ field: DisplacementField, terms: Set<CertificateTerm>, steps: Int) {
    let cascade = certifier.cascade
    precondition(
      field.shape == cascade.plan.configuration.shape,
      "a field on \(field.shape) for a transform of \(cascade.plan.configuration.shape)")
    (self.certifier, self.field, self.terms) = (certifier, field, terms)
    let displacement = field.displacement.withUnsafeSamples {
      cascade.plan.padded(displacement: $0.baseAddress!)
    }
    warp = GridWarp(displacement, grid: cascade.plan.grid)
    shift = field.constantOffset.map { offset in
      let shift = GridShift(cascade.fourier, offset: offset)
      return (shift, cascade.averageNorm(of: shift))
    }
    let isHeld = terms.contains(.commutator) && cascade.isUndecimatedInside
    norms = isHeld ? CommutatorNorms(cascade, warp, steps: steps) : nil
  }

  /// The certificate for one image.
  ///
  /// - Parameter deformed: What `SplineWarp.reference` makes of the image with the field, if it is known already.
  /// - Precondition: one image each, of the transform's shape.
  public func callAsFunction(_ image: Signal<Double>, deformed: Signal<Double>? = nil) -> Certificate {
    let deformed = deformed ?? SplineWarp.reference(boundary: certifier.boundary)(image, by: field)
    precondition(image.batchCount == 1 && deformed.batchCount == 1 && deformed.shape == image.shape)
    let plan = certifier.cascade.plan
    let pair = (
      image.withUnsafeSamples { plan.padded($0.baseAddress!) },
      deformed.withUnsafeSamples { plan.padded($0.baseAddress!) }
    )
    var values = products(pair)
    values.merge(passes(pair)) { $1 }
    if terms.contains(.gradient) {
      let bound = DisplacementBound(image, boundary: certifier.boundary)
      values[.gradient] =
        certifier.bounds.constant * bound(field.displacement.largestVectorNorm())
    }
    // Raised for the rounding of transforms, which is of the order of 1e-15 of the image.
    let rounding = 1e-12 * certifier.bounds.network * squaredNorm(pair.0).squareRoot()
    return Certificate(values.mapValues { $0 * (1 + 1e-9) + rounding })
  }

  /// The terms of one product.
  private func products(_ pair: ([Double], [Double])) -> [CertificateTerm: Double] {
    var values: [CertificateTerm: Double] = [:]
    if terms.contains(.pixels) {
      values[.pixels] = certifier.bounds.network * squaredNorm(difference(pair.0, pair.1)).squareRoot()
    }
    if let norms {
      let pass = CommutatorPass(
        cascade: certifier.cascade, bounds: certifier.bounds, warp: warp, norms: norms)
      values[.commutator] = pass.certificate(pair.0, pair.1)
    }
    return values
  }

  /// The terms for which the image goes through the network, with the shift for constant fields and with the warp for
  /// others and where padding bends the field; of two the better counts.
  private func passes(_ pair: ([Double], [Double])) -> [CertificateTerm: Double] {
    var values: [CertificateTerm: Double] = [:]
    let wantsEquivariance = terms.contains(.equivariance)
    if let shift, wantsEquivariance || terms.contains(.translation) {
      let residues = residues(shift.operator, pair)
      if wantsEquivariance { values[.equivariance] = residues.equivariance }
      if terms.contains(.translation) {
        values[.translation] =
          shift.norm * residues.totalNorm + residues.aliased.squareRoot() + residues.layerSum
      }
    }
    if wantsEquivariance, shift == nil || certifier.cascade.plan.configuration.padding != .periodic {
      values[.equivariance] = min(residues(warp, pair).equivariance, values[.equivariance] ?? .infinity)
    }
    return values
  }

  private func residues(_ deformation: any GridOperator, _ pair: ([Double], [Double])) -> EquivarianceResidues
  {
    EquivariancePass(
      cascade: certifier.cascade, bounds: certifier.bounds, deformation: deformation,
      parallel: certifier.parallel
    ).residues(pair.0, pair.1)
  }
}
