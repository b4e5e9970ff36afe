import Scattering

/// A path as the JSON metadata list it: the name and the order are there for readers of the file.
struct PathRecord: Codable {
  let index: Int
  let name: String
  let order: Int
  let steps: [ScatteringPath.Step]

  init(index: Int, path: ScatteringPath) {
    (self.index, name, order, steps) = (index, path.description, path.order, path.steps)
  }

  var path: ScatteringPath { ScatteringPath(steps: steps) }
}
