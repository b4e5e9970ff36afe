extension Array where Element == Int {
  /// The product of the elements, 1 for none; nil where an `Int` cannot hold it.
  package var productIfRepresentable: Int? {
    reduce(1) { product, factor in
      guard let (value, overflow) = product?.multipliedReportingOverflow(by: factor), !overflow else {
        return nil
      }
      return value
    }
  }
}
