import Scattering
import TestSupport
import Testing

/// Features are the same bits however the work is cut.
@Suite struct ReproducibilityTests {
  /// The last has grids that are MKL's.
  static let shapes: [Shape] = [[20, 28], [33, 17], [51, 40]]

  func features(
    _ signals: Signal<Float>, threads: Int, orientations: Int, _ planner: Planner
  ) throws -> [Float] {
    let configuration = try ScatteringConfiguration(
      shape: signals.shape, scales: 3, orientations: orientations)
    let transform = ScatteringTransform<Float>(
      configuration, parallel: Parallel(threads: threads), rigor: .estimate, planner: planner)
    return transform(signals).samples
  }

  @Test(arguments: shapes, [5, 8]) func anyThreadsAnyBatchAnySplit(shape: Shape, orientations: Int) throws {
    let signals = Signal<Float>.noise(batch: [7], shape: shape, seed: 11)
    for planner in [Planner.shared, try TestMKL.planner()] {
      let alone = try features(signals, threads: 1, orientations: orientations, planner)
      for threads in [2, 3, 4, 16] {
        #expect(try features(signals, threads: threads, orientations: orientations, planner) == alone)
      }
      let each = try (0..<7).flatMap { index in
        let part = signals.samples[(index * shape.count)..<((index + 1) * shape.count)]
        return try features(Signal(part, shape: shape), threads: 2, orientations: orientations, planner)
      }
      #expect(each == alone)
    }
  }

  @Test func batchAxesStayInFront() throws {
    let transform = try ScatteringTransform<Float>(shape: [16, 16], scales: 2)
    let signals = Signal<Float>.noise(batch: [2, 1, 3], shape: [16, 16], seed: 5)
    let features = transform(signals)
    #expect(features.dimensions == [2, 1, 3, 81, 4, 4])
    let flat = transform(Signal(signals.samples, batch: [6], shape: [16, 16]))
    #expect(features.samples == flat.samples)
    #expect(transform(Signal<Float>([], batch: [0], shape: [16, 16])).samples.isEmpty)
  }

  @Test func whatStoodInScratchDoesNotMatter() throws {
    let configuration = try ScatteringConfiguration(shape: [19, 24], scales: 3, orientations: 3)
    let transform = ScatteringTransform<Double>(
      configuration, parallel: Parallel(threads: 2), rigor: .estimate)
    let signals = Signal<Double>.noise(batch: [3], shape: configuration.shape, seed: 2)
    let expected = transform(signals).samples
    let workspace = transform.makeWorkspace()
    workspace.poison()
    let out = AlignedBuffer<Double>(uninitialized: expected.count)
    out.mutableElements.update(repeating: .nan)
    signals.withUnsafeSamples { transform.execute($0.baseAddress!, count: 3, into: out.base, workspace) }
    #expect(Array(out.elements) == expected)
  }

  @Test func callersMayShareOneTransform() throws {
    let transform = try ScatteringTransform<Float>(shape: [32, 32], scales: 2)
    let signals = (0..<8).map { Signal<Float>.noise(batch: [3], shape: [32, 32], seed: UInt64($0)) }
    let alone = signals.map { transform($0).samples }
    Parallel(threads: 8).forEach(32) { _, call in
      #expect(transform(signals[call % 8]).samples == alone[call % 8])
    }
  }

  /// Large grids are transformed in place, in fewer buffers; the numbers are those of the small way.
  @Test func inPlaceAndOutOfPlaceAgree() throws {
    for (rows, prefersInPlace) in [(2016, false), (2112, true)] {
      let configuration = try ScatteringConfiguration(
        shape: Shape([rows, 2016]), scales: 5, orientations: 2, padding: .periodic)
      let transform = ScatteringTransform<Float>(configuration, rigor: .estimate)
      #expect(transform.isInPlace == prefersInPlace)
      // A periodic image is the tile repeated, so its features are those of the tile.
      let tile = Signal<Float>.noise(shape: [96, 96], seed: 9)
      let samples = tile.samples
      let image = (0..<rows).flatMap { y in (0..<2016).map { x in samples[y % 96 * 96 + x % 96] } }
      let small = ScatteringTransform<Float>(
        try ScatteringConfiguration(shape: [96, 96], scales: 5, orientations: 2, padding: .periodic),
        rigor: .estimate)
      let (whole, part) = (transform(Signal(image, shape: configuration.shape)), small(tile))
      for path in transform.paths.indices {
        let corner = (0..<3).flatMap { row in Array(whole.samples(path: path)[(row * 63)..<(row * 63 + 3)]) }
        #expect(relativeDistance(corner, part.samples(path: path)) < 1e-5)
      }
    }
  }
}
