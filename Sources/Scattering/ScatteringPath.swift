/// The name of a feature: the wavelets that its signal passed on the way to the average, outermost last.
public struct ScatteringPath: Hashable, Codable, Sendable {
  /// One wavelet of a path.
  public struct Step: Hashable, Codable, Sendable {
    /// j: the wavelet is dilated by 2^j.
    public let scale: Int
    /// The index of the orientation, 0 to L - 1.
    public let orientation: Int
    /// The direction of the wave, in radians from the row axis (downwards) towards the column axis (rightwards).
    public let angle: Double
    /// The centre of the band along `angle`, in cycles a pixel.
    public let frequency: Double

    package init(scale: Int, orientation: Int, angle: Double, frequency: Double) {
      self.scale = scale
      self.orientation = orientation
      self.angle = angle
      self.frequency = frequency
    }
  }

  /// The wavelets in the order in which they act; none for the plain average.
  public let steps: [Step]

  /// The number of wavelets passed.
  public var order: Int { steps.count }

  package init(steps: [Step]) { self.steps = steps }
}

extension ScatteringPath: CustomStringConvertible {
  /// `S0`, `S1 j0 l3`, `S2 j0 l3 j1 l5`: order, then scale and orientation index of each wavelet.
  public var description: String { (["S\(order)"] + steps.map(\.description)).joined(separator: " ") }
}

extension ScatteringPath.Step: CustomStringConvertible {
  /// `j0 l3`: scale and orientation index.
  public var description: String { "j\(scale) l\(orientation)" }
}
