import Arrays

/// The fields of a family that move all channels of images alike: a space a channel, of the same coefficients.
///
/// Signals are `[point]` of `[channel, space...]`. Slopes have an axis for the channels too, along which nothing moves: it is 0.
struct ChannelSpace: SearchSpace {
  private let channels: [FieldSpace]
  private let shape, space: Shape

  /// - Parameter images: Of shape `[channel, space...]`, where the family has that of space.
  init(
    _ family: any DeformationFamily, images: Signal<Double>, displacementBound: Double,
    gradientBound: Double, parallel: Parallel
  ) {
    let space = family.shape
    (shape, self.space) = (images.shape, space)
    channels = (0..<images.shape[0]).map { channel in
      FieldSpace(
        family, images: images.channel(channel, of: space), displacementBound: displacementBound,
        gradientBound: gradientBound, parallel: parallel)
    }
  }

  var metric: [Double] { channels[0].metric }

  func neighbourhood(of points: [SearchPoint]) -> Neighbourhood {
    let own = channels.map { $0.neighbourhood(of: points) }
    let still = [Double](repeating: 0, count: shape.count)
    let slopes = points.indices.flatMap { point in
      still
        + (0..<space.rank).flatMap { axis in
          own.flatMap { $0.slopes!.elements(of: point * space.rank + axis) }
        }
    }
    return Neighbourhood(
      points: points, signals: joined(own.map(\.signals)),
      slopes: Signal(slopes, batch: [points.count, space.rank + 1], shape: shape))
  }

  func evaluate(_ points: [SearchPoint]) -> Signal<Double> { joined(channels.map { $0.evaluate(points) }) }

  func pushforward(_ neighbourhood: Neighbourhood, along directions: [[Double]]) -> Signal<Double> {
    joined(
      channels.indices.map { channels[$0].pushforward(part($0, of: neighbourhood), along: directions) })
  }

  func pullback(_ neighbourhood: Neighbourhood, of gradients: Signal<Double>) -> [[Double]] {
    let own = channels.indices.map { channel in
      channels[channel].pullback(
        part(channel, of: neighbourhood), of: gradients.channel(channel, of: space))
    }
    return neighbourhood.points.indices.map { point in
      own.dropFirst().reduce(own[0][point]) { sum, gradients in zip(sum, gradients[point]).map(+) }
    }
  }

  func scan(image: Int) -> [SearchPoint] { channels[0].scan(image: image) }

  func direction(_ gradient: [Double]) -> [Double] { channels[0].direction(gradient) }

  func step(
    from point: SearchPoint, along direction: [Double], size: Double, effort: Int, memory: inout [Double]
  ) -> SearchPoint {
    channels[0].step(from: point, along: direction, size: size, effort: effort, memory: &memory)
  }

  func crossings(of points: [SearchPoint]) -> [SearchPoint] { channels[0].crossings(of: points) }

  func projected(_ point: SearchPoint, growing: Bool) -> SearchPoint {
    channels[0].projected(point, growing: growing)
  }

  /// Signals of each channel as signals of all.
  private func joined(_ parts: [Signal<Double>]) -> Signal<Double> {
    let count = parts[0].batchCount
    return Signal(
      (0..<count).flatMap { index in parts.flatMap { $0.elements(of: index) } }, batch: [count], shape: shape)
  }

  /// The neighbourhood as one channel has it.
  private func part(_ channel: Int, of neighbourhood: Neighbourhood) -> Neighbourhood {
    let slopes = neighbourhood.slopes!.channel(channel, of: space)
    let own = neighbourhood.points.indices.flatMap { point in
      (1...space.rank).flatMap { slopes.elements(of: point * (space.rank + 1) + $0) }
    }
    return Neighbourhood(
      points: neighbourhood.points, signals: neighbourhood.signals.channel(channel, of: space),
      slopes: Signal(own, batch: [neighbourhood.points.count, space.rank], shape: space))
  }
}

extension Signal<Double> {
  /// One channel of all signals `[channel, space...]`.
  func channel(_ index: Int, of space: Shape) -> Signal {
    let count = shape.count / space.count
    let planes = planes(of: space)
    return Signal(
      (0..<batchCount).flatMap { planes.elements(of: $0 * count + index) }, batch: [batchCount], shape: space)
  }
}
