import Foundation
import Scattering
import Stability
import StabilitySupport
import TestSupport
import Testing

/// Certificates of single deformations.
@Suite struct CertificateTests {
  /// Over kinds, sizes, images, paddings and boundaries: every term is at least the measured distance.
  @Test func everyTermBoundsTheMeasuredDistance() throws {
    for (index, configuration) in try Certificates.configurations().enumerated() {
      let transform = Certificates.transform(configuration)
      for boundary in WarpBoundary.allCases {
        let certifier = Certifier(transform, boundary: boundary)
        for kind in Fields.kinds(configuration.shape) {
          for amplitude in [0.05, 0.7, 2.5] {
            try check(certifier, transform, kind, amplitude, seed: UInt64(index))
          }
        }
      }
    }
  }

  func check(
    _ certifier: Certifier, _ transform: ScatteringTransform<Double>, _ kind: DeformationKind,
    _ amplitude: Double, seed: UInt64
  ) throws {
    let shape = transform.configuration.shape
    let field = Fields.random(kind, shape, amplitude: amplitude, seed: seed)
    let prepared = certifier.prepare(field)
    for image in Certificates.images(shape) {
      let deformed = SplineWarp.reference(boundary: certifier.boundary)(image, by: field)
      let measured = Certificates.distance(transform, image, deformed)
      let certificate = prepared(image)
      for (term, value) in certificate.values {
        #expect(measured <= value, "\(term) of \(kind) \(amplitude), \(transform.configuration)")
      }
      #expect((certificate[.translation] != nil) == (kind == .translation))
      #expect(certificate[.commutator] == nil && certificate.values.count >= 3)
      #expect(certificate.least == certificate.values.values.min())
    }
  }

  /// kappa and t on networks without decimation inside, on a few fields.
  @Test func commutatorsBoundTheMeasuredDistance() throws {
    for padding in [Padding.periodic, .reflect] {
      let configuration = try ScatteringConfiguration(
        shape: [12, 16], scales: 2, orientations: 3, padding: padding, oversampling: 1)
      let transform = Certificates.transform(configuration)
      let certifier = Certifier(transform, boundary: .periodic)
      for kind in Fields.kinds(configuration.shape) {
        let field = Fields.random(kind, configuration.shape, amplitude: 0.4)
        let prepared = certifier.prepare(field, terms: Set(CertificateTerm.allCases))
        for image in Certificates.images(configuration.shape) {
          let deformed = SplineWarp.reference(boundary: .periodic)(image, by: field)
          let certificate = prepared(image, deformed: deformed)
          let measured = Certificates.distance(transform, image, deformed)
          #expect(measured <= certificate[.commutator]!)
        }
      }
    }
  }

  @Test func noDeformationIsCertifiedToDoNothing() throws {
    for configuration in try Certificates.configurations() {
      let transform = Certificates.transform(configuration)
      let certifier = Certifier(transform)
      let image = Signal<Double>.noise(shape: configuration.shape, seed: 1)
      let certificate = certifier.prepare(.zero(configuration.shape))(image)
      // The terms' raise of 1e-12, and interpolation in `gradient`.
      for (term, value) in certificate.values { #expect(value < (term == .gradient ? 1e-3 : 1e-10)) }
    }
  }

  /// The best translation certificate there is: without wavelets some wave attains it.
  @Test func translationCertificateIsAttainedByAWave() throws {
    let configuration = try ScatteringConfiguration(
      shape: [8, 12], scales: 2, maximalOrder: 0, padding: .periodic, oversampling: 2)
    let transform = Certificates.transform(configuration)
    let offset = [0.3, -0.8]
    let field = AffineDeformation.translation(by: offset, shape: configuration.shape).field()
    let prepared = Certifier(transform, boundary: .periodic).prepare(field)
    var ratios: [Double] = []
    for row in 0..<8 {
      for column in 0..<12 {
        let image = Signal(
          (0..<96).map { index in
            let turns = Double(row * (index / 12)) / 8 + Double(column * (index % 12)) / 12
            return cos(2 * .pi * turns + 0.3)
          }, shape: configuration.shape)
        let moved = FourierShift(boundary: .periodic)(image, by: offset)
        let certificate = prepared(image, deformed: moved)[.translation]!
        ratios.append(Certificates.distance(transform, image, moved) / certificate)
      }
    }
    #expect(ratios.max()! <= 1 && ratios.max()! > 1 - 1e-6)
  }

  /// A whole-pixel shift on the grid commutes with all layers, decimated or not: nothing is left but averaging.
  @Test(arguments: [0, 1, 2]) func wholeShiftsLeaveOnlyAveraging(oversampling: Int) throws {
    let configuration = try ScatteringConfiguration(
      shape: [16, 16], scales: 2, orientations: 4, padding: .periodic, oversampling: oversampling)
    let transform = Certificates.transform(configuration)
    let field = AffineDeformation.translation(by: [1, 2], shape: configuration.shape).field()
    let prepared = Certifier(transform, boundary: .periodic).prepare(field)
    for image in Certificates.images(configuration.shape) {
      let deformed = SplineWarp.reference(boundary: .periodic)(image, by: field)
      let certificate = prepared(image)
      let measured = Certificates.distance(transform, image, deformed)
      // The features are the moduli's averages, so the certificate is the distance itself up to its raise.
      #expect(abs(certificate[.equivariance]! - measured) < 1e-8 * measured)
      #expect(certificate[.translation]! >= measured)
    }
  }
}
