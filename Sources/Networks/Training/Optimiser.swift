import Foundation

/// How a gradient changes the parameters.
public enum Optimiser: Codable, Hashable, Sendable {
  /// Stochastic gradient descent: `v = momentum v + g`, then a step along `v`, or `g + momentum v` with Nesterov's form.
  case gradientDescent(momentum: Double = 0.9, isNesterov: Bool = true)
  /// Adam (Kingma and Ba 2015), with the decays of both means; weight decay is added to the gradient.
  case adam(firstDecay: Double = 0.9, secondDecay: Double = 0.999, epsilon: Double = 1e-8)
  /// Adam with decoupled weight decay (Loshchilov and Hutter 2019): a step also shrinks each weight by the share rate x decay, whatever its gradient.
  case adamW(firstDecay: Double = 0.9, secondDecay: Double = 0.999, epsilon: Double = 1e-8)

  func check() throws(NetworkError) {
    switch self {
    case .gradientDescent(let momentum, _): try NetworkError.check("momentum", momentum, in: 0...0.9999)
    case .adam(let first, let second, let epsilon), .adamW(let first, let second, let epsilon):
      try NetworkError.check("first decay", first, in: 0...0.9999)
      try NetworkError.check("second decay", second, in: 0...0.999999)
      try NetworkError.check("epsilon", epsilon, in: 1e-12...1)
    }
  }
}

/// The length of the steps, over the course of the training.
public struct LearningRate: Codable, Hashable, Sendable {
  public enum Schedule: Codable, Hashable, Sendable {
    case constant
    /// Half a cosine from the first rate down to 0 (Loshchilov and Hutter 2017).
    case cosine
    /// Multiplied by the factor when each of these epochs has passed.
    case steps(epochs: [Int], factor: Double)
  }

  public var initial: Double
  public var schedule: Schedule
  /// The share of the course over which the rate first rises from 0, linearly; about a third makes the cosine a cycle (Smith and Topin 2019).
  public var warmUp: Double

  public init(_ initial: Double, schedule: Schedule = .cosine, warmUp: Double = 0) {
    (self.initial, self.schedule, self.warmUp) = (initial, schedule, warmUp)
  }

  /// The rate when `epoch` epochs and parts of them have passed, of `total`.
  public func value(after epoch: Double, of total: Int) -> Double {
    let course = epoch / Double(total)
    if course < warmUp { return initial * course / warmUp }
    switch schedule {
    case .constant: return initial
    case .cosine: return initial * (1 + cos(.pi * (course - warmUp) / (1 - warmUp))) / 2
    case .steps(let epochs, let factor):
      return initial * pow(factor, Double(epochs.filter { Double($0) <= epoch }.count))
    }
  }

  func check() throws(NetworkError) {
    try NetworkError.check("learning rate", initial, in: 1e-12...1e3)
    try NetworkError.check("share of warm-up", warmUp, in: 0...0.9)
    if case .steps(_, let factor) = schedule {
      try NetworkError.check("factor of the rate", factor, in: 0...1000)
    }
  }
}
