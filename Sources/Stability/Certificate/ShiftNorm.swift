import ComplexModule

extension GridCascade {
  /// t of a translation: the norm of `Phi (L_c - 1)` with decimation to the features, exact but for the raise of 1e-9:
  ///
  ///     max over cosets of (sum over the frequencies k that fold together of |phi(k) (e^(-i k.c) - 1)|^2)^1/2.
  ///
  /// Each coset is one row of a matrix; its norm is its length. Cropping does not make it larger.
  func averageNorm(of shift: GridShift) -> Double {
    let lowPass = bank.lowPassResponse()
    let kept = plan.grid.mapAxes { $0 >> plan.outputLevel }
    var sums = [Double](repeating: 0, count: kept.count)
    for row in 0..<plan.grid[0] {
      for column in 0..<plan.grid[1] {
        let index = row * plan.grid[1] + column
        let change = shift.factors[index] - 1
        let size = change.real * change.real + change.imaginary * change.imaginary
        sums[row % kept[0] * kept[1] + column % kept[1]] += size * lowPass[index] * lowPass[index]
      }
    }
    return sums.max()!.squareRoot() * (1 + 1e-9)
  }
}
