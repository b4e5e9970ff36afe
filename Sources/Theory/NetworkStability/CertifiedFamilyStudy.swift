import Arrays
import Deformations
import Files
import Stability

/// The share of images whose class is proven to stay right under every deformation of a family.
///
/// Branch and bound over the family's parameters: in a cell about a member the class stays that of the member where the image moves by less
/// than the head's certified radius there (`CertifiedHead`); cells are cut until all are proven, or a member is found whose class is wrong. So
/// certified share <= accuracy under the worst member <= accuracy, and what lies between the first two was left open at the limit.
public struct CertifiedFamilyStudy: Sendable {
  public let families: [CertifiedFamily]
  /// The number of deformations of one image and family after which it is left open.
  public let limit: Int
  private let parallel: Parallel

  public init(
    families: [CertifiedFamily] = CertifiedFamily.published, limit: Int = 20_000,
    parallel: Parallel = Parallel()
  ) {
    (self.families, self.limit, self.parallel) = (families, limit, parallel)
  }

  /// Measures the rows by classifier and family.
  /// - Precondition: images, and one label for each.
  /// - Throws: What representations throw, and what `checkCancellation` throws.
  public func rows(
    of heads: [(name: String, head: CertifiedHead)], on images: Signal<Double>, labels: [Int],
    progress: (StageProgress) -> Void = { _ in }, checkCancellation: () throws -> Void = {}
  ) throws -> [CertifiedFamilyRow] {
    let total = heads.count * families.count * labels.count
    var done = 0
    return try heads.flatMap { name, head in
      let right = zip(try head.classes(of: images), labels).map(==)
      return try families.map { family in
        var (survived, certified, count) = (0, 0, 0)
        for index in labels.indices {
          if right[index] {
            let outcome = try search(
              images.slice(index..<(index + 1)), labels[index], family, head, checkCancellation)
            survived += outcome.value < 0 ? 1 : 0
            certified += outcome.bound < 0 ? 1 : 0
            count += outcome.count
          }
          done += 1
          progress(StageProgress(stage: "certified classes", done: done, total: total))
        }
        func share(_ count: Int) -> Double { Double(count) / Double(labels.count) }
        return CertifiedFamilyRow(
          method: name, kind: family.kind, size: family.size, imageCount: labels.count,
          accuracy: share(right.count { $0 }),
          worstAccuracy: share(survived), certified: share(certified),
          evaluations: Double(count) / Double(max(right.count { $0 }, 1)))
      }
    }
  }

  /// The largest of minus the certified radius, which changes at most as the image does: below 0 where the class is right.
  private func search(
    _ image: Signal<Double>, _ label: Int, _ family: CertifiedFamily, _ head: CertifiedHead,
    _ checkCancellation: () throws -> Void
  ) throws -> FamilySearch.Outcome {
    let rounding = 1e-12 * image.norms()[0]
    return try FamilySearch(image, limit: limit, parallel: parallel).maximize(
      over: family.domain, constant: 1, rounding: rounding, enough: 0, threshold: { _ in -rounding },
      checkCancellation: checkCancellation,
      evaluate: { moved in
        try head.radii(of: moved, labels: (0..<moved.batchCount).map { _ in label }).map { -$0 }
      })
  }
}

/// A family of deformations over which classes are certified.
public struct CertifiedFamily: Codable, Hashable, Sendable {
  /// Rotations, translations or dilations.
  public let kind: DeformationKind
  /// The size: degrees either way, pixels along each axis, or the change of the zoom factor from 1.
  public let size: Double

  /// Rotations by up to so many degrees, either way.
  public static func rotation(degrees: Double) -> CertifiedFamily { .init(kind: .rotation, size: degrees) }
  /// Translations by up to so many pixels along each axis.
  public static func translation(pixels: Double) -> CertifiedFamily {
    .init(kind: .translation, size: pixels)
  }
  /// Zooms by factors from 1 - change to 1 + change.
  public static func scaling(change: Double) -> CertifiedFamily { .init(kind: .dilation, size: change) }

  /// The families of DeepG (Balunovic et al. 2019), TSS (Li et al. 2021) and DeformRS (Alfarra et al. 2022) on small images.
  public static let published: [CertifiedFamily] = [
    .rotation(degrees: 10), .rotation(degrees: 30), .translation(pixels: 2), .scaling(change: 0.1),
  ]

  /// The members.
  var domain: DeformationDomain {
    switch kind {
    case .rotation: .rotations((-size * .pi / 180)...(size * .pi / 180))
    case .translation: .translationBox(halfWidths: [size, size])
    // A dilation of rate r zooms by 1 / (1 - r).
    default: .dilations((1 - 1 / (1 - size))...(1 - 1 / (1 + size)))
    }
  }

  /// A member drawn evenly from the parameters.
  func member(of shape: Shape, using generator: inout SeededGenerator) -> AffineDeformation {
    domain.member(of: shape, using: &generator)
  }
}
