import Plots
import Stability

extension DeformationKind {
  /// The kind as a heading.
  var title: String {
    switch self {
    case .translation: "Translation"
    case .rotation: "Rotation"
    case .dilation: "Dilation"
    case .shear: "Shear"
    case .elastic: "Elastic deformation"
    case .rough: "Rough field"
    case .noise: "Noise of matched norm"
    }
  }

  /// What the kind is, for the caption of its figure.
  /// - Parameter rank: The axes of the signals: of a line, deformations are warps of time.
  func explanation(rank: Int) -> String {
    switch self {
    case .dilation where rank == 1: "Slower or faster about the middle: of a sound pitch and tempo together."
    case .elastic where rank == 1: "Smooth random warps of time, of maximum entropy."
    case .translation: "The same displacement everywhere."
    case .rotation: "About the centre."
    case .dilation: "Larger or smaller about the centre."
    case .shear: "Along a random direction, in proportion to the distance from the centre."
    case .elastic: "Smooth random fields of maximum entropy."
    case .rough: "Random fields that are not differentiable: a control outside what theorems cover."
    case .noise: "No deformation: white noise as far from the signal as a deformation takes it."
    }
  }

  /// The kinds of rows or pictures, in the order in which they are declared.
  static func inOrder(_ kinds: some Sequence<DeformationKind>) -> [DeformationKind] {
    let present = Set(kinds)
    return allCases.filter(present.contains)
  }
}
