/// How weights are drawn; all are independent and normal with mean 0, biases are 0, and batch normalisation starts as the
/// identity of standardised values.
public enum NetworkInitialisation: String, Codable, Sendable {
  /// Variance 1 / n with n the inputs of one output (LeCun et al. 1998), and 2 / n where a rectifier follows at once (He et al.
  /// 2015): layers keep the size of signals on the way in.
  case inputs
  /// Variance 1 / m with m the outputs of one input: m of a matrix, outputs x kernel^2 of a convolution; so that a layer
  /// keeps norms in the mean (Giryes, Sapiro and Bronstein 2016).
  case outputs
}
