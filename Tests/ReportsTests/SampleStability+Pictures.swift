import Foundation
import Stability

/// Two drawn images and what deformations would make of them.
extension SampleStability {
  var pictures: [DeformedPicture] {
    images.indices.flatMap { image in
      [picture(image, nil, 0, isWorst: false)]
        + kinds.flatMap { kind in
          [false, true].filter { !$0 || hasBounds }.map { picture(image, kind, 2, isWorst: $0) }
        }
    }
  }

  private func picture(_ image: Int, _ kind: DeformationKind?, _ amplitude: Double, isWorst: Bool)
    -> DeformedPicture
  {
    let size = 32
    let samples = (0..<size * size).map { index in
      let place = (Double(index / size) - 15.5, Double(index % size) - 15.5)
      let moved = displaced(place, kind, amplitude * (isWorst ? 1.6 : 1))
      return Double(Float(image % 2 == 0 ? boot(moved) : leaf(moved)))
    }
    return DeformedPicture(
      image: images[image], kind: kind, amplitude: amplitude, isWorstCase: isWorst, samples: samples,
      rows: size, columns: size,
      distances: names.indices.map { 0.031 * Double($0 + 1) * (isWorst ? 2 : 1) * (kind == nil ? 0 : 1) })
  }

  private typealias Place = (row: Double, column: Double)

  private func displaced(_ place: Place, _ kind: DeformationKind?, _ size: Double) -> Place {
    let (row, column) = place
    switch kind {
    case nil, .noise: return place
    case .translation: return (row - size, column - size / 2)
    case .rotation: return (row - size * column / 16, column + size * row / 16)
    case .dilation: return (row * (1 - size / 16), column * (1 - size / 16))
    case .shear: return (row - size * column / 12, column)
    case .elastic: return (row - size * sin(column / 5), column - size * sin(row / 6))
    case .rough: return (row - size * sin(1.9 * column), column - size * cos(2.3 * row) / 2)
    }
  }

  private func boot(_ place: Place) -> Double {
    let shaft = abs(place.column + 5) < 5 && abs(place.row + 3) < 10
    let foot = abs(place.row - 5) < 5 - max(place.column, 0) * 0.2 && abs(place.column - 1) < 11
    let sole = abs(place.row - 10) < 1 && abs(place.column - 1) < 11
    return sole ? 0.95 : foot ? 0.7 : shaft ? 0.6 : 0.02
  }

  private func leaf(_ place: Place) -> Double {
    let radius = hypot(place.row, place.column)
    return 0.5 + 0.45 * cos(radius * 0.8) * sin(4 * atan2(place.row, place.column))
  }
}
