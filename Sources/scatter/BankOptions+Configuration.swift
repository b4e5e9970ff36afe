import Files
import Scattering

extension BankOptions {
  func configuration(
    for shape: Shape, maxOrder: Int, padding: Padding
  ) throws(ScatteringError) -> ScatteringConfiguration {
    try ScatteringConfiguration(
      shape: shape, scales: scales, orientations: orientations, maximalOrder: maxOrder, padding: padding,
      oversampling: oversampling, normalization: normalization)
  }

  /// The transform's configuration for the images; what does not fit is an error of the file that has the size.
  func configuration(of inputs: InputSet, maxOrder: Int, padding: Padding) throws -> ScatteringConfiguration {
    do throws(ScatteringError) {
      return try configuration(for: inputs.shape, maxOrder: maxOrder, padding: padding)
    } catch {
      let expected =
        switch error {
        case .tooManyScales: "at least 2^\(scales) pixels along each side for --scales \(scales)"
        case .tooLarge: "at most \(grouped(ScatteringConfiguration.maximalGridCount)) pixels when padded"
        default: "others, as \(error)"
        }
      throw FileError(
        .badData, inputs.sources[0].path, found: "images of \(inputs.shape)", expected: expected)
    }
  }
}
