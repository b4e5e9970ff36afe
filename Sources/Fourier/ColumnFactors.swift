import CKernels

/// The factors of a length in the order in which `ColumnSteps` takes them, and how each is transformed.
package struct ColumnFactors: Equatable {
  package enum Factor: Equatable {
    /// In registers.
    case small(Int)
    /// By a product with the matrix of an odd prime's transform.
    case product(Int)
    /// A prime by a circular convolution of another length (Rader 1968).
    case convolution(Int, length: Int)

    package var radix: Int {
      switch self {
      case .small(let radix), .product(let radix), .convolution(let radix, _): radix
      }
    }
  }

  package let factors: [Factor]
  /// About how many operations on vectors a row of samples costs: what ways are compared by.
  package let cost: Double

  package var length: Int { factors.reduce(1) { $0 * $1.radix } }

  /// The longest columns, and the largest prime: their scratch memory is on the stack.
  package static var longest: Int { 8192 }
  static var largestPrime: Int { 1021 }

  /// The factors of a length from 2 on, or nil where it or a prime factor is too large.
  package init?(of length: Int) {
    guard 2...Self.longest ~= length else { return nil }
    self.init(length, primes: Self.prime)
  }

  /// The factors of a length inside a convolution, none of them a convolution; nil where a prime factor is too large.
  init?(inner length: Int) {
    self.init(length) { $0 <= Self.largestInnerPrime ? Self.product($0) : nil }
  }

  /// - Parameter prime: How a prime from 7 on is transformed, and at what cost.
  private init?(_ length: Int, primes prime: (Int) -> (Factor, cost: Double)?) {
    let smooth = Self.smoothPart(of: length)
    var (rest, first, cost): (Int, [Factor], Double) = (length / smooth, [], 0)
    var candidate = 7
    while rest > 1 {
      if candidate * candidate > rest { candidate = rest }
      while rest.isMultiple(of: candidate) {
        guard let way = prime(candidate) else { return nil }
        first.append(way.0)
        cost += way.cost + Self.passCost
        rest /= candidate
      }
      candidate += 2
    }
    let small = Self.small(smooth)
    factors = first.reversed() + small.radices.map { .small($0) }
    self.cost = cost + small.cost
  }

  /// The largest divisor with factors 2, 3 and 5.
  private static func smoothPart(of length: Int) -> Int {
    var rest = length
    for small in [2, 3, 5] { while rest.isMultiple(of: small) { rest /= small } }
    return length / rest
  }

  /// The nearest length with factors 2, 3 and 5, the larger of two: what other lengths are measured by.
  package static func nearestSmoothLength(to length: Int) -> Int {
    func isSmooth(_ length: Int) -> Bool { length > 0 && smoothPart(of: length) == length }
    let distance = (0...).first { isSmooth(length + $0) || isSmooth(length - $0) }!
    return isSmooth(length + distance) ? length + distance : length - distance
  }

  /// Loads, stores and twiddles of a step.
  private static var passCost: Double { 6 }
  /// Additions and products, fused where they can be.
  private static let smallCosts = [(12, 8.7), (8, 7.0), (6, 6.7), (5, 7.2), (4, 4.0), (3, 4.7), (2, 2.0)]

  /// The cheapest radices of a length without primes from 7 on, ascending: the last step has no twiddles, so there the large ones are
  /// cheaper.
  private static func small(_ length: Int, upTo largest: Int = 12) -> (radices: [Int], cost: Double) {
    if length == 1 { return ([], 0) }
    var best: (radices: [Int], cost: Double) = ([], .infinity)
    for (radix, cost) in smallCosts where radix <= largest && length.isMultiple(of: radix) {
      let rest = small(length / radix, upTo: radix)
      let total = rest.cost + cost + passCost
      if total < best.cost { best = (rest.radices + [radix], total) }
    }
    return best
  }

  /// By a product: every output is half as many real products with sums or differences of samples as the prime has; they are read from
  /// memory, so a product costs more than an operation in registers.
  private static func product(_ prime: Int) -> (Factor, cost: Double) {
    (.product(prime), 1.6 * Double(prime))
  }

  private static func prime(_ prime: Int) -> (Factor, cost: Double)? {
    guard prime <= largestPrime else { return nil }
    let product = product(prime)
    // The kernel has a period of one less than the prime; longer ones hold it twice but for one sample.
    let lengths = [prime - 1] + Array(2 * prime - 3...5 * prime / 2)
    let convolutions = lengths.compactMap { length in
      ColumnFactors(inner: length).map {
        (
          Factor.convolution(prime, length: length),
          cost: 2 * $0.cost * Double(length) / Double(prime) + convolutionCost
        )
      }
    }
    let convolution = convolutions.min { $0.cost < $1.cost }
    guard let convolution else { return prime <= largestProduct ? product : nil }
    return convolution.cost < product.cost ? convolution : product
  }

  /// The largest prime factor that the transforms inside a convolution may have.
  private static var largestInnerPrime: Int { 61 }
  private static var largestProduct: Int { Int(CKERNELS_LARGEST_PRODUCT) }
  /// Two permutations, and the product of spectra.
  private static var convolutionCost: Double { 14 }
}
