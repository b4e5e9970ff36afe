import Scattering

/// Where features go as they are computed, the elements of the flattened batch in order.
///
/// Memory does not grow with what is written. Dropped unfinished, cancelled or failed, a writer leaves no
/// file behind.
public protocol FeatureWriter<Sample>: AnyObject {
  associatedtype Sample: Scalar

  /// Appends `[k, path, space...]`, contiguous: the features of the next k elements of the batch.
  /// - Throws: `FileError.Kind.cannotWrite`, for instance where the disk is full; the writer is cancelled
  ///   then.
  /// - Precondition: the elements are whole and no more than the batch has left.
  func append(_ features: UnsafeBufferPointer<Sample>) throws(FileError)

  /// Makes the files appear under their names.
  /// - Precondition: every element of the batch was appended.
  func finish() throws(FileError)

  /// Removes what was written, unless it is finished.
  func cancel()
}
