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

  static func makeLevels(
    _ plan: ScatteringPlan, _ bank: FilterBank, _ planner: Planner, _ rigor: Rigor, _ arena: Arena
  ) -> UnsafeBufferPointer<Level> {
    let designer = LowPassDesigner<Sample>(plan: plan, bank: bank, planner: planner, rigor: rigor, arena: arena)
    let deepest = plan.nodes.map(\.level).max()!
    let levels = (0...deepest).map { level in
      let grid = bank.grid(atLevel: level)
      func transform(_ kind: Recipe.Kind) -> OpaquePointer {
        let plan: FourierPlan<Sample> = planner.plan(Recipe(kind, shape: grid, rigor: rigor))
        arena.keep(plan)
        return plan.handle
      }
      return Level(
        rowLength: grid.rowLength, count: grid.count, mirror: arena.store(mirroredRows(of: grid)),
        forward: transform(.forward), backward: transform(.backward),
        innerLowPass: designer.lowPass(level: level, hasSpectrum: true),
        leafLowPass: designer.lowPass(level: level, hasSpectrum: false))
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

  /// Three buffers an order, as large as the finest level there, and scratch for the low-passes.
  static func makeWorkspaceCounts(_ plan: ScatteringPlan, _ levels: UnsafeBufferPointer<Level>) -> [Int] {
    let orders = Dictionary(grouping: plan.nodes, by: { max($0.order, 1) })
    let buffers = orders.keys.sorted().flatMap { order in
      [Int](repeating: levels[orders[order]!.map(\.level).min()!].count, count: 3)
    }
    let scratch = levels.indices.flatMap { index in
      [levels[index].innerLowPass, levels[index].leafLowPass].map {
        $0.scratchCounts(grid: plan.grid.mapAxes { $0 >> index })
      }
    }
    return buffers + [scratch.map(\.0).max()!, scratch.map(\.1).max()!]
  }
}
