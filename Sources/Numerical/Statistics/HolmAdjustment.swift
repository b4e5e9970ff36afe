/// p-values adjusted for their number (Holm 1979): the probability that any of the true hypotheses is rejected is at most the level, whatever
/// the tests have in common.
/// - Returns: an adjusted value for each, in their order: the k-th smallest of m times m - k + 1, not below a smaller one's, at most 1.
package func holmAdjusted(_ values: [Double]) -> [Double] {
  var (adjusted, largest) = ([Double](repeating: 1, count: values.count), 0.0)
  for (rank, index) in values.indices.sorted(by: { values[$0] < values[$1] }).enumerated() {
    largest = max(largest, min(1, values[index] * Double(values.count - rank)))
    adjusted[index] = largest
  }
  return adjusted
}
