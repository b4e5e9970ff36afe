import Scattering

/// Whether images can take part in an experiment.
struct ImageCheck {
  let images: Signal<Double>
  let names: [String]

  func check() throws(StabilityError) {
    guard images.batchCount >= 2 else { throw .tooFewImages(images.batchCount) }
    guard names.count == images.batchCount else {
      throw .mismatchedNames(found: names.count, expected: images.batchCount)
    }
    for (index, name) in names.enumerated() { try Self.check(images, index, name) }
  }

  /// One image: finite, and not the same everywhere.
  static func check(_ images: Signal<Double>, _ index: Int, _ name: String) throws(StabilityError) {
    let samples = UnsafeBufferPointer(start: images.samples(of: index), count: images.shape.count)
    guard samples.allSatisfy(\.isFinite) else { throw .nonFiniteImage(name) }
    guard samples.contains(where: { $0 != samples[0] }) else { throw .constantImage(name) }
  }
}
