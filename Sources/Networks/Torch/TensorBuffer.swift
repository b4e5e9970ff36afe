import CTorchInterface

/// Arrays as the shim takes them; their elements live as long as this does.
final class TensorBuffer {
  private(set) var tensors: [ctorch_tensor] = []
  private let elements: UnsafeMutableBufferPointer<Float>

  /// - Parameter decays: The weight decay of each array.
  init(_ description: NetworkDescription, _ arrays: [NetworkArray], decays: [Double]?) {
    elements = .allocate(capacity: arrays.reduce(1) { $0 + $1.elements.count })
    var start = 0
    for (index, layout) in description.arrayLayouts.enumerated() {
      _ = UnsafeMutableBufferPointer(rebasing: elements[start...]).initialize(
        fromContentsOf: arrays[index].elements)
      var tensor = ctorch_tensor()
      tensor.node = Int32(layout.node)
      tensor.role = Int32(NetworkArray.Role.allCases.firstIndex(of: layout.role)!)
      tensor.rank = Int32(layout.dimensions.count)
      withUnsafeMutableBytes(of: &tensor.dimensions) { bytes in
        for (axis, count) in layout.dimensions.enumerated() {
          bytes.storeBytes(of: Int64(count), toByteOffset: 8 * axis, as: Int64.self)
        }
      }
      tensor.elements = UnsafePointer(elements.baseAddress! + start)
      tensor.decay = decays?[index] ?? 0
      tensors.append(tensor)
      start += arrays[index].elements.count
    }
  }

  deinit { elements.deallocate() }
}
