import Comparison
import Foundation
import Stability
import Testing

@testable import Reports

/// The keys of the documents and the columns of the tables, in full: other programs read them, so they stay when names in Swift change.
@Suite struct DocumentKeysTests {
  /// The keys of all objects at each path of a document, sorted; `$` for the document itself.
  private static func keys(_ text: String) throws -> [String: String] {
    var found: [String: Set<String>] = [:]
    func walk(_ value: Any, _ path: String) {
      if let array = value as? [Any] { for element in array { walk(element, path) } }
      guard let object = value as? [String: Any] else { return }
      found[path, default: []].formUnion(object.keys)
      for (key, element) in object { walk(element, path == "$" ? key : "\(path).\(key)") }
    }
    walk(try JSONSerialization.jsonObject(with: Data(text.utf8)), "$")
    return found.mapValues { $0.sorted().joined(separator: " ") }
  }

  /// A report with every optional value set.
  private static var comparison: ComparisonReport {
    var report = SampleComparison.report
    report.generalisation[0].trainFrobenius = 1
    report.generalisation[0].testFrobenius = 1
    report.generalisation[0].convexHullJacobian = 1
    report.generalisation[0].convexHullMargin = 1
    report.generalisation[0].adversarialMargin = 1
    report.gaussianLayers[0].predictedDeviation = 1
    report.covers[0].quotientCover = 1
    report.covers[0].quotientPacking = 1
    report.run?.libtorch = "2.9.0"
    return report
  }

  private static let interval = "high low median"

  @Test func ofAComparison() throws {
    let found = try Self.keys(ComparisonPage(Self.comparison).json())
    let rows = [
      "$":
        "bounds certifiedFamilies comparisons consistency contestants covers curves dataset deformedAccuracy gaussianFits gaussianLayers generalisation geometry "
        + "layers learning notices parameters run schema timings version",
      "bounds": "constant depth layer network norm product",
      "certifiedFamilies": "accuracy certified contestant evaluations imageCount kind size worstAccuracy",
      "consistency": "contestant largestShift share",
      "contestants": "candidateCount detail dimension family name parameterCount",
      "covers":
        "imageCount imageCover imagePacking orbitCover orbitPacking quotientCover quotientPacking radius representation shiftCount",
      "curves": "epochs labelCount network",
      "curves.epochs": "loss seconds trainAccuracy validationAccuracy",
      "dataset": "classNames files name shape split testCount trainCount",
      "dataset.files": "name sha256",
      "deformedAccuracy": "accuracy amplitude certified contestant kind",
      "gaussianFits": "angle depth high low slope",
      "gaussianLayers":
        "angle depth deviation deviationError draws measured measuredCosine predicted predictedCosine predictedDeviation width",
      "generalisation":
        "adversarialMargin bounds frobeniusMargin hullJacobian hullMargin isOrdered jacobianMargin labelCount lowMargin "
        + "medianMargin network regularisation spectralMargin testError testFrobenius testJacobian trainError trainFrobenius "
        + "trainJacobian",
      "generalisation.bounds": "constant cover isProven isVacuous logBound logCover margin share",
      "geometry": "angleBetween angleWithin depth distanceBetween distanceWithin layer network",
      "layers":
        "amplitude certificate deformationSensitivity depth isOrdered kind layer network noiseSensitivity randomMaximum "
        + "relativeStability worstCase",
      "learning":
        "chosen contestant error errors inferenceSeconds labelCount misclassified sources trainingSeconds",
      "learning.misclassified": "bits count",
      "comparisons": "adjustedP comparisonCount difference first isSettled labelCount p second",
      "comparisons.difference": "count high low mean",
      "run": "command date libtorch machine",
      "run.machine": "cores operatingSystem processor threads",
      "learning.error": "count high low mean",
      "parameters":
        "hasStudies labelCounts labelSource maximalOrder normalization orientations oversampling padding pooling preset repetitions rescale resize "
        + "scales seed testShare tuning",
      "timings": "seconds stage",
    ]
    for (path, expected) in rows { #expect(found[path] == expected, "\(path)") }
    for (path, keys) in found where rows[path] == nil { #expect(keys == Self.interval, "\(path)") }
  }

  @Test func ofAStabilityReport() throws {
    let found = try Self.keys(StabilityPage(SampleStability.report).json())
    let rows = [
      "$":
        "banks checks deformations fits frequencyDilation frequencyResponses inputs leftOut parameters pictures representations rows run "
        + "schema timings version",
      "banks":
        "energyByOrder energyLost linearProgram lower naive product representation upper upperWithDecimation",
      "checks":
        "closedFamilyCount familyCount looseness orderedRowCount pixelRelativeStability searchCount searchesAboveRandom violations",
      "deformations":
        "amplitude displacement fieldCount foldedShare gradient hessian kind mallatBounds minimalDeterminant spread",
      "deformations.mallatBounds": "bound scales",
      "fits": "constant kind largestRatio part representation scales slope",
      "frequencyResponses": "distances representation",
      "frequencyResponses.distances": "distance frequency",
      "inputs": "name sha256",
      "parameters":
        "amplitudes availableImageCount bootstrapCount color elasticCutoff familyGap fieldCount fieldsVersion imageCount kinds maximalOrder "
        + "normalization orientations padding preset roughExponent scales searchedImageCount searchedImages seed shape",
      "pictures": "amplitude columns distances image isWorstCase kind rows samples",
      "representations":
        "dimension isAssessed lipschitzConstant name orientations parts productConstant role scales",
      "representations.role": "kind",
      "rows":
        "amplitude certificate deformationSensitivityByMean deformationSensitivityByMedian displacementBound distance familyBound "
        + "familyBoundByImage familyWorst familyWorstByImage gradientBound interpolationFloor isFloorTooHigh "
        + "isOrdered kind noiseSensitivityByMean noiseSensitivityByMedian part randomMaximum relativeStability "
        + "relativeStabilityOfMedians representation smoothFieldBound worstCase",
      "run": "command date machine", "run.machine": "cores operatingSystem processor threads",
      "timings": "seconds stage",
    ]
    for (path, expected) in rows { #expect(found[path] == expected, "\(path)") }
    for (path, keys) in found where rows[path] == nil { #expect(keys == Self.interval, "\(path)") }
  }

  @Test func ofALayersRole() throws {
    let role = RepresentationRole.layer(LayerPosition(network: "CNN", layer: "linear 1", depth: 2))
    #expect(try Self.keys(ReportDocument(role).text) == ["$": "depth kind layer network"])
    let text = #"{"depth":2,"kind":"layer","layer":"linear 1","network":"CNN"}"#
    #expect(try JSONDecoder().decode(RepresentationRole.self, from: Data(text.utf8)) == role)
  }

  @Test func columnsOfTables() {
    #expect(
      ComparisonTable.columns.joined(separator: ",")
        == "section,name,compared_with,layer,depth_in_layers,number_of_labels,repetition,epoch,kind,amplitude_px,largest_shift_px,"
        + "width_rows,angle_rad,regularisation_weight,radius_share_of_median_distance,quantity,value,low95,high95,"
        + "repetitions_or_draws,text")
    let columns = StabilityTable.columns.joined(separator: ",")
    func ends(_ name: String) -> String { "\(name),\(name)_low95,\(name)_high95" }
    let parts = [
      "representation,part,scales_J,orientations_L,kind,amplitude_px", ends("distance_share_of_norm"),
      "random_maximum_share_of_norm,worst_case_share_of_norm,certificate_share_of_norm,family_worst_share_of_norm",
      "family_bound_share_of_norm,smooth_field_bound_share_of_norm,displacement_bound_share_of_norm,gradient_bound,is_ordered,interpolation_floor_share_of_norm,is_floor_too_high",
      ends("relative_stability_R"), "relative_stability_R_of_medians",
      ends("deformation_sensitivity_D_by_mean"),
      ends("noise_sensitivity_G_by_mean"), ends("deformation_sensitivity_D_by_median"),
      ends("noise_sensitivity_G_by_median"),
    ]
    #expect(columns == parts.joined(separator: ","))
    let sections = ComparisonTable(Self.comparison).csv().split(separator: "\r\n").dropFirst().map {
      String($0.prefix { $0 != "," })
    }
    #expect(
      Set(sections).sorted().joined(separator: " ")
        == "bounds certified_families comparisons consistency contestants covers curves deformed_accuracy gaussian_fits gaussian_layers generalisation geometry "
        + "layers learning")
  }
}
