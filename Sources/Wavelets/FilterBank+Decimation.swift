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
  /// transform, so that no layer expands distances.
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

  /// One layer that acts on signals at `level`.
  private func decimatedFrame(of bands: [Band], level: Int, oversampling: Int) -> DecimatedFrame {
    let shape = grid(atLevel: level)
    func decimation(_ scale: Int) -> Int { 1 << (max(scale - oversampling, 0) - level) }
    let halves = bands.flatMap { band in
      let response = response(of: band, level: level).map { $0 * 0.5.squareRoot() }
      let mirrored = response.indices.map { response[mirroredIndex(of: $0, in: shape)] }
      return [response, mirrored].map { DecimatedFrame.Row(response: $0, decimation: decimation(band.scale)) }
    }
    let lowPass = DecimatedFrame.Row(response: lowPassResponse(level: level), decimation: decimation(scales))
    return DecimatedFrame(shape: shape, rows: halves + [lowPass])
  }
}
