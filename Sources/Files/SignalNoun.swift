/// What messages and reports call signals of a rank, and their samples.
package struct SignalNoun: Sendable {
  package let singular, plural, samples: String
  /// The short form behind numbers: `px`.
  package let unit: String

  package init(rank: Int) {
    (singular, plural, samples, unit) =
      switch rank {
      case 1: ("signal", "signals", "samples", "samples")
      case 2: ("image", "images", "pixels", "px")
      default: ("volume", "volumes", "voxels", "voxels")
      }
  }

  /// `an image`, `a volume`.
  package var withArticle: String { (singular == "image" ? "an " : "a ") + singular }

  /// One of the samples: `pixel`.
  package var sample: String { String(samples.dropLast()) }
}
