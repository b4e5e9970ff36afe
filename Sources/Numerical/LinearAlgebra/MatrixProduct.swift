/// `out = left right` for row-major matrices of `rows` x `inner` and `inner` x `columns`.
///
/// Four rows of `right` are added at a time, along contiguous rows, so that the loop vectorises.
package func multiply(
  _ left: UnsafePointer<Double>, _ right: UnsafePointer<Double>, rows: Int, inner: Int, columns: Int,
  into out: UnsafeMutablePointer<Double>
) {
  for row in 0..<rows {
    let (factors, target) = (left + row * inner, out + row * columns)
    target.update(repeating: 0, count: columns)
    var index = 0
    while index + 4 <= inner {
      let (a, b, c, d) = (factors[index], factors[index + 1], factors[index + 2], factors[index + 3])
      let (p, q) = (right + index * columns, right + (index + 1) * columns)
      let (r, s) = (right + (index + 2) * columns, right + (index + 3) * columns)
      for column in 0..<columns {
        target[column] += (a * p[column] + b * q[column]) + (c * r[column] + d * s[column])
      }
      index += 4
    }
    while index < inner {
      let (a, p) = (factors[index], right + index * columns)
      for column in 0..<columns { target[column] += a * p[column] }
      index += 1
    }
  }
}

/// Replaces one axis of a tensor: `[outer, from, inner]` becomes `[outer, to, inner]` by a matrix `[to, from]`, whose
/// transpose is given too.
package func contract(
  _ tensor: [Double], inner: Int, from: Int, to: Int, by matrix: [Double], transposed: [Double]
) -> [Double] {
  let outer = tensor.count / (from * inner)
  return [Double](unsafeUninitializedCapacity: outer * to * inner) { out, count in
    count = outer * to * inner
    let target = out.baseAddress!
    tensor.withUnsafeBufferPointer { tensor in
      let source = tensor.baseAddress!
      if inner == 1 {
        multiply(source, transposed, rows: outer, inner: from, columns: to, into: target)
      } else {
        for index in 0..<outer {
          multiply(
            matrix, source + index * from * inner, rows: to, inner: from, columns: inner,
            into: target + index * to * inner)
        }
      }
    }
  }
}
