import ArgumentParser
import Scattering

/// A height and a width in pixels, written `480x640`.
struct ImageSize: ExpressibleByArgument {
  let shape: Shape

  init?(argument: String) {
    let numbers = argument.lowercased().split(separator: "x", omittingEmptySubsequences: false).map {
      Int($0)
    }
    guard numbers.count == 2, let height = numbers[0], let width = numbers[1],
      let shape = try? Shape([height, width])
    else { return nil }
    self.shape = shape
  }

  /// As it is written, in the help.
  var defaultValueDescription: String { shape.dimensions.map(String.init).joined(separator: "x") }
}
