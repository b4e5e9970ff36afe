import Arrays

/// The bounds of a frame, `lower |x|^2 <= |W x|^2 <= upper |x|^2` for all real x, with W the filters of one layer.
public struct FrameBounds: Hashable, Codable, Sendable {
  /// A: the share of energy that is kept at least.
  public let lower: Double
  /// B: the factor by which energy grows at most; 1 and below makes the layer non-expansive.
  public let upper: Double
}

extension FilterBank {
  /// The Littlewood-Paley sum at each frequency, `[frequency...]` with index 0 for zero:
  /// `|phi(w)|^2 + 1/2 sum over bands of (|psi(w)|^2 + |psi(-w)|^2)`, the energy that real signals keep there.
  public func littlewoodPaleySum() -> [Double] {
    var sum = lowPassResponse().map { $0 * $0 }
    for band in bands {
      let response = response(of: band)
      for index in sum.indices {
        let (value, mirrored) = (response[index], response[mirroredIndex(of: index, in: grid)])
        sum[index] += (value * value + mirrored * mirrored) / 2
      }
    }
    return sum
  }

  /// A and B without decimation: the extremes of the Littlewood-Paley sum.
  public func frameBounds() -> FrameBounds {
    let sum = littlewoodPaleySum()
    return FrameBounds(lower: sum.min()!, upper: sum.max()!)
  }
}

/// The flat index of the opposite frequency.
func mirroredIndex(of index: Int, in shape: Shape) -> Int {
  var (remaining, mirrored, stride) = (index, 0, 1)
  for count in shape.dimensions.reversed() {
    mirrored += (count - remaining % count) % count * stride
    remaining /= count
    stride *= count
  }
  return mirrored
}
