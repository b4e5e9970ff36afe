import Scattering
import Stability
import Testing
import Theory

/// Accuracy against the size of deformations, and what methods say of shifts.
@Suite struct DeformedAccuracyTests {
  private let settings = ExperimentSettings(
    kinds: [.translation, .elastic, .noise], amplitudes: [0.1, 0.5, 4], fieldCount: 3, seed: 5,
    bootstrapCount: 50)

  /// The proven share is never above what was measured, begins as the accuracy itself, and falls.
  @Test func certifiedIsAtMostMeasured() throws {
    let spots = Spots(12, seed: 7)
    let rows = try DeformedAccuracyStudy(settings: settings).rows(
      of: [ImageClassifier(name: "means", try Spots(30, seed: 8).certifiedMeans())], on: spots.images,
      labels: spots.labels)
    #expect(rows.map(\.amplitude) == [0, 0.1, 0.5, 4, 0, 0.1, 0.5, 4, 0, 0.1, 0.5, 4])
    #expect(Array(Set(rows.map(\.kind))).count == 3 && rows.allSatisfy { $0.method == "means" })
    for kind in settings.kinds {
      let own = rows.filter { $0.kind == kind }
      let certified = try own.map { try #require($0.certified) }
      for row in own {
        #expect(try #require(row.certified) <= row.accuracy.median + 1e-12)
        #expect(row.accuracy.low <= row.accuracy.median && row.accuracy.median <= row.accuracy.high)
      }
      #expect(certified[0] == own[0].accuracy.median && certified[1] > 0)
      #expect(certified == certified.sorted(by: >) && certified[3] == 0)
    }
    #expect(rows[3].accuracy.median < rows[1].accuracy.median)
  }

  /// A method that looks at one pixel only, beside the images that an experiment of the same seed makes.
  @Test func fieldsAreThoseOfTheExperiment() throws {
    let spots = Spots(4, seed: 9)
    var seen: [Double] = []
    try DeformedImages(spots.images, settings: settings).forEachBatch { batch in
      #expect(batch.images.count == batch.signals.batchCount)
      seen += batch.signals.samples
    }
    let again = try DeformedImages(spots.images, settings: settings, parallel: Parallel(threads: 3))
    var other: [Double] = []
    try again.forEachBatch { other += $0.signals.samples }
    #expect(seen == other && seen.count == again.count * 256)
    let row = try Experiment(
      representations: [RawPixels(shape: Spots.shape)], images: spots.images,
      settings: settings
    ).run().rows[0]
    // Distances of the first kind and amplitude: medians over fields, then over images.
    let distances = (0..<4).map { image in
      (0..<3).map { field in
        let start = (image * 3 + field) * 256
        let pairs = zip(
          seen[start..<(start + 256)], spots.images.samples[(image * 256)..<((image + 1) * 256)])
        let norm = spots.images.samples[(image * 256)..<((image + 1) * 256)].reduce(0) { $0 + $1 * $1 }
        return (pairs.reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / norm).squareRoot()
      }.sorted()[1]
    }.sorted()
    #expect(abs((distances[1] + distances[2]) / 2 - row.distance.median) < 1e-14)
  }

  @Test func aClassifierThatSaysTooLittleIsRefused() throws {
    let spots = Spots(4, seed: 9)
    let mute = ImageClassifier(name: "mute") { _ in [] }
    #expect(throws: StabilityError.wrongCount("mute", found: 0, expected: 4)) {
      try DeformedAccuracyStudy(settings: settings).rows(
        of: [mute], on: spots.images, labels: spots.labels)
    }
  }

  /// One that never changes its mind agrees with itself always, one that alternates never.
  @Test func consistencyIsTheShareOfPairs() throws {
    let spots = Spots(3, seed: 1)
    let study = ConsistencyStudy(
      largestShifts: [1, 3], pairCount: 4, bootstrap: Bootstrap(resamplings: 20, seed: 1))
    let rows = try study.rows(
      of: [
        ImageClassifier(name: "same") { [Int](repeating: 2, count: $0.batchCount) },
        ImageClassifier(name: "other") { signals in (0..<signals.batchCount).map { $0 % 2 } },
      ], on: spots.images)
    #expect(rows.map(\.method) == ["same", "same", "other", "other"])
    #expect(rows.map(\.largestShift) == [1, 3, 1, 3])
    #expect(rows.map(\.share.median) == [1, 1, 0, 0])
  }
}
