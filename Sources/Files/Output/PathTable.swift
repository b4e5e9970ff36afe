import Scattering

/// The attributes of paths as columns of numbers: a row a path, a column a step.
struct PathTable {
  let paths: [ScatteringPath]

  /// The columns: as many as the longest path has steps, and at least one.
  var width: Int { max(1, paths.map(\.order).max() ?? 0) }

  /// One attribute of every step, `[path, step]`.
  /// - Parameter missing: Stands where a path has fewer steps.
  func column<Value>(_ attribute: (ScatteringPath.Step) -> Value, missing: Value) -> [Value] {
    let width = width
    return paths.flatMap { path in
      path.steps.map(attribute) + Array(repeating: missing, count: width - path.order)
    }
  }
}
