import Arrays

/// The groups of frequencies that one decimation folds together, and in each those that still matter: on which filters of this decimation
/// or of a coarser one are not negligible.
///
/// Decimations are nested, so a group consists of groups of the next finer decimation, its parts. Groups are numbered as the
/// frequencies of the decimated grid.
final class FrequencyGroups: Sendable {
  /// The number of groups.
  let count: Int
  /// For each group the first of its members in `members`, and their number at the end.
  let starts: [Int]
  /// For each group the number of members that no coarser filter touches, the closed ones; they are its first.
  let closedCounts: [Int32]
  /// Frequencies of the whole grid, group by group.
  let members: [Int32]
  /// For each member its position among those of the coarser group that holds it; -1 for closed ones.
  let positions: [Int32]
  /// For each group the first entry of its upper triangle among those of all groups, and their number at the end.
  let triangles: [Int]
  /// For each group the number of its first part.
  let firstParts: [Int32]
  /// The distances from the first part of a group to each, in the numbering of the finer groups.
  let partOffsets: [Int]

  /// - Parameters:
  ///   - shape: The whole grid.
  ///   - decimation: One factor an axis.
  ///   - finer: The next finer decimation, which divides it.
  ///   - coarser: The groups of the next coarser decimation, if any.
  ///   - level: The number of this decimation, 1 for the finest.
  ///   - levels: By frequency the number of the coarsest decimation whose filters are not negligible on it.
  init(
    _ shape: Shape, decimation: [Int], finer: [Int], coarser: FrequencyGroups?, level: UInt8, levels: [UInt8]
  ) {
    let grid = shape.divided(by: decimation)
    let parts = shape.divided(by: finer)
    let aliases = shape.offsets(of: decimation, step: grid)
    var (starts, triangles, members) = ([0], [0], [Int32]())
    var (closedCounts, firstParts) = ([Int32](), [Int32]())
    for group in 0..<grid.count {
      let indices = grid.indices(of: group)
      let first = shape.offset(of: indices)
      for alias in aliases where levels[first + alias] == level { members.append(Int32(first + alias)) }
      closedCounts.append(Int32(members.count - starts[group]))
      for alias in aliases where levels[first + alias] > level { members.append(Int32(first + alias)) }
      let count = members.count - starts[group]
      starts.append(members.count)
      triangles.append(triangles[group] + count * (count + 1) / 2)
      firstParts.append(Int32(parts.offset(of: indices)))
    }
    count = grid.count
    (self.starts, self.triangles, self.members) = (starts, triangles, members)
    (self.closedCounts, self.firstParts) = (closedCounts, firstParts)
    partOffsets = parts.offsets(of: zip(decimation, finer).map { $0 / $1 }, step: grid)
    positions = coarser?.positions(of: members, among: shape.count) ?? members.map { _ in -1 }
  }

  /// The number of a group's members.
  func memberCount(of group: Int) -> Int { starts[group + 1] - starts[group] }

  /// The number of a group's members that coarser filters touch.
  func openCount(of group: Int) -> Int { memberCount(of: group) - Int(closedCounts[group]) }

  /// The largest number of members of a group.
  var largestCount: Int { (0..<count).map(memberCount).max()! }

  /// The positions of some frequencies in their groups; -1 for those that are no members.
  private func positions(of frequencies: [Int32], among count: Int) -> [Int32] {
    var table = [Int32](repeating: -1, count: count)
    for group in 0..<self.count {
      for index in starts[group]..<starts[group + 1] {
        table[Int(members[index])] = Int32(index - starts[group])
      }
    }
    return frequencies.map { table[Int($0)] }
  }
}

extension FrequencyGroups {
  /// A family's Gram matrices among the members of each group, as upper triangles, row by row.
  /// - Parameter folding: What the family itself folds, where that is less than all of a group; the rest is zero.
  func gram(of rows: FamilyRows, folding: Residues?, _ parallel: Parallel) -> AlignedBuffer<Double> {
    let gram = AlignedBuffer<Double>(uninitialized: triangles.last!)
    let (largest, length) = (largestCount, rows.rowCount)
    parallel.forEachChunk(of: count, size: max(1, 4096 / max(largest, 1))) { groups in
      let values = AlignedBuffer<Double>(uninitialized: largest * length)
      for group in groups {
        let count = memberCount(of: group)
        for index in 0..<count {
          rows.write(at: Int(members[starts[group] + index]), to: values.base + index * length)
        }
        var out = gram.base + triangles[group]
        for row in 0..<count {
          for column in row..<count {
            let isFolded = folding.map { $0[member(row, of: group)] == $0[member(column, of: group)] } ?? true
            out.pointee =
              isFolded ? product(values.base + row * length, values.base + column * length, length) : 0
            out += 1
          }
        }
      }
    }
    return gram
  }

  private func member(_ index: Int, of group: Int) -> Int { Int(members[starts[group] + index]) }
}

private func product(_ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ count: Int) -> Double {
  var sum = 0.0
  for index in 0..<count { sum += a[index] * b[index] }
  return sum
}

extension Shape {
  /// The offsets of the first `counts` multiples of a step along each axis.
  fileprivate func offsets(of counts: [Int], step: Shape) -> [Int] {
    let all = Shape(unchecked: counts)
    return (0..<all.count).map { index in
      offset(of: zip(all.indices(of: index), step.dimensions).map { $0 * $1 })
    }
  }
}
