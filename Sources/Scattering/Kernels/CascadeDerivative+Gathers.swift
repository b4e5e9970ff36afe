import Arrays
import ComplexModule
import Fourier

/// The adjoints of what a `GatherStage` does.
struct GatherAdjoint<Sample: ScatteringScalar>: @unchecked Sendable {
  /// For each gather the adjoint of its transform along the path axis.
  let backward: UnsafeBufferPointer<ColumnTransform<Sample>>
  /// For each level the adjoint of its transform along the path axis.
  let forward: UnsafeBufferPointer<ColumnTransform<Sample>>
  /// For each level the transposed matrices of its average, none where a reader replaces it.
  let transposed: UnsafeBufferPointer<UnsafeBufferPointer<BandedMatrix<Sample>>>

  init(
    _ stage: GatherStage<Sample>, designer: LowPassDesigner<Sample>, planner: Planner, rigor: Rigor,
    in arena: Arena
  ) {
    func transform(_ kind: Recipe.Kind, _ rows: Int, _ columns: Int) -> ColumnTransform<Sample> {
      ColumnTransform(kind, length: rows, columns: columns, rigor: rigor, planner: planner, in: arena)
    }
    backward = arena.store(stage.matrices.map { transform(.backward, $0.rows, $0.columns) })
    forward = arena.store(stage.levels.map { transform(.forward, $0.rows, $0.columns) })
    transposed = arena.store(
      zip(stage.levels, stage.levelKeys).map { level, key in
        level.reader == nil
          ? designer.transposedMatrices(reading: key.reading, level: key.level, pathLevel: key.pathLevel)
          : UnsafeBufferPointer(start: nil, count: 0)
      })
  }
}

/// Products with the Jacobian of what filters across paths, and with its transpose.
extension CascadeDerivative {
  /// Writes the tangents of the features behind one gather, after all branches.
  /// - Parameter gathered: The rows of signals and of tangents, which are overwritten.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func pushGather(
    _ index: Int, gathered: (Complexes, Complexes), into features: UnsafeMutablePointer<Sample>,
    _ workspace: borrowing Workspace<Sample>
  ) {
    let stage = cascade.gathers!
    let matrix = stage.matrices[index]
    let (signals, tangents) = (gathered.0 + matrix.start, gathered.1 + matrix.start)
    matrix.forward.execute(signals)
    matrix.forward.execute(tangents)
    let (first, second) = (workspace[layout.gatherMatrix(0)], workspace[layout.gatherMatrix(1)])
    let changes = (workspace[layout.gatherMatrix(2)], workspace[layout.gatherMatrix(3)])
    let change = workspace[layout.gatherMatrix(4)]
    let scratch = (workspace[layout.product], workspace[layout.averaged])
    for index in matrix.nodes {
      let node = stage.nodes[index]
      let (level, isPair) = (stage.levels[node.level], node.second != nil)
      stage.filter(node, signals, into: (first, second))
      stage.filter(node, tangents, into: changes)
      Sample.modulusPushforward(
        first, isPair ? second : first,
        along: (UnsafePointer(changes.0), UnsafePointer(isPair ? changes.1 : changes.0)), count: level.count,
        into: change)
      guard let reader = level.reader else {
        stage.read(node, change, into: features, scratch)
        continue
      }
      Sample.modulus(first, isPair ? second : first, count: level.count, into: first)
      reader.pushforward(
        first, along: change, into: features + node.first.feature, node.second.map { features + $0.feature })
    }
  }

  /// Computes the rows of gathers that one branch makes, on the way down.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func gatherBranch(
    _ index: Int, spectrum: Complexes, into gathered: Complexes, _ workspace: borrowing Workspace<Sample>
  ) {
    gather(cascade.nodes[index], parents: (spectrum, spectrum), into: gathered, workspace)
  }

  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  private func gather(
    _ node: ScheduledNode, parents: (Complexes, Complexes), into gathered: Complexes,
    _ workspace: borrowing Workspace<Sample>
  ) {
    guard !node.isLeaf else { return }
    filterAgain(node, parents, workspace)
    let spectra = spectraOfModuli(node, workspace)
    for row in node.rows {
      cascade.filter(
        cascade.rows[row], spectra, over: workspace[layout.gatherMatrix(1)],
        workspace[layout.gatherMatrix(0)], into: gathered)
    }
    for child in node.children { gather(cascade.nodes[child], parents: spectra, into: gathered, workspace) }
  }

  /// Computes the cotangents of one gather's rows from those of the features behind it.
  /// - Parameters:
  ///   - gathered: The rows, which are overwritten.
  ///   - change: Zero, where the cotangents go.
  @_specialize(where Sample == Float)
  @_specialize(where Sample == Double)
  func pullGather(
    _ index: Int, gathered: Complexes, scale: SignalScale<Sample>, of cotangents: UnsafePointer<Sample>,
    into change: Complexes, _ workspace: borrowing Workspace<Sample>
  ) {
    let (stage, adjoint) = (cascade.gathers!, gathers!)
    let matrix = stage.matrices[index]
    let (signals, sum) = (gathered + matrix.start, change + matrix.start)
    matrix.forward.execute(signals)
    let (first, second) = (workspace[layout.gatherMatrix(0)], workspace[layout.gatherMatrix(1)])
    for index in matrix.nodes {
      let node = stage.nodes[index]
      let level = stage.levels[node.level]
      stage.filter(node, signals, into: (first, second))
      if node.second == nil { second.update(from: first, count: level.count) }
      let moduli = pullRead(node, (first, second), scale, cotangents, workspace)
      Sample.modulusPullback(first, second, count: level.count, cotangents: moduli)
      adjoint.forward[node.level].execute(first)
      node.first.filter.multiplyAdjoint(first, columns: level.columns, into: sum)
      guard let member = node.second else { continue }
      adjoint.forward[node.level].execute(second)
      member.filter.multiplyAdjoint(second, columns: level.columns, into: sum)
    }
    adjoint.backward[index].execute(sum)
  }

  /// The cotangents of a node's moduli, of what is read off them.
  /// - Returns: Pairs, in one of the worker's matrices.
  private func pullRead(
    _ node: GatherStage<Sample>.Node, _ signals: (Complexes, Complexes), _ scale: SignalScale<Sample>,
    _ cotangents: UnsafePointer<Sample>, _ workspace: borrowing Workspace<Sample>
  ) -> Complexes {
    let level = cascade.gathers!.levels[node.level]
    let (first, second) = (cotangents + node.first.feature, node.second.map { cotangents + $0.feature })
    let (change, moduli) = (workspace[layout.gatherMatrix(2)], workspace[layout.gatherMatrix(3)])
    guard let reader = level.reader else {
      averageAdjoint(
        first, second, gathers!.transposed[node.level], into: change,
        (workspace[layout.product], workspace[layout.averaged]))
      return change
    }
    change.update(repeating: 0, count: level.count)
    Sample.modulus(signals.0, signals.1, count: level.count, into: moduli)
    reader.pullback(moduli, of: first, second, gains: scale.slopeGain, into: change)
    return change
  }

  /// Adds the cotangent of a row of a gather to that of the spectrum it was filtered from.
  func accumulate(
    _ row: ScheduledRow, of gathered: Complexes, into sums: (Complexes, Complexes),
    _ workspace: borrowing Workspace<Sample>
  ) {
    let level = cascade.levels[row.level]
    let (change, other) = (workspace[layout.gatherMatrix(0)], workspace[layout.gatherMatrix(1)])
    change.update(from: gathered + row.start, count: level.count)
    Sample.multiplyAdjoint(
      level.forward.execute(change, over: other), by: cascade.filters[row.product],
      into: row.parent == 0 ? sums.0 : sums.1)
  }
}
