/// What the studies of a comparison found: the parts of its report besides few labels.
public struct StudyFindings: Sendable {
  public var layers: [LayerRow] = []
  public var bounds: [LayerBound] = []
  public var consistency: [ConsistencyRow] = []
  public var deformedAccuracy: [DeformedAccuracyRow] = []
  public var gaussianLayers: [GaussianLayerRow] = []
  public var gaussianFits: [GaussianLayerFit] = []
  public var geometry: [GeometryRow] = []
  public var generalisation: [GeneralisationRow] = []
  public var covers: [CoverRow] = []
  public var curves: [TrainingCurve] = []

  public init() {}
}
