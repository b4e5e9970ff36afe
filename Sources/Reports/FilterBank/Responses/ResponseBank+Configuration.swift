import Scattering

extension ResponseBank {
  /// The bank of a transform, on its padded grid.
  ///
  /// - Parameter sampleRate: Samples a second, where they are known.
  /// - Precondition: The configuration is of time series or volumes.
  public init(_ configuration: ScatteringConfiguration, sampleRate: Double? = nil) {
    let bank = FilterBank(configuration)
    self.init(
      family: configuration.wavelets.name, parameters: "\(configuration.wavelets)",
      shape: bank.grid.dimensions, scales: bank.scales, averaging: configuration.averaging,
      normalization: configuration.normalization.rawValue, sampleRate: sampleRate, panels: [], sums: [])
    switch configuration.wavelets {
    case .morlet1D, .joint: addTime(bank, oversampling: configuration.oversampling)
    case .solidHarmonic(let degree, let sigma, let perM):
      let responses = RadialResponses(bank: bank, maximalDegree: degree, sigma: sigma, perM: perM)
      (panels, sums) = (responses.panels, [responses.sum])
    case .morlet3D(let directions):
      let responses = DirectionalResponses(bank: bank, directions: directions)
      (panels, sums) = ([responses.panel], [responses.sum(oversampling: configuration.oversampling)])
    case .morlet2D: preconditionFailure("a bank of images is drawn in the plane")
    }
    if let along = ScatteringPlan(configuration).pathAxis?.bank {
      let responses = LogFrequencyResponses(bank: along)
      panels.append(responses.panel)
      sums.append(responses.sum)
    }
  }

  private mutating func addTime(_ bank: FilterBank, oversampling: Int) {
    let responses = TimeResponses(bank: bank)
    for order in 1...bank.layers.count {
      panels.append(responses.panel(ofOrder: order))
      sums.append(responses.sum(ofOrder: order, oversampling: oversampling))
    }
    largestUpperBound = bank.largestUpperBound(oversampling: oversampling)
  }
}

extension ResponseBand {
  init(_ band: Band, response: ResponseCurve) {
    self.init(
      name: "\(band.label)", scale: band.scale, spin: band.label.spin, centerFrequency: band.frequency,
      bandwidth: band.bandwidth, response: response)
  }
}
