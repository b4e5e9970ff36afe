import Files
import Foundation
import Scattering

/// Arrays that Kymatio 0.3.0 computed (Data/Golden).
public struct Golden: Decodable, Sendable {
  public struct Array: Decodable, Sendable {
    public let file: String
  }

  /// One scattering transform.
  public struct Case: Decodable, Sendable, CustomStringConvertible {
    public let name: String
    public let height, width, scales, orientations, maxOrder: Int
    public let batch: [Int]
    public let input, output: Array
    public var description: String { name }
  }

  /// Filters at one level.
  public struct Level: Decodable, Sendable {
    public let level: Int
    public let firstScale: Int?
    public let file: String
  }

  /// One filter bank.
  public struct Bank: Decodable, Sendable, CustomStringConvertible {
    public let name: String
    public let height, width, scales, orientations: Int
    public let psi, phi: [Level]
    public var description: String { name }
  }

  public let cases: [Case]
  public let banks: [Bank]

  public static let all: Golden = {
    try! JSONDecoder().decode(
      Golden.self, from: Data(contentsOf: URL(fileURLWithPath: path("golden.json"))))
  }()

  /// All numbers of an array, in row-major order.
  public static func numbers<Sample: Scalar>(_ file: String, as _: Sample.Type) -> [Sample] {
    let set = try! InputSet(paths: [path(file)])
    return try! set.read(0..<set.count, as: Sample.self).samples
  }

  private static func path(_ file: String) -> String { "\(repository)/Data/Golden/\(file)" }
}

/// The folder that holds Package.swift.
public let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().path
