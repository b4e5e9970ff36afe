import ArgumentParser

/// The networks that can be trained by name.
enum Architecture: String, CaseIterable, ExpressibleByArgument {
  case cnn
  case lenet5
  case resnet
  case hybrid
  case linear

  /// Whether scattering computes the first layers.
  var hasScattering: Bool { self == .hybrid || self == .linear }
}
