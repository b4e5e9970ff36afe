import Arrays

/// Images ready to be warped by many fields; immutable and shared freely.
public protocol PreparedImages: Sendable {
  /// The leading axes of the images.
  var batch: [Int] { get }
  var shape: Shape { get }
  /// The threads that share the work; results are the same bits for any number of them.
  var parallel: Parallel { get }

  /// Writes one image, an index in the flattened batch, under a displacement `[component, space...]` of pixels; where
  /// asked, also the gradient of the interpolant at `u - tau(u)`, `[axis, space...]`. On one thread, without allocating.
  /// - Precondition: `image` is below the number of images, and displacements are finite.
  func warp(
    _ image: Int, by displacement: UnsafePointer<Double>, into values: UnsafeMutablePointer<Double>,
    gradient: UnsafeMutablePointer<Double>?)
}

extension PreparedImages {
  /// The number of images.
  public var count: Int { batch.reduce(1, *) }

  /// Every image under one field: `[batch..., space...]`.
  public func apply(_ field: DisplacementField) -> Signal<Double> {
    check(field)
    return Signal(batch: batch, shape: shape) { values in
      nonisolated(unsafe) let values = values.baseAddress!
      parallel.forEach(count) { _, image in
        field.displacement.withUnsafeSamples {
          self.warp(image, by: $0.baseAddress!, into: values + image * self.shape.count, gradient: nil)
        }
      }
    }
  }

  /// Every image under every field: `[batch..., field, space...]`.
  public func apply(_ fields: [DisplacementField]) -> Signal<Double> {
    fields.forEach(check)
    return Signal(batch: batch + [fields.count], shape: shape) { values in
      guard let base = values.baseAddress else { return }
      nonisolated(unsafe) let values = base
      parallel.forEach(count * fields.count) { _, item in
        fields[item % fields.count].displacement.withUnsafeSamples {
          self.warp(
            item / fields.count, by: $0.baseAddress!, into: values + item * self.shape.count, gradient: nil)
        }
      }
    }
  }

  /// Every image under one field, with the gradient of its interpolant there: `d/dtau x(u - tau) = -gradient`.
  public func applyWithGradient(_ field: DisplacementField) -> WarpedImages {
    check(field)
    let (block, rank) = (shape.count, shape.rank)
    var gradient: Signal<Double>?
    let values = Signal<Double>(batch: batch, shape: shape) { values in
      nonisolated(unsafe) let values = values.baseAddress!
      gradient = Signal(batch: batch + [rank], shape: shape) { slopes in
        nonisolated(unsafe) let slopes = slopes.baseAddress!
        parallel.forEach(count) { _, image in
          field.displacement.withUnsafeSamples {
            self.warp(
              image, by: $0.baseAddress!, into: values + image * block,
              gradient: slopes + image * rank * block)
          }
        }
      }
    }
    return WarpedImages(values: values, gradient: gradient!)
  }

  private func check(_ field: DisplacementField) {
    precondition(field.shape == shape, "a field on \(field.shape) for images of \(shape)")
  }
}

/// Warped images and the gradient of their interpolants at the points they were read.
public struct WarpedImages: Sendable {
  /// The warped images `x(u - tau(u))`, `[batch..., space...]`.
  public let values: Signal<Double>
  /// The gradient `(grad x)(u - tau(u))`, `[batch..., axis, space...]`, per pixel; `d/dtau x(u - tau)` is its negative.
  public let gradient: Signal<Double>
}
