/// An image under one deformation, to be looked at.
public struct DeformedPicture: Codable, Hashable, Sendable {
  /// The input's name.
  public var image: String
  /// nil for the image itself.
  public var kind: DeformationKind?
  public var amplitude: Double
  /// Whether the search found this deformation.
  public var isWorstCase: Bool
  /// Samples in row-major order, as they were.
  public var samples: [Float]
  public var rows, columns: Int
  /// For each representation, in the report's order, the distance as a share of the image's norm.
  public var distances: [Double]

  public init(
    image: String, kind: DeformationKind?, amplitude: Double, isWorstCase: Bool, samples: [Float], rows: Int,
    columns: Int, distances: [Double]
  ) {
    (self.image, self.kind, self.amplitude, self.isWorstCase) = (image, kind, amplitude, isWorstCase)
    (self.samples, self.rows, self.columns, self.distances) = (samples, rows, columns, distances)
  }
}
