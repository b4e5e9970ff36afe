import Arrays

/// The operator `sum over families f of weight(f) W_f* W_f` of a layer, and whether a shift of it is positive definite, block by block.
struct WeightedFrame: Sendable {
  let frame: LayerFrame
  /// By family; all of one sign.
  let weights: [Double]
  /// By frequency: the weighted diagonal of the families without decimation.
  let diagonal: [Double]
  /// By level the families that have a weight.
  private let familiesOfLevel: [[Int]]

  init(_ frame: LayerFrame, weights: [Double]) {
    (self.frame, self.weights) = (frame, weights)
    let active = weights.indices.filter { weights[$0] != 0 }
    var diagonal = [Double](repeating: 0, count: frame.count)
    for family in active where frame.levelOfFamily[family] == 0 {
      let gram = frame.grams[family]
      for index in diagonal.indices { diagonal[index] += weights[family] * gram.base[index] }
    }
    self.diagonal = diagonal
    familiesOfLevel = frame.levels.indices.map { level in
      active.filter { frame.levelOfFamily[$0] == level + 1 }
    }
  }

  /// The largest entry of the operator's diagonal.
  var largestDiagonal: Double {
    var total = diagonal
    for (level, groups) in frame.levels.enumerated() {
      for family in familiesOfLevel[level] {
        for group in 0..<groups.count {
          var value = frame.grams[family].base + groups.triangles[group]
          let count = groups.memberCount(of: group)
          for index in 0..<count {
            total[Int(groups.members[groups.starts[group] + index])] += weights[family] * value.pointee
            value += count - index
          }
        }
      }
    }
    return total.max()!
  }

  /// Whether `shift - sum` is positive definite on a block, by Cholesky's method.
  ///
  /// Frequencies are eliminated group by group, from the finest decimation to the coarsest (the multifrontal method of Duff and Reid
  /// 1983, along the tree of groups): the closed members of a group, on which no coarser filter acts, are eliminated from the matrix of
  /// the group alone, and what that leaves of its open members is added to the matrix of the coarser group.
  /// All matrices are small and dense.
  func isPositive(_ block: Int, shift: Double, _ memory: AlignedBuffer<Double>) -> Bool {
    eliminate(block, level: frame.levels.count - 1, shift: shift, memory.base)
  }

  /// Eliminates the closed members of a group and of all its parts.
  /// - Parameter out: Receives the upper triangle of what is left of the open members; scratch follows it.
  /// - Returns: Whether all pivots were positive.
  private func eliminate(_ group: Int, level: Int, shift: Double, _ out: UnsafeMutablePointer<Double>) -> Bool
  {
    let groups = frame.levels[level]
    let count = groups.memberCount(of: group)
    var front = out
    if level > 0 {
      for offset in groups.partOffsets {
        let part = Int(groups.firstParts[group]) + offset
        guard eliminate(part, level: level - 1, shift: shift, front) else { return false }
        front += triangle(frame.levels[level - 1].openCount(of: part))
      }
    }
    guard count > 0 else { return true }
    front.update(repeating: 0, count: count * count)
    if level > 0 {
      gather(groups, group, frame.levels[level - 1], parts: out, front)
    } else {
      for index in 0..<count {
        front[index * (count + 1)] = shift - diagonal[Int(groups.members[groups.starts[group] + index])]
      }
    }
    subtractGrams(groups, group, level, front)
    let closed = Int(groups.closedCounts[group])
    guard eliminateFirst(closed, of: count, front) else { return false }
    pack(from: closed, of: count, front, to: out)
    return true
  }

  /// Adds what is left of a group's parts to the group's matrix.
  private func gather(
    _ groups: FrequencyGroups, _ group: Int, _ finer: FrequencyGroups, parts: UnsafePointer<Double>,
    _ front: UnsafeMutablePointer<Double>
  ) {
    let count = groups.memberCount(of: group)
    var value = parts
    for offset in groups.partOffsets {
      let part = Int(groups.firstParts[group]) + offset
      let open = (finer.starts[part] + Int(finer.closedCounts[part]))..<finer.starts[part + 1]
      for first in open {
        let row = Int(finer.positions[first])
        for second in first..<open.upperBound {
          let column = Int(finer.positions[second])
          front[min(row, column) * count + max(row, column)] = value.pointee
          value += 1
        }
      }
    }
  }

  private func subtractGrams(
    _ groups: FrequencyGroups, _ group: Int, _ level: Int, _ front: UnsafeMutablePointer<Double>
  ) {
    let count = groups.memberCount(of: group)
    for family in familiesOfLevel[level] {
      var value = frame.grams[family].base + groups.triangles[group]
      let weight = weights[family]
      for row in 0..<count {
        for column in row..<count {
          front[row * count + column] -= weight * value.pointee
          value += 1
        }
      }
    }
  }

  /// The numbers that `isPositive` needs as scratch.
  var memorySize: Int {
    var (size, openTriangle) = (0, 0)
    for groups in frame.levels {
      let (largest, parts) = (groups.largestCount, groups.partOffsets.count)
      size = parts * openTriangle + max(largest * largest, size)
      openTriangle = triangle((0..<groups.count).map(groups.openCount).max()!)
    }
    return size + 1
  }
}

/// The entries of an upper triangle.
private func triangle(_ count: Int) -> Int { count * (count + 1) / 2 }

/// Eliminates the first variables of a symmetric matrix given by its upper triangle; false where a pivot is not positive.
private func eliminateFirst(_ pivots: Int, of count: Int, _ matrix: UnsafeMutablePointer<Double>) -> Bool {
  for pivot in 0..<pivots {
    let source = matrix + pivot * count
    guard source[pivot] > 0 else { return false }
    for row in (pivot + 1)..<max(count, pivot + 1) where source[row] != 0 {
      let factor = source[row] / source[pivot]
      let target = matrix + row * count
      for column in row..<count { target[column] -= factor * source[column] }
    }
  }
  return true
}

/// Moves the upper triangle of the last variables to memory that may begin before the matrix.
private func pack(
  from first: Int, of count: Int, _ matrix: UnsafePointer<Double>, to out: UnsafeMutablePointer<Double>
) {
  var out = out
  for row in first..<count {
    for column in row..<count {
      out.pointee = matrix[row * count + column]
      out += 1
    }
  }
}
