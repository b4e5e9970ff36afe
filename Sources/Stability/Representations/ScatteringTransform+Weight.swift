import Foundation
import Scattering

extension ScatteringTransform {
  /// 2^(rank (J - oversampling) / 2): the weight of a feature in distances that decimation does not change.
  package var distanceWeight: Double {
    pow(2, Double(plan.outputLevel * configuration.shape.rank) / 2)
  }
}
