/// How weights are drawn; all are independent and normal with mean 0, biases are 0, and batch normalisation starts as the
/// identity of standardised values.
public enum NetworkInitialisation: String, Codable, Sendable {
  /// Variance 1 / (3 n) with n the inputs of one output: that of a uniform number within 1 / sqrt n, with which PyTorch's layers
  /// start. Scores are small at first; with 2 / n (He et al. 2015) the first losses of the small CNN were three times as large, and it
  /// learned more slowly for epochs.
  case inputs
  /// Variance 1 / m with m the outputs of one input: m of a matrix, outputs x kernel^2 of a convolution; so that a layer
  /// keeps norms in the mean (Giryes, Sapiro and Bronstein 2016).
  case outputs
}
