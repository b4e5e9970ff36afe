/// One filter as arrays over the whole grid, row-major, each with index 0 as its origin.
public struct FilterPicture: Codable, Equatable, Sendable {
  /// The real frequency response; index 0 is frequency zero.
  public var response: [Double]
  /// The real part of the impulse response; index 0 is place zero.
  public var realPart: [Double]
  /// The imaginary part of the impulse response.
  public var imaginaryPart: [Double]

  public init(response: [Double], realPart: [Double], imaginaryPart: [Double]) {
    self.response = response
    self.realPart = realPart
    self.imaginaryPart = imaginaryPart
  }
}
