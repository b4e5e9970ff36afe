extension Cascade {
  /// All folded filters, made side by side. Their values carry the one normalisation of the transform: 1 / samples of
  /// the source grid, so that spectra need none.
  static func makeFilters(
    _ plan: ScatteringPlan, _ bank: FilterBank, _ arena: Arena, _ parallel: Parallel
  ) -> UnsafeBufferPointer<FoldedFilter<Sample>> {
    let filters = AlignedBuffer<FoldedFilter<Sample>>(uninitialized: plan.products.count)
    parallel.forEach(plan.products.count) { _, index in
      let product = plan.products[index]
      filters.base[index] = bank.folded(
        bank.bands[product.band], from: product.source, to: product.target,
        scale: 1 / Double(bank.grid(atLevel: product.source).count), in: arena, as: Sample.self)
    }
    arena.keep(filters)
    return filters.elements
  }

  /// - Parameter transform: The transform of a kind and grid, in place if that is asked for and memory is short.
  static func makeLevels(
    _ plan: ScatteringPlan, _ bank: FilterBank, _ arena: Arena,
    _ transform: (Recipe.Kind, Shape, _ isInPlace: Bool) -> GridTransform<Sample>
  ) -> UnsafeBufferPointer<Level> {
    let output = transform(.backward, bank.grid(atLevel: plan.outputLevel), false)
    let designer = LowPassDesigner<Sample>(plan: plan, bank: bank, arena: arena)
    let levels = (0...plan.nodes.map(\.level).max()!).map { level in
      let grid = bank.grid(atLevel: level)
      return Level(
        rowLength: grid.rowLength, count: grid.count, mirror: arena.store(mirroredRows(of: grid)),
        forward: transform(.forward, grid, true), backward: transform(.backward, grid, true),
        innerLowPass: designer.lowPass(level: level, hasSpectrum: true, backward: output),
        leafLowPass: designer.lowPass(level: level, hasSpectrum: false, backward: output))
    }
    return arena.store(levels)
  }

  /// For each row of a spectrum the row that holds the opposite frequencies.
  private static func mirroredRows(of grid: Shape) -> [UInt32] {
    let rows = grid.dimensions.dropLast().reduce([0]) { rows, count in
      rows.flatMap { row in (0..<count).map { row * count + (count - $0) % count } }
    }
    return rows.map(UInt32.init)
  }

  /// Buffers as large as the finest level of each order, and scratch for the low-passes.
  static func makeLayout(
    _ plan: ScatteringPlan, _ levels: UnsafeBufferPointer<Level>, isFrugal: Bool
  ) -> WorkspaceLayout {
    let orders = Dictionary(grouping: plan.nodes, by: { max($0.order, 1) })
    let scratch = levels.indices.flatMap { index in
      [levels[index].innerLowPass, levels[index].leafLowPass].map {
        $0.scratchCounts(grid: plan.grid.mapAxes { $0 >> index })
      }
    }
    return WorkspaceLayout(
      orders: orders.keys.sorted().map { order in levels[orders[order]!.map(\.level).min()!].count },
      scratch: (scratch.map(\.0).max()!, scratch.map(\.1).max()!), isInPlace: isFrugal)
  }
}
