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
    return report
  }

  private static let interval = "high low median"

  @Test func ofAComparison() throws {
    let found = try Self.keys(ComparisonPage(Self.comparison).json())
    let rows = [
      "$":
        "bounds consistency contestants covers curves dataset deformedAccuracy gaussianFits gaussianLayers generalisation geometry "
        + "layers learning notices parameters schema timings version",
      "bounds": "depth layer network norm product",
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
      "learning": "chosen contestant error errors inferenceSeconds labelCount trainingSeconds",
      "learning.error": "count high low mean",
      "parameters": "labelCounts orientations preset repetitions scales seed tuning",
      "timings": "seconds stage",
    ]
    for (path, expected) in rows { #expect(found[path] == expected, "\(path)") }
    for (path, keys) in found where rows[path] == nil { #expect(keys == Self.interval, "\(path)") }
  }

  @Test func ofAStabilityReport() throws {
    let found = try Self.keys(StabilityPage(SampleStability.report).json())
    let rows = [
      "$":
        "bank checks deformations fits frequencyDilation frequencyResponses inputs parameters pictures representations rows "
        + "schema timings version",
      "bank": "energyByOrder energyLost linearProgram lower naive product upper upperWithDecimation",
      "checks":
        "looseness orderedRowCount pixelRelativeStability searchCount searchesAboveRandom violations",
      "deformations":
        "amplitude displacement fieldCount foldedShare gradient hessian kind mallatBound minimalDeterminant spread",
      "fits": "constant kind largestRatio part representation slope",
      "frequencyResponses": "distances representation",
      "frequencyResponses.distances": "distance frequency",
      "inputs": "name sha256",
      "parameters":
        "amplitudes bootstrapCount elasticCutoff fieldCount imageCount kinds maximalOrder normalization orientations padding "
        + "preset roughExponent scales searchedImageCount seed shape",
      "pictures": "amplitude columns distances image isWorstCase kind rows samples",
      "representations": "dimension lipschitzConstant name parts role",
      "representations.role": "kind",
      "rows":
        "amplitude certificate deformationSensitivity distance gradientBound interpolationFloor isFloorTooHigh isOrdered kind "
        + "noiseSensitivity part randomMaximum relativeStability representation worstCase",
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
        == "section,name,layer,depth,labels,repetition,epoch,kind,amplitude,shift,width,angle,regularisation,radius,quantity,value,"
        + "low,high,count,text")
    #expect(
      StabilityTable.columns.joined(separator: ",")
        == "representation,part,kind,amplitude,distance,distance_low,distance_high,random_maximum,worst_case,certificate,"
        + "gradient_bound,is_ordered,interpolation_floor,is_floor_too_high,r,r_low,r_high,d,d_low,d_high,g,g_low,g_high"
    )
    let sections = ComparisonTable(Self.comparison).csv().split(separator: "\r\n").dropFirst().map {
      String($0.prefix { $0 != "," })
    }
    #expect(
      Set(sections).sorted().joined(separator: " ")
        == "bounds consistency contestants covers curves deformed_accuracy gaussian_fits gaussian_layers generalisation geometry "
        + "layers learning")
  }
}
