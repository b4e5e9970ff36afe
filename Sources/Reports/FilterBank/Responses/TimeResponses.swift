import Foundation
import Scattering

/// The responses of wavelets of time at positive frequencies, evenly spaced on a logarithmic scale.
struct TimeResponses {
  let bank: FilterBank
  /// The indices of the frequencies that are kept, rising.
  let indices: [Int]

  private static let pointsPerOctave = 96.0

  init(bank: FilterBank) {
    self.bank = bank
    indices = Self.indices(from: Self.lowestFrequency(of: bank) / 4, count: bank.grid[0])
  }

  /// The least of the wavelets' centres and the low-pass's deviation, in cycles a sample.
  private static func lowestFrequency(of bank: FilterBank) -> Double {
    let centers = bank.layers.joined().map(\.frequency)
    return (centers + [1 / (2 * .pi * bank.lowPass.sigma[0])]).min()!
  }

  /// The indices nearest to frequencies of one ratio, from the lowest to half a cycle a sample; each once.
  private static func indices(from lowest: Double, count: Int) -> [Int] {
    let (first, last) = (max(lowest * Double(count), 1), Double(count / 2))
    let steps = Int(max(log2(last / first) * pointsPerOctave, 0))
    let all = (0...steps).map { Int((first * exp2(Double($0) / pointsPerOctave)).rounded()) } + [count / 2]
    return Array(Set(all)).sorted()
  }

  func curve(_ response: [Double]) -> ResponseCurve {
    ResponseCurve(
      frequencies: indices.map { Double($0) / Double(bank.grid[0]) }, values: indices.map { response[$0] })
  }

  func panel(ofOrder order: Int) -> ResponsePanel {
    ResponsePanel(
      name: "Order \(order)", axis: .time,
      bands: bank.bands(ofOrder: order).map {
        ResponseBand($0, response: curve(bank.response(of: $0)).trimmed())
      },
      lowPass: curve(bank.lowPassResponse()))
  }

  /// The sum of an order's wavelets and the low-pass; with decimation of the first, which acts on signals.
  func sum(ofOrder order: Int, oversampling: Int) -> ResponseSum {
    let sum = bank.littlewoodPaleySum(ofOrder: order)
    return ResponseSum(
      name: "order \(order)", axis: .time, curve: curve(sum), bounds: FrameBounds(ofSum: sum),
      boundsWithDecimation: order == 1 ? bank.frameBoundsWithDecimation(oversampling: oversampling) : nil)
  }
}

/// The responses of wavelets along log-frequency, at frequencies of either sign.
struct LogFrequencyResponses {
  let bank: FilterBank

  var panel: ResponsePanel {
    ResponsePanel(
      name: "Along log-frequency", axis: .logFrequency,
      bands: bank.bands.map { ResponseBand($0, response: curve(bank.response(of: $0)).trimmed()) })
  }

  /// The sum of the bands, the low-pass among them; what averages afterwards is no part of it.
  var sum: ResponseSum {
    let sum = bank.bandEnergies()
    return ResponseSum(
      name: "along log-frequency", axis: .logFrequency, curve: curve(sum), bounds: FrameBounds(ofSum: sum))
  }

  /// A response from -1/2 to 1/2.
  private func curve(_ response: [Double]) -> ResponseCurve {
    let count = response.count
    let indices = -(count / 2)...(count / 2)
    return ResponseCurve(
      frequencies: indices.map { Double($0) / Double(count) },
      values: indices.map { response[($0 + count) % count] })
  }
}
