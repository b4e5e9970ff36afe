import Arrays

extension FilterBank {
  /// A and B of the first layer as it is computed: each filter of scale j decimated by 2^max(j - oversampling, 0), the
  /// low-pass as for j = J; energies of decimated signals counted 2^... times, so that decimation alone changes nothing.
  ///
  /// Exact; the cost grows as samples x filters x some tens, and memory as samples x filters.
  public func frameBoundsWithDecimation(oversampling: Int = 0, parallel: Parallel = Parallel()) -> FrameBounds
  {
    decimatedFrame(of: bands, level: 0, oversampling: oversampling).bounds(parallel)
  }

  /// The bank with all filters divided by sqrt(B), B the largest upper frame bound with decimation over the layers of a
  /// transform, so that no layer expands distances. Padding that repeats samples may expand them before the first layer.
  public func nonexpansive(oversampling: Int = 0, parallel: Parallel = Parallel()) -> FilterBank {
    let deeper = (0..<(scales - 1)).map { scale in
      decimatedFrame(
        of: bands.filter { $0.scale > scale }, level: max(scale - oversampling, 0), oversampling: oversampling
      )
    }
    let first = decimatedFrame(of: bands, level: 0, oversampling: oversampling)
    let bounds = ([first] + deeper).map { $0.bounds(parallel).upper }
    var bank = self
    bank.gain = gain / bounds.max()!.squareRoot()
    return bank
  }

  /// The largest eigenvalue, raised by 1e-9 of itself, of
  ///
  ///     average phi* phi + sum over bands b of scale above j of weight(scale of b) psi_b* psi_b
  ///
  /// on real signals, every filter with its decimation, for the layer that acts behind bands of scale j = `scale` (-1: the
  /// first layer). With all weights 1 it is B of that layer; with the squared Lipschitz constants of what comes behind
  /// as weights it is the squared constant of the network from this layer on.
  ///
  /// Lanczos stops where eight more products change nothing beyond 1e-12; the raise covers that and all rounding.
  package func layerUpperBound(
    after scale: Int, oversampling: Int, average: Double, parallel: Parallel, weight: (Int) -> Double
  ) -> Double {
    let frame = decimatedFrame(
      of: bands.filter { $0.scale > scale && weight($0.scale) > 0 }, level: max(scale - oversampling, 0),
      oversampling: oversampling, average: average, weight: weight)
    return frame.rows.isEmpty ? 0 : frame.bounds(parallel).upper * (1 + 1e-9)
  }

  /// One layer that acts on signals at `level`, its filters scaled by the square roots of weights.
  private func decimatedFrame(
    of bands: [Band], level: Int, oversampling: Int, average: Double = 1,
    weight: (Int) -> Double = { _ in 1 }
  ) -> DecimatedFrame {
    let shape = grid(atLevel: level)
    func decimation(_ scale: Int) -> Int { 1 << (max(scale - oversampling, 0) - level) }
    let halves = bands.flatMap { band in
      let factor = (weight(band.scale) / 2).squareRoot()
      let response = response(of: band, level: level).map { $0 * factor }
      let mirrored = response.indices.map { response[mirroredIndex(of: $0, in: shape)] }
      return [response, mirrored].map { DecimatedFrame.Row(response: $0, decimation: decimation(band.scale)) }
    }
    guard average > 0 else { return DecimatedFrame(shape: shape, rows: halves) }
    let lowPass = lowPassResponse(level: level).map { $0 * average.squareRoot() }
    return DecimatedFrame(
      shape: shape, rows: halves + [DecimatedFrame.Row(response: lowPass, decimation: decimation(scales))])
  }
}
