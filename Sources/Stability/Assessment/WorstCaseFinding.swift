/// The worst case of one representation of one image under one kind and amplitude, with its certificate.
struct WorstCaseFinding: Sendable {
  /// The name of the representation.
  let representation: String
  let image: Int
  let result: WorstCaseResult
  /// The least bound that holds for the deformation found, as a share of the image's norm; nil where none is proven.
  let certificate: Double?

  /// Whether random maximum <= worst case <= certificate.
  var isOrdered: Bool {
    result.randomMaximum <= result.distance && certificate.map { result.distance <= $0 } ?? true
  }
}
