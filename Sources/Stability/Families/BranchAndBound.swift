/// The largest value of a function over a region, enclosed: cells of the region are cut until none can hold a value much beyond the
/// largest one found (Land and Doig 1960).
struct BranchAndBound<Cell> {
  /// The cells that are appraised together.
  let batch: Int
  /// No more cells are cut once so many were appraised; the bound then holds all the same.
  let limit: Int
  /// A value beyond which none is looked for.
  var enough = Double.infinity

  /// A cell's value at one of its members, and a bound of the values of all its members.
  struct Appraisal {
    let value, bound: Double
  }

  /// What was found.
  struct Outcome {
    /// The largest value, and the cell whose member has it; nil where none beats the value that the search began with.
    var value: Double
    var cell: Cell?
    /// A bound of all values of the region.
    var bound: Double
    /// The number of cells that were appraised.
    var count: Int
  }

  /// Cuts until every cell's bound is at most `threshold` of the largest value found.
  ///
  /// - Parameters:
  ///   - cells: They make up the region.
  ///   - value: A value that is known to be taken somewhere in the region.
  ///   - threshold: Growing with its argument, and above it.
  ///   - appraise: One appraisal a cell.
  ///   - divide: Cells that make up a cell, to be about so many times smaller each.
  func maximize(
    _ cells: [Cell], from value: Double, threshold: (Double) -> Double,
    appraise: ([Cell]) throws -> [Appraisal], divide: (_ cell: Cell, _ ratio: Double) -> [Cell]
  ) rethrows -> Outcome {
    var outcome = Outcome(value: value, cell: nil, bound: value, count: 0)
    var waiting = cells
    var open: [(cell: Cell, appraisal: Appraisal)] = []
    while true {
      for chunk in waiting.indices.chunks(of: batch) {
        let appraisals = try appraise(Array(waiting[chunk]))
        outcome.count += chunk.count
        for (cell, appraisal) in zip(waiting[chunk], appraisals) {
          if appraisal.value > outcome.value { (outcome.value, outcome.cell) = (appraisal.value, cell) }
          open.append((cell, appraisal))
        }
      }
      let limit = threshold(outcome.value)
      open.removeAll { _, appraisal in
        let isClosed = appraisal.bound <= limit
        if isClosed { outcome.bound = max(outcome.bound, appraisal.bound) }
        return isClosed
      }
      if open.isEmpty || outcome.count >= self.limit || outcome.value >= enough { break }
      open.sort { $0.appraisal.bound > $1.appraisal.bound }
      waiting = open.prefix(batch).flatMap { cell, appraisal in
        divide(cell, (appraisal.bound - appraisal.value) / (limit - appraisal.value))
      }
      open.removeFirst(min(batch, open.count))
    }
    outcome.bound = open.reduce(max(outcome.bound, outcome.value)) { max($0, $1.appraisal.bound) }
    return outcome
  }
}
