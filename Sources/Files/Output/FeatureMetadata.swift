import Scattering

/// What every feature file says about itself.
public struct FeatureMetadata: Hashable, Sendable {
  /// The tool and its version, `swift-scattering 0.1.0`.
  public let toolVersion: String
  public let configuration: ScatteringConfiguration
  /// The type of the features: `float32` or `float64`.
  public let precision: SampleType
  /// The leading axes of the array; empty for a single signal.
  public let batch: [Int]
  /// The spatial axes of one path's features.
  public let outputShape: Shape
  /// Input samples from one feature sample to the next, along each axis.
  public let sampleSpacing: Int
  /// The name of each element of the flattened batch.
  public let inputs: [String]
  /// The name of each feature, in the order of the array.
  public let paths: [ScatteringPath]

  /// - Parameter precision: The type of the features.
  /// - Precondition: there is at least one path, and one name for each element of the batch.
  public init<Sample: Scalar>(
    toolVersion: String, configuration: ScatteringConfiguration, precision: Sample.Type, batch: [Int],
    outputShape: Shape, sampleSpacing: Int, inputs: [String], paths: [ScatteringPath]
  ) {
    self.toolVersion = toolVersion
    self.configuration = configuration
    self.precision = SampleType(rawValue: Sample.name)!
    self.batch = batch
    self.outputShape = outputShape
    self.sampleSpacing = sampleSpacing
    self.inputs = inputs
    self.paths = paths
    contradiction.map { preconditionFailure($0) }
  }

  /// The array's axes: `[batch..., path, space...]`.
  public var arrayShape: [Int] { batch + [paths.count] + outputShape.dimensions }

  /// The elements of the flattened batch.
  public var batchCount: Int { batch.reduce(1, *) }

  /// The features of one element of the batch: `[path, space...]`.
  public var blockLength: Int { paths.count * outputShape.count }

  /// What is at odds in the metadata, if anything.
  var contradiction: String? {
    guard !paths.isEmpty else { return "no path" }
    guard precision == .float32 || precision == .float64 else { return "the precision \(precision)" }
    guard arrayShape.allSatisfy({ $0 >= 0 }),
      (arrayShape + [precision.byteCount]).productIfRepresentable != nil
    else { return "an array of \(arrayShape)" }
    guard inputs.count == batchCount else {
      return "\(inputs.count) input names for a batch of \(batch)"
    }
    return nil
  }
}
