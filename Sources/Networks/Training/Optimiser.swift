/// How a gradient changes the parameters.
public enum Optimiser: Codable, Hashable, Sendable {
  /// Stochastic gradient descent: `v = momentum v + g`, then a step along `v`, or `g + momentum v` with Nesterov's form.
  case gradientDescent(momentum: Double = 0.9, isNesterov: Bool = true)
  /// Adam (Kingma and Ba 2015), with the decays of both means; weight decay is added to the gradient.
  case adam(firstDecay: Double = 0.9, secondDecay: Double = 0.999, epsilon: Double = 1e-8)

  func check() throws(NetworkError) {
    switch self {
    case .gradientDescent(let momentum, _): try NetworkError.check("momentum", momentum, in: 0...0.9999)
    case .adam(let first, let second, let epsilon):
      try NetworkError.check("first decay", first, in: 0...0.9999)
      try NetworkError.check("second decay", second, in: 0...0.999999)
      try NetworkError.check("epsilon", epsilon, in: 1e-12...1)
    }
  }
}
