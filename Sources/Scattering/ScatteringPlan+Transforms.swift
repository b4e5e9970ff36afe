import Arrays
import Fourier
import RealModule

extension ScatteringPlan {
  /// About how long the features of so many signals take, to decide how long plans may be searched for: n log2(n) times 0.2
  /// nanoseconds for every needed transform of n samples, with its share of products, moduli and averages. A core of 2023 takes
  /// 0.17 for single precision at 224 x 224, J = 3.
  package func estimatedTime(signalCount: Int, threads: Int) -> Duration {
    let steps = neededTransforms.reduce(0) { sum, needed in
      let samples = Double(needed.shape.count)
      return sum + Double(needed.count) * samples * Double.log2(samples)
    }
    return .seconds(2e-10 * steps * Double(signalCount) / Double(threads))
  }

  /// A number of equal transforms.
  package struct TransformCount: Sendable {
    package let kind: Recipe.Kind
    package let shape: Shape
    package let count: Int
  }

  /// The Fourier transforms that one signal needs by the definition, each signal by itself: real ones of the input and of
  /// every modulus that is filtered again, complex ones back from every product; of gathers complex ones along paths both ways. The last
  /// average needs none.
  package var neededTransforms: [TransformCount] {
    var counts: [Recipe: Int] = [:]
    let gathered = Set(gathers.flatMap { $0.members.map(\.node) })
    for (index, node) in nodes.enumerated() {
      let grid = grid.decimated(by: node.level)
      if node.components > 0 { counts[Recipe(.backward, shape: grid), default: 0] += node.components }
      if !node.children.isEmpty || gathered.contains(index) {
        counts[Recipe(.realForward, shape: grid), default: 0] += 1
      }
    }
    for (index, gather) in gathers.enumerated() {
      let columns = grid.decimated(by: gather.level).count
      counts[Recipe(.backward, shape: grid.decimated(by: gather.level)), default: 0] += gather.members.count
      counts[Recipe(.forward, shape: [pathAxis!.sampling.padded]), default: 0] += columns
      for node in gatheredNodes where node.gather == index {
        counts[Recipe(.backward, shape: [pathAxis!.sampling.padded >> node.level]), default: 0] += columns
      }
    }
    return counts.map { TransformCount(kind: $0.key.kind, shape: $0.key.shape, count: $0.value) }
      .sorted { ($0.shape.count, $0.count) > ($1.shape.count, $1.count) }
  }
}
