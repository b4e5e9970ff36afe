import Arrays
import Files

extension Messages {
  /// Says how inputs are read where that could be meant otherwise, and what is left out of them.
  /// - Parameter colorOption: What keeps colours, if the command has an option for it.
  func report(_ inputs: InputSet, colorOption: String? = nil) {
    let summary = inputs.summary
    if !inputs.leftOut.isEmpty {
      let count = inputs.leftOut.values.reduce(0, +)
      logger.warning(
        """
        \(files(count)) left out of the folders as no input: \(FolderListing.text(of: inputs.leftOut))
        """)
    }
    if let bytes = summary.plainBytes {
      logger.warning(
        """
        \(bytes.path)\(more(bytes.count)): unsigned bytes are taken as they are, where those of images are divided by 255; \
        --rescale 255 divides them, --rescale none takes them so
        """)
    }
    for array in summary.arrays.prefix(3) { logger.info("\(text(of: array))") }
    if summary.arrays.count > 3 { logger.info("and arrays of \(summary.arrays.count - 3) other shapes") }
    if let losses = lossText(summary, colorOption) { logger.info("\(losses)") }
  }

  private func files(_ count: Int) -> String { count == 1 ? "1 file is" : "\(grouped(count)) files are" }

  private func more(_ count: Int) -> String { count == 1 ? "" : " and \(grouped(count - 1)) more" }

  /// `x.npy: 60000 x 28 x 28, read as 60,000 images of 28 x 28`.
  private func text(of arrays: InputSummary.Arrays) -> String {
    let images = arrays.imageCount == 1 ? "one image" : "\(grouped(arrays.imageCount)) images"
    let mayBeColors = arrays.axes.count == 3 && (3...4).contains(arrays.axes[0])
    return """
      \(arrays.path)\(more(arrays.count)): \(arrays.axes.axesText), read as \(images) of \(arrays.imageAxes.axesText)\
      \(mayBeColors ? "; if they are the colours of one, x[None] makes them a batch axis of it" : "")
      """
  }

  private func lossText(_ summary: InputSummary, _ colorOption: String?) -> String? {
    let option = colorOption.map { "; \($0) keeps the colours" } ?? ""
    var texts: [String] = []
    if summary.colorLossCount > 0 {
      texts.append("\(share(summary.colorLossCount, summary)) stored in colour and turned to gray\(option)")
    }
    if summary.alphaLossCount > 0 {
      texts.append(
        "\(share(summary.alphaLossCount, summary)) stored with an alpha or a further channel, which is left out"
      )
    }
    return texts.isEmpty ? nil : texts.joined(separator: "; ")
  }

  /// `2 of 5 image files are`.
  private func share(_ count: Int, _ summary: InputSummary) -> String {
    let total = summary.pictureCount
    if count == total { return total == 1 ? "the image file is" : "all \(grouped(total)) image files are" }
    return "\(grouped(count)) of \(grouped(total)) image files \(count == 1 ? "is" : "are")"
  }
}
