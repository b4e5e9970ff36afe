import ComplexModule

/// Element by element.
func combined<A, B, C>(_ a: [A], _ b: [B], _ body: (A, B) -> C) -> [C] {
  precondition(a.count == b.count)
  return [C](unsafeUninitializedCapacity: a.count) { result, count in
    for index in a.indices { result.initializeElement(at: index, to: body(a[index], b[index])) }
    count = a.count
  }
}

func difference(_ a: [Double], _ b: [Double]) -> [Double] { combined(a, b, -) }

/// The sum of squares.
func energy(_ a: [Double]) -> Double {
  var sum = 0.0
  for value in a { sum += value * value }
  return sum
}

func moduli(_ a: [Complex<Double>]) -> [Double] {
  a.map { ($0.real * $0.real + $0.imaginary * $0.imaginary).squareRoot() }
}
