/// The name of a feature: the wavelets that its signal passed on the way to the average, outermost last.
public struct ScatteringPath: Hashable, Codable, Sendable {
  /// One wavelet of a path.
  public struct Step: Hashable, Codable, Sendable {
    /// The scale j: the wavelet is dilated by 2^j.
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

  /// The wavelet across paths, along the axis of the bands that the last of `steps` may follow; nil where nothing filters across paths.
  public let acrossPaths: Step?

  /// The number of moduli taken.
  public var order: Int { steps.count + (acrossPaths == nil ? 0 : 1) }

  package init(steps: [Step], acrossPaths: Step? = nil) {
    (self.steps, self.acrossPaths) = (steps, acrossPaths)
  }
}

extension ScatteringPath: CustomStringConvertible {
  /// The name as text, such as `S0`, `S1 j0 l3`, `S2 j0 l3 j1 l5`: order, then scale and orientation index of each wavelet; `S2 j1 l5 across paths j0 l1` where the
  /// last acts across paths.
  public var description: String {
    let own = (["S\(order)"] + steps.map(\.description)).joined(separator: " ")
    return acrossPaths.map { "\(own) across paths \($0)" } ?? own
  }
}

extension ScatteringPath.Step: CustomStringConvertible {
  /// The wavelet as text, such as `j0 l3`: scale and orientation index.
  public var description: String { "j\(scale) l\(orientation)" }
}
