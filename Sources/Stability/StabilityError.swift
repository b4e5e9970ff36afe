import Arrays
import Deformations

/// Why an experiment or a search cannot be made, or gave nothing that can be used.
public enum StabilityError: Error, RangeError, Equatable, Sendable {
  /// Fewer than two images where an interval over them is asked for.
  case tooFewImages(Int)
  /// Nothing of what there must be one at least.
  case none(String)
  /// A name or value that stands twice where results are told apart by it.
  case repeated(String)
  /// An image whose samples are all the same: it has no gradient, and no deformation changes it.
  case constantImage(String)
  /// Images of which none varies, by their number.
  case constantImages(Int)
  /// An image with a sample that is no number.
  case nonFiniteImage(String)
  /// A representation for another shape than the images'.
  case mismatchedShape(String, found: Shape, expected: Shape)
  /// Another number of names than of images.
  case mismatchedNames(found: Int, expected: Int)
  /// A kind that signals of this rank have not.
  case undefinedKind(DeformationKind, Shape)
  /// A kind whose worst case is only searched in images.
  case unsearchedKind(DeformationKind, Shape)
  /// A displacement, in pixels, beyond half of the image.
  case deformationTooLarge(Double, Shape)
  /// A setting that no experiment has.
  case outOfRange(String, found: String, expected: String)
  /// A classifier that gave too few classes, or too many.
  case wrongCount(String, found: Int, expected: Int)
  /// A derivative that holds something else than a number.
  case nonFiniteVector(String, index: Int, found: String)
}

extension StabilityError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .tooFewImages(let count): "images: found \(count), expected at least 2"
    case .none(let what): "\(what): found none, expected at least one"
    case .repeated(let what): "\(what): found twice, expected once"
    case .constantImage(let name):
      "\(name): found the same value everywhere, expected an image that varies: no deformation changes a constant"
    case .constantImages(let count):
      "images: found the same value everywhere in \(count == 1 ? "the only one" : "all \(count)"), expected one that varies: no "
        + "deformation changes a constant"
    case .nonFiniteImage(let name): "\(name): found infinity or NaN, expected finite samples"
    case .mismatchedShape(let name, let found, let expected):
      "\(name): found signals of \(found), expected \(expected)"
    case .mismatchedNames(let found, let expected): "names of images: found \(found), expected \(expected)"
    case .undefinedKind(let kind, let shape):
      "deformations: found \(kind.rawValue), expected a kind that signals of \(shape) have"
    case .unsearchedKind(let kind, let shape):
      "worst cases: found \(kind.rawValue) of signals of \(shape), expected images"
    case .deformationTooLarge(let amplitude, let shape):
      "amplitude: found \(amplitude) pixels, expected at most \(Self.largestAmplitude(shape)), half of the shortest side of "
        + "\(shape)"
    case .outOfRange(let name, let found, let expected): Self.text(name, found, expected)
    case .wrongCount(let name, let found, let expected):
      Self.text(name, "\(found) numbers", expected)
    case .nonFiniteVector(let name, let index, let found):
      Self.text(name, "\(found) as number \(index) of a vector", "finite numbers")
    }
  }
}

extension StabilityError {
  /// The largest sup|tau| that all kinds have: no dilation then turns the image inside out.
  static func largestAmplitude(_ shape: Shape) -> Double { Double(shape.dimensions.min()! - 1) / 2 }

  /// An amplitude that images of a shape can have.
  static func check(amplitude: Double, _ shape: Shape) throws(StabilityError) {
    guard amplitude.isFinite, amplitude > 0 else {
      throw .outOfRange("amplitude", found: "\(amplitude)", expected: "positive and finite, in pixels")
    }
    guard amplitude <= largestAmplitude(shape) else { throw .deformationTooLarge(amplitude, shape) }
  }
}
