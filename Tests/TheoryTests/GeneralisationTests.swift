import Foundation
import Learning
import Scattering
import Stability
import TestSupport
import Testing

@testable import Theory

/// Margins and their chain of bounds, on networks whose constants are known.
@Suite struct GeneralisationTests {
  static let shape: Shape = [4, 4]

  /// The classes a network gives to images, a few of them replaced by others.
  static func labelled(_ network: DenseNetwork, _ count: Int, wrong: Int, seed: UInt64) -> LabelledSignals {
    let images = classedImages(count, shape: shape, classCount: 2, noise: 0.3, seed: seed)
    let classes = network.dimension
    let labels = split(network.vectors(of: doubles(images)), classes).enumerated().map { index, scores in
      (scores.firstIndex(of: scores.max()!)! + (index < wrong ? 1 : 0)) % classes
    }
    return LabelledSignals(images.signals, labels: labels, classCount: classes)
  }

  static func constants(_ network: DenseNetwork, factor: Double = 1) -> ProvenConstants {
    let spectral = network.layers.reduce(1) { $0 * largestSingularValue($1) }
    return ProvenConstants(
      spectral: factor * spectral, frobenius: network.layers.reduce(1) { $0 * frobeniusNorm($1) })
  }

  static func subject(_ network: DenseNetwork, factor: Double = 1, seed: UInt64) -> GeneralisationSubject {
    GeneralisationSubject(
      network: "dense", labelCount: 60, scores: network, constants: constants(network, factor: factor),
      train: labelled(network, 60, wrong: 6, seed: seed),
      test: labelled(network, 40, wrong: 10, seed: seed + 1))
  }

  static let settings = GeneralisationSettings(sampleCount: 30, coverCount: 60, seed: 3)

  /// Margins of another class' example, then of the Jacobian at the image, of the largest, of the spectral norms and of the Frobenius norms. The
  /// example's margin and the Jacobian's are both above the rest; between them is no order.
  @Test(arguments: [1, 2, 3, 4, 5]) func theChainIsOrdered(seed: UInt64) throws {
    let network = DenseNetwork.random(Self.shape, widths: [20, 12, 4], seed: seed)
    let row = try #require(
      try GeneralisationStudy(settings: Self.settings).run([Self.subject(network, seed: seed)]).first)
    let (hull, spectral) = (try #require(row.convexHullMargin), try #require(row.spectralMargin))
    #expect(row.isOrdered)
    #expect(row.jacobianMargin >= hull && hull >= spectral && spectral > 0)
    #expect(spectral >= (try #require(row.frobeniusMargin)))
    #expect(try #require(row.adversarialMargin) >= spectral)
    #expect(row.trainJacobian <= (try #require(row.convexHullJacobian)))
    #expect(row.trainJacobian <= (try #require(row.trainFrobenius)))
    #expect(row.trainError == 0.1 && row.testError == 0.25)
    let margins = row.bounds.filter { $0.cover == .cube }.map(\.margin)
    #expect(row.bounds.filter { $0.cover == .cube }.map(\.constant) == [.jacobian, .spectral, .frobenius])
    #expect(margins[0] >= margins[1] && margins[1] >= margins[2])
    #expect(row.bounds.map(\.isProven) == [false, true, true])
  }

  /// Constants that are no bounds are found out.
  @Test func wrongConstantsAreSeen() throws {
    let network = DenseNetwork.random(Self.shape, widths: [20, 4], seed: 8)
    let row = try GeneralisationStudy(settings: Self.settings)
      .run([Self.subject(network, factor: 0.2, seed: 8)]).first
    #expect(try #require(row).isOrdered == false)
  }

  /// Half of sqrt 2 times the gap; ties are errors.
  @Test func scoreMargins() {
    let margins = ScoreMargins(
      scores: [1, 3, 0, 2, 2, -1, 0, 5, 1], labels: [1, 0, 2], classCount: 3)
    let root = 2.0.squareRoot()
    for (value, expected) in zip(margins.values, [2 / root, 0, -4 / root]) {
      #expect(abs(value - expected) < 1e-15)
    }
    #expect(abs(margins.error - 2.0 / 3) < 1e-15)
  }

  /// For linear scores the nearest change is known: the least of (f_c - f_k) / |w_c - w_k|. Bisection ends at 2^-20 of a step of 1.02 times it.
  @Test func nearestChangesOfLinearScores() throws {
    let network = DenseNetwork.random(Self.shape, widths: [5], seed: 12)
    let images = Self.labelled(network, 20, wrong: 0, seed: 4)
    let found = try NearestChange(scores: network).distances(
      doubles(images), labels: images.labels, checkCancellation: {})
    for (index, signal) in split(doubles(images).samples, 16).enumerated() {
      let (scores, rows) = (matrix(network.layers[0], signal), network.layers[0])
      let own = images.labels[index]
      let nearest = rows.indices.filter { $0 != own }.map { other in
        (scores[own] - scores[other]) / square(zip(rows[own], rows[other]).map { $0 - $1 }).squareRoot()
      }.min()!
      let distance = try #require(found[index])
      #expect(distance >= nearest * (1 - 1e-12) && distance <= nearest * (1 + 2e-6))
    }
  }

  /// Along the way to the change found, the score margin falls to 0, so that the length times the largest Jacobian norm is at least the margin: the
  /// theorem itself, on a network whose Jacobian is constant between kinks; the way is cut so finely that no piece is missed that could matter.
  @Test func changesObeyTheTheorem() throws {
    let network = DenseNetwork.random(Self.shape, widths: [24, 16, 3], seed: 21)
    let images = Self.labelled(network, 12, wrong: 0, seed: 5)
    let found = try NearestChange(scores: network).distances(
      doubles(images), labels: images.labels, checkCancellation: {})
    let margins = ScoreMargins(
      scores: network.vectors(of: doubles(images)), labels: images.labels, classCount: 3
    ).values
    let product = Self.constants(network)
    for (margin, distance) in zip(margins, found) {
      #expect(try #require(distance) >= margin / product.spectral)
      #expect(product.spectral <= product.frobenius)
    }
  }

  /// An image is given no change where scores do not depend on it.
  @Test func constantScoresHaveNoChange() throws {
    let scores = ConstantScores(shape: Self.shape, scores: [1, 0])
    let images = classedImages(3, shape: Self.shape, classCount: 1, seed: 1)
    let found = try NearestChange(scores: scores).distances(
      doubles(images), labels: [0, 0, 0], checkCancellation: {})
    #expect(found == [nil, nil, nil])
  }

  /// A linear head's constants: |W|_2 and |W|_F times that of pixels, 1; the bound on |W|_2 is raised by what Lanczos' method may miss.
  @Test func headsHaveConstants() throws {
    let rows = DenseNetwork.random(Self.shape, widths: [3], seed: 6).layers[0]
    let head = LinearHead(weights: rows.flatMap { $0 }, offsets: [0, 0, 0])
    let constants = ProvenConstants(try #require(CertifiedHead(RawPixels(shape: Self.shape), head)))
    let spectral = largestSingularValue(rows)
    #expect(constants.spectral >= spectral && constants.spectral < 1.001 * spectral)
    #expect(abs(constants.frobenius - frobeniusNorm(rows)) < 1e-13)
    #expect(ProvenConstants(spectral: 3, frobenius: 2).spectral == 2)
  }

  @Test func runsAreRepeated() throws {
    let network = DenseNetwork.random(Self.shape, widths: [10, 3], seed: 2)
    func rows(_ threads: Int) throws -> [GeneralisationRow] {
      let study = try GeneralisationStudy(settings: Self.settings, parallel: Parallel(threads: threads))
      let subject = Self.subject(network, seed: 7)
      return try study.run([subject], manifold: study.manifold(of: subject.train))
    }
    #expect(try rows(1) == rows(3))
  }

  @Test func faultsAreNamed() throws {
    let network = DenseNetwork.random(Self.shape, widths: [3], seed: 2)
    var subject = Self.subject(network, seed: 1)
    let study = try GeneralisationStudy(settings: Self.settings)
    subject.labelCount = 59
    #expect(throws: TheoryError.tooFew("the labels dense was trained on", found: 59, expected: 60)) {
      try study.run([subject])
    }
    subject.labelCount = 60
    subject.scores = DenseNetwork.random(Self.shape, widths: [4], seed: 2)
    #expect(throws: TheoryError.mismatchedClasses("dense", found: 4, expected: 3)) {
      try study.run([subject])
    }
    subject.scores = DenseNetwork.random([3], widths: [3], seed: 2)
    #expect(throws: TheoryError.mismatchedShape("dense", found: [3], expected: [4, 4])) {
      try study.run([subject])
    }
    #expect(throws: TheoryError.self) {
      try GeneralisationStudy(settings: GeneralisationSettings(confidence: 0))
    }
    struct Stop: Error {}
    #expect(throws: Stop.self) {
      try study.run([Self.subject(network, seed: 1)], checkCancellation: { throw Stop() })
    }
  }
}
