import Scattering

/// A shape of three axes, absent ones in front of length 1, without reference counts: for inner loops.
struct PlainShape {
  let rank, depth, height, width: Int

  init(_ shape: Shape) {
    rank = shape.rank
    width = shape[rank - 1]
    height = rank > 1 ? shape[rank - 2] : 1
    depth = rank > 2 ? shape[0] : 1
  }

  var count: Int { depth * height * width }
}
