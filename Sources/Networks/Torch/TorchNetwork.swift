import CTorchInterface
import Fourier
import Synchronization

/// A network as libtorch holds it, in single or double precision. One call at a time: a lock sees to that, and each call uses
/// all its threads.
final class TorchNetwork<Sample: FourierScalar>: @unchecked Sendable {
  let name: String
  /// `[channels, height, width]` of one signal.
  let input: [Int]
  private let library: TorchLibrary
  private let handle: OpaquePointer
  private let lock = Mutex(())
  private let threads: Int32

  /// A network of nodes with its arrays.
  init(
    _ description: NetworkDescription, _ arrays: [NetworkArray], decays: [Double]? = nil, threads: Int
  ) throws(NetworkError) {
    let library = try TorchLibrary.shared()
    let nodes = description.nodes.map(\.torch)
    let buffer = TensorBuffer(description, arrays, decays: decays)
    var handle: OpaquePointer?
    try library.call(description.name) { table in
      table.set_threads(Int32(threads))
      return table.make(nodes, nodes.count, buffer.tensors, buffer.tensors.count, Self.isDouble, &handle)
    }
    (self.library, self.handle, self.name) = (library, handle!, description.name)
    input = description.input
    self.threads = Int32(threads)
  }

  /// A TorchScript archive for signals `[channels, height, width]`.
  init(script bytes: [UInt8], name: String, input: [Int], threads: Int) throws(NetworkError) {
    let library = try TorchLibrary.shared()
    var handle: OpaquePointer?
    let signals = ctorch_signals(input, count: 0)
    try library.call(name) { table in
      table.set_threads(Int32(threads))
      return bytes.withUnsafeBytes {
        table.load_script($0.baseAddress, $0.count, signals, Self.isDouble, &handle)
      }
    }
    (self.library, self.handle, self.name, self.input) = (library, handle!, name, input)
    self.threads = Int32(threads)
  }

  deinit { library.table.free_network(handle) }

  private static var isDouble: Int32 { Sample.self == Double.self ? 1 : 0 }

  /// One call, alone.
  func call(
    _ body: (ctorch_table, OpaquePointer) -> UnsafeMutablePointer<CChar>?
  ) throws(NetworkError) {
    let result = lock.withLock { _ in
      Result { () throws(NetworkError) in
        try library.call(name) { table in
          table.set_threads(threads)
          return body(table, handle)
        }
      }
    }
    try result.get()
  }

  /// Names and sizes of a script's layers.
  var scriptLayers: [Network.Layer] {
    let table = library.table
    return (0..<table.layer_count(handle)).map {
      Network.Layer(
        name: String(cString: table.layer_name(handle, $0)!), size: Int(table.layer_size(handle, $0)))
    }
  }

  /// Arrays of a script.
  func scriptArrays() throws(NetworkError) -> [NetworkArray] {
    var arrays: [NetworkArray] = []
    for index in 0..<library.table.tensor_count(handle) {
      let rank = library.table.tensor_rank(handle, index)
      let dimensions = (0..<rank).map { Int(library.table.tensor_dimension(handle, index, $0)) }
      let role: NetworkArray.Role = rank > 1 ? .weight : .bias
      arrays.append(
        NetworkArray(
          name: String(cString: library.table.tensor_name(handle, index)!), role: role,
          dimensions: dimensions,
          elements: try elements(of: index, count: dimensions.reduce(1, *))))
    }
    return arrays
  }

  /// One array as it is now.
  func elements(of array: Int, count: Int) throws(NetworkError) -> [Float] {
    var elements = [Float](repeating: 0, count: count)
    try call { $0.read_tensor($1, array, &elements) }
    return elements
  }

  /// How many arrays the optimiser keeps for an array.
  func slotCount(_ array: Int) -> Int { library.table.state_count(handle, array) }
}
