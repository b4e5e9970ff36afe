import Files
import Scattering

/// Images with a label each: what a data set is trained on, or tested on.
public struct DatasetPart: Sendable {
  public let inputs: InputSet
  /// One an image, each in `0..<classCount`.
  public let labels: [Int]
  public let classCount: Int
  /// What fixes the part: its files' digests, in order.
  public let digests: [String]

  public var count: Int { labels.count }

  /// All images in memory, 4 bytes a sample.
  ///
  /// - Throws: `FileError` as `InputSet.read` does.
  public func read() throws(FileError) -> LabelledSignals {
    LabelledSignals(try inputs.read(0..<inputs.count), labels: labels, classCount: classCount)
  }
}
