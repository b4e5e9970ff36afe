import ComplexModule
import Plots
import Scattering

extension FilterBankFigureData {
  /// Creates what the report draws of a bank: every filter in frequency and space, and the frame bounds.
  public init(_ bank: FilterBank, oversampling: Int, normalization: Normalization) {
    let sum = bank.littlewoodPaleySum()
    let decimated = bank.frameBoundsWithDecimation(oversampling: oversampling)
    self.init(
      family: "Morlet", shape: bank.grid.dimensions, scales: bank.scales,
      orientations: bank.bands.count / bank.scales, normalization: normalization.rawValue,
      bands: bank.bands.map { BandPicture($0, in: bank) },
      lowPass: FilterPicture(response: bank.lowPassResponse(), grid: bank.grid), littlewoodPaley: sum,
      lowerBound: sum.min()!, upperBound: sum.max()!, lowerBoundWithDecimation: decimated.lower,
      upperBoundWithDecimation: decimated.upper)
  }
}

extension BandPicture {
  fileprivate init(_ band: Band, in bank: FilterBank) {
    self.init(
      scale: band.scale, orientation: band.label.orientation ?? 0, angle: band.label.angle ?? 0,
      centerFrequency: band.frequency,
      bandwidth: band.bandwidth, filter: FilterPicture(response: bank.response(of: band), grid: bank.grid))
  }
}

extension FilterPicture {
  /// A filter from its response; the impulse response by an inverse transform.
  fileprivate init(response: [Double], grid: Shape) {
    let plan: FourierPlan<Double> = Planner.shared.plan(Recipe(.backward, shape: grid, rigor: .estimate))
    let space = plan(Spectrum(response.map { Complex($0) }, signalShape: grid)).samples
    let count = Double(grid.count)
    self.init(
      response: response, realPart: space.map { $0.real / count },
      imaginaryPart: space.map { $0.imaginary / count })
  }
}
