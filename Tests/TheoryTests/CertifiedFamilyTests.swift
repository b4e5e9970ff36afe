import Foundation
import Scattering
import Stability
import Testing

@testable import Theory

/// Classes that are proven under whole families of deformations.
@Suite struct CertifiedFamilyTests {
  private let families = [
    CertifiedFamily.rotation(degrees: 5), .rotation(degrees: 120), .translation(pixels: 0.5),
    .translation(pixels: 5), .scaling(change: 0.05),
  ]

  /// Small families are proven for all that is right, large ones are found to be wrong, and nothing is left between where
  /// the limit is large.
  @Test func sharesAreInOrder() throws {
    let spots = Spots(9, seed: 7)
    let head = try Spots(30, seed: 8).certifiedMeans()
    let rows = try CertifiedFamilyStudy(families: families).rows(
      of: [("means", head)], on: spots.images, labels: spots.labels)
    for (row, family) in zip(rows, families) {
      #expect(row.kind == family.kind && row.size == family.size && row.imageCount == 9)
      #expect(row.certified <= row.worstAccuracy && row.worstAccuracy <= row.accuracy)
      #expect(row.certified == row.worstAccuracy, "\(row)")
    }
    #expect(rows[0].certified == rows[0].accuracy && rows[2].certified == rows[2].accuracy)
    #expect(rows[1].certified == 0 && rows[3].certified < rows[3].accuracy)
    let open = try CertifiedFamilyStudy(families: [.translation(pixels: 2)], limit: 1).rows(
      of: [("means", head)], on: spots.images, labels: spots.labels)
    #expect(open[0].certified <= open[0].worstAccuracy)
  }

  /// No member drawn at random is wrong where the class is certified.
  @Test func certifiedClassesHold() throws {
    let spots = Spots(6, seed: 11)
    let head = try Spots(30, seed: 8).certifiedMeans()
    var generator = SeededGenerator(seed: 2)
    for family in [CertifiedFamily.rotation(degrees: 30), .translation(pixels: 2), .scaling(change: 0.1)] {
      var certified = 0
      for index in spots.labels.indices {
        let image = spots.images.slice(index..<(index + 1))
        let row = try CertifiedFamilyStudy(families: [family]).rows(
          of: [("means", head)], on: image, labels: [spots.labels[index]])[0]
        guard row.certified == 1 else { continue }
        certified += 1
        let fields = (0..<500).map { _ in family.member(of: Spots.shape, using: &generator).field() }
        let classes = try head.classes(of: SplineWarp.reference().prepare(image).apply(fields))
        #expect(classes.allSatisfy { $0 == spots.labels[index] })
      }
      #expect(certified > 0, "\(family)")
    }
  }

  /// A zoom by s reads the image at 1 / s of the distance from the centre.
  @Test func familiesAreThoseOfTheirSizes() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<200 {
      let zoom = CertifiedFamily.scaling(change: 0.1).member(of: [9, 9], using: &generator)
      let factor = 1 / (1 - zoom.matrix[0][0])
      #expect((0.9 - 1e-12...1.1 + 1e-12).contains(factor) && zoom.matrix[0][1] == 0)
      let turn = CertifiedFamily.rotation(degrees: 30).member(of: [9, 9], using: &generator)
      #expect(abs(atan2(turn.matrix[1][0], 1 - turn.matrix[0][0])) <= .pi / 6 + 1e-12)
      let shift = CertifiedFamily.translation(pixels: 2).member(of: [9, 9], using: &generator)
      #expect(shift.offset.allSatisfy { abs($0) <= 2 })
    }
  }

  /// Deformed copies keep their labels, and the images themselves come first.
  @Test func copiesAreLabelled() throws {
    let spots = Spots(6, seed: 4)
    let floats = Signal<Float>(spots.images.samples.map(Float.init), batch: [6], shape: Spots.shape)
    let maker = CertifiedFamilyTraining(
      configuration: try ScatteringConfiguration(shape: Spots.shape, scales: 2, orientations: 4),
      families: CertifiedFamily.published, parallel: Parallel(threads: 2), rigor: .estimate, planner: .shared)
    let deformed = maker.deformed(LabelledSignals(floats, labels: spots.labels, classCount: 3), seed: 1)
    #expect(deformed.count == 30 && Array(deformed.labels.prefix(6)) == spots.labels)
    #expect(
      deformed.labels.dropFirst(6).elementsEqual(spots.labels.flatMap { Array(repeating: $0, count: 4) }))
    #expect(Array(deformed.signals.samples.prefix(floats.samples.count)) == floats.samples)
    let head = try maker.train(
      on: LabelledSignals(floats, labels: spots.labels, classCount: 3), seed: 1, checkCancellation: {})
    #expect(try head.classes(of: spots.images) == spots.labels)
  }
}
