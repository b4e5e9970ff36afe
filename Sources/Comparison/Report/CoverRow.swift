/// How many balls cover images, and how many cover all their shifts (Sokolic, Giryes, Sapiro and Rodrigues 2017, on invariance).
///
/// Every count is of balls around points of the set that is covered: the greedy cover is above the smallest one, the packing
/// below it.
public struct CoverRow: Codable, Hashable, Sendable {
  public var representation: String
  public var imageCount: Int
  /// T, the shifts of each image.
  public var shiftCount: Int
  /// The radius as a share of the median distance of two images in this representation.
  public var radius: Double
  /// Of the images as they stand.
  public var imageCover: Int
  public var imagePacking: Int
  /// Of all shifts of all images.
  public var orbitCover: Int
  public var orbitPacking: Int
  /// Of the images up to shifts, by the distance to the nearest shift; nil where shifts do not keep distances.
  public var quotientCover: Int?
  public var quotientPacking: Int?

  public init(
    representation: String, imageCount: Int, shiftCount: Int, radius: Double, imageCover: Int,
    imagePacking: Int, orbitCover: Int, orbitPacking: Int, quotientCover: Int?, quotientPacking: Int?
  ) {
    (self.representation, self.imageCount, self.shiftCount) = (representation, imageCount, shiftCount)
    (self.radius, self.imageCover, self.imagePacking) = (radius, imageCover, imagePacking)
    (self.orbitCover, self.orbitPacking) = (orbitCover, orbitPacking)
    (self.quotientCover, self.quotientPacking) = (quotientCover, quotientPacking)
  }
}
