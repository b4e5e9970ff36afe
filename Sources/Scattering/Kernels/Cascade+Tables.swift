import Arrays
import Fourier
import Wavelets

extension Cascade {
  /// All folded filters, a band's at a time and bands side by side. Their values carry the one normalisation of the transform:
  /// 1 / samples of the source grid, so that spectra need none.
  static func makeFilters(
    _ products: [PairedSchedule.Product], _ levels: [[Int]], _ bank: FilterBank, _ arena: Arena,
    _ parallel: Parallel
  ) -> UnsafeBufferPointer<FoldedFilter<Sample>> {
    let filters = AlignedBuffer<FoldedFilter<Sample>>(uninitialized: products.count)
    let work = Dictionary(grouping: products.indices) { products[$0].filter }
      .values.sorted { $0[0] < $1[0] }
    parallel.forEach(work.count) { _, item in
      let filter = products[work[item][0]].filter
      let folder = filter.band.map {
        FilterFolder<Sample>(bank, bank.bands(ofOrder: filter.order)[$0], component: filter.component)
      }
      for index in work[item] {
        let (source, target) = (levels[products[index].source], levels[products[index].target])
        filters.base[index] =
          folder?.folded(from: source, to: target, in: arena)
          ?? FoldedFilter(lowPassOf: bank, from: source, to: target, in: arena)
      }
    }
    arena.keep(filters)
    return filters.elements
  }

  /// - Parameter transform: The transform of a kind and grid, in place if that is asked for and memory is short.
  static func makeLevels(
    _ plan: ScatteringPlan, _ schedule: PairedSchedule, _ bank: FilterBank, _ arena: Arena,
    _ transform: (Recipe.Kind, Shape, _ isInPlace: Bool) -> GridTransform<Sample>
  ) -> UnsafeBufferPointer<Level> {
    let output = transform(.backward, bank.grid(atLevel: plan.outputLevel), false)
    let designer = LowPassDesigner<Sample>(plan: plan, bank: bank, arena: arena)
    let levels = schedule.levels.enumerated().map { index, level in
      let grid = bank.grid(atLevel: level)
      let nodes = schedule.nodes.filter { $0.level == index }
      let reader = Reader<Sample>(plan.configuration.readout, plan.axes, level: level, in: arena)
      let lowPasses =
        reader == nil
        ? designer.lowPasses(
          level: level, isInnerNeeded: nodes.contains { $0.isRead && !$0.isLeaf },
          isLeafNeeded: nodes.contains { $0.isRead && $0.isLeaf }, backward: output) : (nil, nil)
      return Level(
        rowLength: grid.rowLength, count: grid.count, mirror: arena.store(mirroredRows(of: grid)),
        forward: transform(.forward, grid, true), backward: transform(.backward, grid, true),
        innerLowPass: lowPasses.0, leafLowPass: lowPasses.1, reader: reader)
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

  /// Buffers as large as the finest level of each order, those of gathers, and scratch for the low-passes.
  static func makeLayout(
    _ plan: ScatteringPlan, _ schedule: PairedSchedule, _ levels: UnsafeBufferPointer<Level>,
    _ gathers: GatherStage<Sample>?, prefersInPlace: Bool
  ) -> WorkspaceLayout {
    let orders = Dictionary(grouping: schedule.nodes, by: { max($0.order, 1) })
    let scratch =
      levels.indices.flatMap { index in
        [levels[index].innerLowPass, levels[index].leafLowPass].compactMap {
          $0?.scratchCounts(grid: plan.grid.decimated(by: schedule.levels[index]))
        }
      } + (gathers.map { [$0.scratchCounts] } ?? [])
    return WorkspaceLayout(
      orders: orders.keys.sorted().map { order in orders[order]!.map { levels[$0.level].count }.max()! },
      scratch: (scratch.map(\.0).max() ?? 0, scratch.map(\.1).max() ?? 0), isInPlace: prefersInPlace,
      hasGroups: schedule.nodes.contains(where: \.isGroup),
      gathers: gathers.map { ($0.memoryCount, $0.matrixCount) })
  }
}

/// Makes the folded filters of one filter of a band, which is prepared once.
package struct FilterFolder<Sample: ScatteringScalar> {
  private let bank: FilterBank
  private let sampler: BandSampler
  private let threshold: Double

  package init(_ bank: FilterBank, _ band: Band, component: Int = 0) {
    threshold = Sample.filterThreshold
    self.bank = bank
    sampler = bank.sampler(of: band, component: component, negligible: threshold / 16)
  }

  /// The filter for products with spectra at level `source` whose result is decimated to level `target`, over the samples of the
  /// source's grid.
  package func folded(from source: [Int], to target: [Int], in arena: Arena) -> FoldedFilter<Sample> {
    let grid = bank.grid(atLevel: source)
    return FoldedFilter(
      source: grid, target: bank.grid(atLevel: target), scale: 1 / Double(grid.count) * bank.gain,
      threshold: threshold, in: arena
    ) { sampler.write($0, level: source, $1) }
  }
}
