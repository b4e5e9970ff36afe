/// Counts the elements of the batch that a writer has taken.
struct FeatureProgress {
  private let batchCount, blockLength: Int
  private(set) var taken = 0

  init(_ metadata: FeatureMetadata) {
    (batchCount, blockLength) = (metadata.batchCount, metadata.blockLength)
  }

  /// Takes samples of whole elements and returns which elements they are.
  mutating func take(_ sampleCount: Int) -> Range<Int> {
    let (count, rest) = sampleCount.quotientAndRemainder(dividingBy: blockLength)
    precondition(rest == 0, "\(sampleCount) samples are no whole elements of \(blockLength)")
    precondition(
      taken + count <= batchCount, "\(taken + count) elements appended to a batch of \(batchCount)")
    defer { taken += count }
    return taken..<(taken + count)
  }

  func checkComplete() {
    precondition(taken == batchCount, "finished after \(taken) elements of a batch of \(batchCount)")
  }
}
