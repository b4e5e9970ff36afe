import Files
import Scattering

extension TransformOptions {
  /// The transform's configuration for the images; what does not fit is an error of the file that has the size.
  func configuration(of inputs: InputSet) throws -> ScatteringConfiguration {
    do throws(ScatteringError) {
      return try configuration(for: inputs.shape)
    } catch {
      let scales = bank.scales
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
