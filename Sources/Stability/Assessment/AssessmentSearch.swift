import Arrays
import Deformations
import Files
import Numerical
import Representations

/// Searches the worst cases of representations and certifies each.
struct AssessmentSearch {
  /// An upper bound of the distance that a deformation found makes, in the image's unit; nil where none is proven.
  typealias Bound = (_ image: Signal<Double>, _ deformed: Signal<Double>, _ field: DisplacementField?) ->
    Double?

  private let assessment: StabilityAssessment

  init(_ assessment: StabilityAssessment) { self.assessment = assessment }

  /// The worst cases found, by representation, kind and amplitude, images fastest.
  func run(
    _ searched: [(representation: any DifferentiableRepresentation, bound: Bound)],
    progress: (StageProgress) -> Void, checkCancellation: () throws -> Void
  ) throws -> [WorstCaseFinding] {
    let cells = searched.flatMap { search in
      assessment.settings.experiment.cells.map { (search, $0.kind, $0.amplitude) }
    }
    return try cells.enumerated().flatMap { index, cell in
      let (search, kind, amplitude) = cell
      let results = try WorstCase(
        search.representation, settings: assessment.settings.search, parallel: assessment.parallel
      ).search(
        assessment.images.selecting(assessment.searchedImages), kind: kind, amplitude: amplitude,
        checkCancellation: checkCancellation)
      progress(StageProgress(stage: "worst cases", done: index + 1, total: cells.count))
      return try zip(assessment.searchedImages, results).map { image, result in
        try checkCancellation()
        return finding(search.representation.name, image, result, search.bound)
      }
    }
  }

  private func finding(_ name: String, _ index: Int, _ result: WorstCaseResult, _ bound: Bound)
    -> WorstCaseFinding
  {
    let image = assessment.images.slice(index..<(index + 1))
    let deformed = Signal(result.deformed.samples, batch: [1], shape: image.shape)
    let norm = image.norms()[0]
    return WorstCaseFinding(
      representation: name, image: index, result: result,
      certificate: bound(image, deformed, result.field).map { $0 / norm })
  }

  /// The least certificate of decision 7 for fields, of several channels that of each squared and added up; the constant times the
  /// distance of the images for noise.
  func bound(by certifier: Certifier) -> Bound {
    { image, deformed, field in
      guard let field else { return certifier.bounds.constant * image.distance(to: deformed) }
      let (certify, space) = (certifier.prepare(field), field.shape)
      guard image.shape != space else { return certify(image, deformed: deformed).least }
      let (before, after) = (image.planes(of: space), deformed.planes(of: space))
      let squares = (0..<before.batchCount).map { channel in
        let least = certify(
          before.slice(channel..<(channel + 1)), deformed: after.slice(channel..<(channel + 1))
        ).least
        return least * least
      }
      // Raised for the rounding of the sum.
      return squares.reduce(0, +).squareRoot() * (1 + 1e-12)
    }
  }

  /// The Lipschitz constant times the distance of the images, raised for the rounding of sums over a vector.
  func bound(of representation: any Representation) -> Bound {
    { image, deformed, _ in
      representation.lipschitzConstant.map { $0 * image.distance(to: deformed) * (1 + 1e-12) }
    }
  }
}

extension Signal<Double> {
  /// The Euclidean distance of two signals.
  fileprivate func distance(to other: Signal) -> Double {
    withExtendedLifetime((self, other)) {
      Numerical.distance(samples(of: 0), other.samples(of: 0), count: shape.count)
    }
  }
}

/// The worst case of one representation of one image under one kind and amplitude, with its certificate.
struct WorstCaseFinding: Sendable {
  /// The name of the representation.
  let representation: String
  let image: Int
  let result: WorstCaseResult
  /// The least bound that holds for the deformation found, as a share of the image's norm; nil where none is proven.
  let certificate: Double?

  var key: FindingKey {
    FindingKey(
      representation: representation, cell: ExperimentCell(kind: result.kind, amplitude: result.amplitude))
  }

  /// Whether random maximum <= worst case <= certificate.
  var isOrdered: Bool {
    result.randomMaximum <= result.distance && certificate.map { result.distance <= $0 } ?? true
  }
}
