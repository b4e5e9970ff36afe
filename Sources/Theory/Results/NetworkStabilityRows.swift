import Deformations
import Numerical

/// What one deformation does to one layer of one network, or to a representation that has none.
public struct LayerRow: Codable, Hashable, Sendable {
  /// The network's name, such as `CNN, trained`.
  public var network: String
  /// The layer's name, such as `convolution 1`; `all` for a representation without layers.
  public var layer: String
  /// The number of layers before this one.
  public var depth: Int
  public var kind: DeformationKind
  public var amplitude: Double
  /// The measures R_f, D_f and G_f of Petrini et al. (2021): see `StabilityRow`.
  public var relativeStability: Interval
  public var deformationSensitivity: Interval
  public var noiseSensitivity: Interval
  /// Distances relative to the image's norm: medians over the searched images of the random maximum, the worst case found
  /// through the network's own gradient, and the product bound times the distance of the images.
  public var randomMaximum: Double
  public var worstCase: Double?
  public var certificate: Double?
  /// Whether random maximum <= worst case <= certificate on every image.
  public var isOrdered: Bool

  public init(
    network: String, layer: String, depth: Int, kind: DeformationKind, amplitude: Double,
    relativeStability: Interval, deformationSensitivity: Interval, noiseSensitivity: Interval,
    randomMaximum: Double, worstCase: Double?, certificate: Double?, isOrdered: Bool
  ) {
    (self.network, self.layer, self.depth, self.kind) = (network, layer, depth, kind)
    (self.amplitude, self.relativeStability, self.deformationSensitivity, self.noiseSensitivity) = (
      amplitude, relativeStability, deformationSensitivity, noiseSensitivity
    )
    (self.randomMaximum, self.worstCase, self.certificate, self.isOrdered) = (
      randomMaximum, worstCase, certificate, isOrdered
    )
  }
}

/// The Lipschitz constant that is proven of one layer's output.
public struct LayerBound: Codable, Hashable, Sendable {
  public var network: String
  public var layer: String
  public var depth: Int
  /// The norm of this layer alone: the largest singular value, or 1 for what expands nothing.
  public var norm: Double
  /// The constant of everything up to this layer: the product.
  public var product: Double

  public init(network: String, layer: String, depth: Int, norm: Double, product: Double) {
    (self.network, self.layer, self.depth, self.norm) = (network, layer, depth, norm)
    self.product = product
  }
}

/// How often one method puts two shifts of an image into the same class (Zhang 2019).
public struct ConsistencyRow: Codable, Hashable, Sendable {
  /// The method's name.
  public var method: String
  /// The largest shift along each axis, pixels.
  public var largestShift: Int
  /// The share of pairs that agree.
  public var share: Interval

  public init(method: String, largestShift: Int, share: Interval) {
    (self.method, self.largestShift, self.share) = (method, largestShift, share)
  }

  /// The document's keys: `method` is written as `contestant`.
  private enum CodingKeys: String, CodingKey {
    case method = "contestant"
    case largestShift, share
  }
}

/// The accuracy of one method on deformed test images.
public struct DeformedAccuracyRow: Codable, Hashable, Sendable {
  /// The method's name.
  public var method: String
  public var kind: DeformationKind
  /// The amplitude in pixels; 0 for the images themselves.
  public var amplitude: Double
  /// The accuracy over the test images used, with its interval.
  public var accuracy: Interval
  /// The share of images proven to keep their right class under every deformation of this size; nil where nothing is proven.
  public var certified: Double?

  public init(
    method: String, kind: DeformationKind, amplitude: Double, accuracy: Interval, certified: Double?
  ) {
    (self.method, self.kind, self.amplitude, self.accuracy) = (method, kind, amplitude, accuracy)
    self.certified = certified
  }

  /// The document's keys: `method` is written as `contestant`.
  private enum CodingKeys: String, CodingKey {
    case method = "contestant"
    case kind, amplitude, accuracy, certified
  }
}

/// The share of test images whose class is proven under every deformation of a family: `certified <= worstAccuracy <= accuracy`.
public struct CertifiedFamilyRow: Codable, Hashable, Sendable {
  /// The method's name.
  public var method: String
  /// The kind of deformation: `rotation`, `translation` (along both axes at once) or `dilation`.
  public var kind: DeformationKind
  /// The size of the family: degrees either way, pixels along each axis, or the change of the zoom factor from 1.
  public var size: Double
  public var imageCount: Int
  /// The share that is right without deformation, and the share for which no member of the family was found that is wrong.
  public var accuracy, worstAccuracy: Double
  /// The share that is proven right under every member.
  public var certified: Double
  /// The number of deformations evaluated, mean over the images that are right without.
  public var evaluations: Double

  public init(
    method: String, kind: DeformationKind, size: Double, imageCount: Int, accuracy: Double,
    worstAccuracy: Double, certified: Double, evaluations: Double
  ) {
    (self.method, self.kind, self.size, self.imageCount) = (method, kind, size, imageCount)
    (self.accuracy, self.worstAccuracy, self.certified) = (accuracy, worstAccuracy, certified)
    self.evaluations = evaluations
  }

  /// The document's keys: `method` is written as `contestant`.
  private enum CodingKeys: String, CodingKey {
    case method = "contestant"
    case kind, size, imageCount, accuracy, worstAccuracy, certified, evaluations
  }
}
