// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "swift-scattering",
  products: [
    .library(name: "Scattering", targets: ["Scattering"]),
    .library(name: "Stability", targets: ["Stability"]),
    .executable(name: "scatter", targets: ["scatter"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
  ],
  targets: [
    .systemLibrary(name: "CFFTW", pkgConfig: "fftw3", providers: [.apt(["libfftw3-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .target(name: "CKernels"),
    .target(
      name: "CCodecs",
      linkerSettings: [
        .linkedLibrary("spng"), .linkedLibrary("turbojpeg"), .linkedLibrary("tiff"),
        .linkedLibrary("z"), .linkedLibrary("archive"), .linkedLibrary("m"),
      ]),
    .target(
      name: "Arrays",
      dependencies: ["CKernels", .product(name: "Numerics", package: "swift-numerics")]),
    .target(name: "Fourier", dependencies: ["Arrays", "CFFTW"]),
    .target(name: "Wavelets", dependencies: ["Fourier"]),
    .target(name: "Scattering", dependencies: ["Wavelets"]),
    .target(name: "Stability", dependencies: ["Scattering"]),
    .target(name: "Learning", dependencies: ["Scattering"]),
    .target(name: "Comparison", dependencies: ["Stability", "Learning"]),
    .target(
      name: "Files",
      dependencies: ["Learning", "CCodecs", "COpenSSL"]),
    .target(name: "Reports", dependencies: ["Files", "Comparison"]),
    .target(name: "Benchmarks", dependencies: ["Scattering"], exclude: ["peers.py"]),
    .executableTarget(
      name: "scatter",
      dependencies: [
        "Reports", "Benchmarks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ]),
    .target(
      name: "TestSupport",
      dependencies: ["Scattering", "Files", .product(name: "Numerics", package: "swift-numerics")],
      path: "Tests/TestSupport"),
    .testTarget(name: "ArraysTests", dependencies: ["TestSupport"]),
    .testTarget(name: "FourierTests", dependencies: ["TestSupport"]),
    .testTarget(name: "WaveletsTests", dependencies: ["TestSupport"]),
    .testTarget(name: "ScatteringTests", dependencies: ["TestSupport"]),
    .testTarget(name: "StabilityTests", dependencies: ["TestSupport", "Stability"]),
    .testTarget(name: "LearningTests", dependencies: ["TestSupport", "Learning"]),
    .testTarget(name: "FilesTests", dependencies: ["TestSupport"], exclude: ["Fixtures"]),
    .testTarget(name: "ReportsTests", dependencies: ["TestSupport", "Reports"]),
    .testTarget(name: "ToolTests", dependencies: ["TestSupport", "scatter"]),
  ]
)
