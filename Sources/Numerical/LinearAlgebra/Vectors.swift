import ComplexModule

/// The inner product of two vectors, summed in order.
/// - Precondition: both have one length.
package func dot(_ a: [Double], _ b: [Double]) -> Double {
  var sum = 0.0
  for index in a.indices { sum += a[index] * b[index] }
  return sum
}

/// The inner product of two vectors as eight interleaved sums, which processors add side by side: some times as fast as in order.
/// - Precondition: both have one length.
package func interleavedDot(_ a: [Double], _ b: [Double]) -> Double {
  a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      var sums = SIMD8<Double>.zero
      let whole = a.count / 8 * 8
      for start in stride(from: 0, to: whole, by: 8) {
        for lane in 0..<8 { sums[lane] += a[start + lane] * b[start + lane] }
      }
      return (whole..<a.count).reduce(sums.sum()) { $0 + a[$1] * b[$1] }
    }
  }
}

/// The inner product of parts of vectors, summed in order.
/// - Precondition: both have one length.
package func dot(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
  var sum = 0.0
  for (x, y) in zip(a, b) { sum += x * y }
  return sum
}

/// The sum of squares, in order.
package func squaredNorm(_ a: [Double]) -> Double {
  var sum = 0.0
  for value in a { sum += value * value }
  return sum
}

/// The Euclidean norm of a vector.
package func norm(_ a: [Double]) -> Double { squaredNorm(a).squareRoot() }

/// The Euclidean norm of part of a vector.
package func norm(_ a: ArraySlice<Double>) -> Double { a.reduce(0) { $0 + $1 * $1 }.squareRoot() }

extension Array {
  /// One of `total` equal blocks of consecutive elements.
  /// - Precondition: the index is below `total`, which divides the number of elements.
  package func block(_ index: Int, of total: Int) -> ArraySlice<Element> {
    self[(index * count / total)..<((index + 1) * count / total)]
  }
}

/// A vector divided by its norm.
/// - Precondition: the vector is not zero, or the result is NaN.
package func normalised(_ a: [Double]) -> [Double] {
  let length = norm(a)
  return a.map { $0 / length }
}

/// A vector minus another; element by element.
/// - Precondition: both have one length.
package func difference(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> [Double] {
  precondition(a.count == b.count)
  return zip(a, b).map { $0 - $1 }
}

/// Subtracts a multiple of one vector from another, in place.
/// - Precondition: both have one length.
package func subtract(_ factor: Double, times a: [Double], from b: inout [Double]) {
  b.withUnsafeMutableBufferPointer { b in
    for index in a.indices { b[index] -= factor * a[index] }
  }
}

/// The Euclidean distance of two vectors of `count` numbers, summed in order.
package func distance(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int) -> Double {
  var sum = 0.0
  for index in 0..<count {
    let delta = a[index] - b[index]
    sum += delta * delta
  }
  return sum.squareRoot()
}

/// The Euclidean distance of two vectors of one length, summed in order.
package func distance(_ a: ArraySlice<Double>, _ b: ArraySlice<Double>) -> Double {
  precondition(a.count == b.count)
  return a.withUnsafeBufferPointer { a in
    b.withUnsafeBufferPointer { b in
      a.isEmpty ? 0 : distance(a.baseAddress!, b.baseAddress!, count: a.count)
    }
  }
}

/// The Euclidean distance of two vectors of `count` numbers, summed four lanes at a time: for many pairs of vectors.
package func lanewiseDistance(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, count: Int) -> Double {
  var sums = SIMD4<Double>.zero
  var index = 0
  while index + 4 <= count {
    let delta =
      SIMD4(a[index], a[index + 1], a[index + 2], a[index + 3])
      - SIMD4(b[index], b[index + 1], b[index + 2], b[index + 3])
    sums += delta * delta
    index += 4
  }
  var sum = sums.sum()
  while index < count {
    sum += (a[index] - b[index]) * (a[index] - b[index])
    index += 1
  }
  return sum.squareRoot()
}

/// What a function makes of the elements of two arrays, one by one.
/// - Precondition: both have one length.
package func combined<A, B, C>(_ a: [A], _ b: [B], _ body: (A, B) -> C) -> [C] {
  precondition(a.count == b.count)
  return [C](unsafeUninitializedCapacity: a.count) { result, count in
    for index in a.indices { result.initializeElement(at: index, to: body(a[index], b[index])) }
    count = a.count
  }
}

/// A vector minus another.
/// - Precondition: both have one length.
package func difference(_ a: [Double], _ b: [Double]) -> [Double] { combined(a, b, -) }

/// The moduli of complex numbers.
package func moduli(_ a: [Complex<Double>]) -> [Double] {
  a.map { ($0.real * $0.real + $0.imaginary * $0.imaginary).squareRoot() }
}
