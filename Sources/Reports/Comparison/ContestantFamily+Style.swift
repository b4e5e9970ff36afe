import Comparison

extension MethodFamily {
  /// Its colours: the first for contestants, the others for networks that must be told apart.
  var colors: [ThemeColor] {
    switch self {
    case .scattering: [.series(0), .series(6)]
    case .network: [.series(1), .series(3), .series(4), .series(5)]
    case .hybrid: [.series(2)]
    case .pixels: [.series(7)]
    }
  }

  /// In the plural, as a key names it.
  var title: String {
    switch self {
    case .pixels: "pixels"
    case .scattering: "scattering"
    case .hybrid: "network on scattering"
    case .network: "networks"
    }
  }

  /// The family that a name speaks of; networks if it says nothing.
  init(named name: String) {
    let name = name.lowercased()
    self =
      name.contains("pixel")
      ? .pixels
      : name.contains("hybrid") || name.contains("on scattering")
        ? .hybrid : name.contains("scattering") && !name.contains("random") ? .scattering : .network
  }
}
