// swift-tools-version: 6.1
import PackageDescription

// Networks: SCATTERING_NETWORKS=off leaves the shim over libtorch out; SCATTERING_LIBTORCH=FOLDER takes another libtorch
// than Debian's (Docs/Decisions/0011-libtorch-on-demand.md).
let hasNetworks = Context.environment["SCATTERING_NETWORKS"] != "off"
let libtorch = Context.environment["SCATTERING_LIBTORCH"]
let libtorchIncludes = libtorch.map { "\($0)/include" } ?? "/usr/include"

// SCATTERING_RUNTIME=static puts the Swift runtime into the C library and the tool, as wheels have them. The library then needs FFTW and the
// C and C++ runtimes alone, and shows nothing but what scattering.h declares. The libraries named here are those that Foundation names only
// to what is compiled with a static runtime, while this is only linked with one.
let hasStaticRuntime = Context.environment["SCATTERING_RUNTIME"] == "static"
let staticRuntime: [LinkerSetting] = [
  .unsafeFlags([
    "-static-stdlib", "-Xlinker", "--gc-sections", "-Xlinker", "-s", "-Xlinker", "-z", "-Xlinker", "defs",
  ]),
  .linkedLibrary("_FoundationCollections"), .linkedLibrary("_FoundationCShims"),
]
let interfaceLinkerSettings =
  hasStaticRuntime
  ? staticRuntime + [
    .unsafeFlags([
      "-Xlinker", "--wrap=hypot", "-Xlinker", "--wrap=hypotf",
      "-Xlinker", "--version-script=\(Context.packageDirectory)/Sources/ScatteringC/exports.map",
    ])
  ] : []
let toolLinkerSettings =
  hasStaticRuntime
  ? staticRuntime + [.linkedLibrary("CoreFoundation"), .linkedLibrary("_FoundationICU")] : []

let networkProducts: [Product] = [.library(name: "CTorch", type: .dynamic, targets: ["CTorch"])]
let networkTargets: [Target] = [
  .target(
    name: "CTorch", dependencies: ["CTorchInterface"],
    cxxSettings: [
      // Debian's stands in a folder that compilers search anyway. C++20 would have headers be modules, which SwiftPM makes of C only.
      .unsafeFlags(libtorch == nil ? [] : ["-I\(libtorchIncludes)", "-fno-cxx-modules"]),
      .unsafeFlags(["-I\(libtorchIncludes)/torch/csrc/api/include"]),
    ],
    linkerSettings: [
      .unsafeFlags(libtorch.map { ["-L\($0)/lib", "-Xlinker", "-rpath", "-Xlinker", "\($0)/lib"] } ?? []),
      .linkedLibrary("torch"), .linkedLibrary("torch_cpu"), .linkedLibrary("c10"),
    ])
]

let package = Package(
  name: "swift-scattering",
  products: [
    .library(name: "Scattering", targets: ["Scattering"]),
    .library(name: "Stability", targets: ["Stability"]),
    .library(name: "Plots", targets: ["Plots"]),
    .library(name: "ScatteringC", type: .dynamic, targets: ["ScatteringC"]),
    .executable(name: "scatter", targets: ["scatter"]),
  ] + (hasNetworks ? networkProducts : []),
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
  ],
  targets: [
    .systemLibrary(name: "CFFTW", pkgConfig: "fftw3", providers: [.apt(["libfftw3-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CLBFGS", pkgConfig: "liblbfgs", providers: [.apt(["liblbfgs-dev"])]),
    .target(name: "CKernels"),
    .target(
      name: "CCodecs",
      linkerSettings: [
        .linkedLibrary("spng"), .linkedLibrary("turbojpeg"), .linkedLibrary("tiff"),
        .linkedLibrary("gif"), .linkedLibrary("webp"), .linkedLibrary("z"), .linkedLibrary("archive"),
        .linkedLibrary("sndfile"), .linkedLibrary("cfitsio"),
        .linkedLibrary("m"), .linkedLibrary("dl"),
      ]),
    .target(
      name: "Arrays",
      dependencies: ["CKernels", .product(name: "Numerics", package: "swift-numerics")]),
    .target(name: "CSolvers", linkerSettings: [.linkedLibrary("m"), .linkedLibrary("dl")]),
    .target(name: "Numerical", dependencies: ["Arrays", "CSolvers"]),
    .target(name: "Fourier", dependencies: ["Arrays", "CFFTW", "CKernels"]),
    .target(name: "Wavelets", dependencies: ["Fourier", "Numerical"]),
    .target(name: "Scattering", dependencies: ["Wavelets", "CKernels"]),
    .target(name: "CScattering"),
    .target(
      name: "ScatteringC", dependencies: ["CScattering", "Scattering", "Deformations"],
      exclude: ["exports.map"],
      linkerSettings: interfaceLinkerSettings),
    .target(name: "Inversion", dependencies: ["Numerical", "Scattering", "CLBFGS"]),
    .target(name: "Files", dependencies: ["Scattering", "CCodecs", "COpenSSL"]),
    .target(name: "Representations", dependencies: ["Files"]),
    .target(name: "Deformations", dependencies: ["Fourier", "Numerical"]),
    .target(name: "Stability", dependencies: ["Representations", "Deformations"]),
    .target(name: "Learning", dependencies: ["Files", "Numerical", "CSolvers"]),
    .target(name: "CTorchInterface"),
    .target(
      name: "Networks", dependencies: ["Representations", "Deformations", "Learning", "CTorchInterface"]),
    .target(name: "Theory", dependencies: ["Networks", "Stability"]),
    .target(name: "Comparison", dependencies: ["Theory"]),
    .target(name: "Plots", dependencies: ["Files"]),
    .target(name: "Reports", dependencies: ["Plots", "Comparison"]),
    .target(
      name: "Benchmarks", dependencies: ["Networks"],
      exclude: ["peers.py", "drums.py", "torch_step.cpp", "networks.py", "stratified_split.py"]),
    .executableTarget(
      name: "scatter",
      dependencies: [
        "Reports", "Benchmarks", "Inversion",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ], linkerSettings: toolLinkerSettings),
    .executableTarget(
      name: "fingerprint", dependencies: ["Stability"], path: "Tests/Fingerprint", exclude: ["compare.py"]),
    .executableTarget(
      name: "searchstrength", dependencies: ["Stability"], path: "Tests/SearchStrength",
      exclude: ["textures.py"]),
    .target(
      name: "TestSupport",
      dependencies: [
        "Scattering", "Files", "MutexAnnotations", .product(name: "Numerics", package: "swift-numerics"),
      ],
      path: "Tests/TestSupport", exclude: ["MKL/stand_in.c"]),
    .target(
      name: "KernelBuilds", dependencies: ["CKernels"], path: "Tests/KernelBuilds", exclude: ["table.inc"]),
    .target(name: "MutexAnnotations", path: "Tests/MutexAnnotations"),
    .target(name: "AllocationCounter", path: "Tests/AllocationCounter"),
    .testTarget(name: "ArraysTests", dependencies: ["TestSupport"]),
    .testTarget(name: "FourierTests", dependencies: ["TestSupport"]),
    .testTarget(name: "WaveletsTests", dependencies: ["TestSupport"]),
    .testTarget(
      name: "ScatteringTests", dependencies: ["TestSupport", "AllocationCounter", "KernelBuilds"]),
    .target(
      name: "StabilitySupport", dependencies: ["TestSupport", "Stability"], path: "Tests/StabilitySupport"),
    .target(
      name: "CInterface", dependencies: ["CScattering"], path: "Tests/CInterface", exclude: ["main.c"]),
    .testTarget(name: "ScatteringCTests", dependencies: ["TestSupport", "CInterface", "ScatteringC"]),
    .testTarget(name: "InversionTests", dependencies: ["TestSupport", "Inversion"]),
    .testTarget(name: "NumericalTests", dependencies: ["TestSupport"]),
    .testTarget(name: "RepresentationsTests", dependencies: ["StabilitySupport"]),
    .testTarget(name: "DeformationsTests", dependencies: ["StabilitySupport"]),
    .testTarget(name: "StabilityTests", dependencies: ["StabilitySupport", "Networks"]),
    .testTarget(name: "TheoryTests", dependencies: ["TestSupport", "Theory"]),
    .testTarget(name: "ComparisonTests", dependencies: ["TestSupport", "Comparison"]),
    .testTarget(
      name: "NetworksTests", dependencies: ["StabilitySupport", "Networks"], exclude: ["Fixtures"]),
    .testTarget(name: "LearningTests", dependencies: ["TestSupport", "Learning"]),
    .testTarget(name: "FilesTests", dependencies: ["TestSupport"], exclude: ["Fixtures"]),
    .testTarget(name: "PlotsTests", dependencies: ["TestSupport", "Plots"]),
    .testTarget(name: "ReportsTests", dependencies: ["TestSupport", "Reports"]),
    .testTarget(name: "ToolTests", dependencies: ["StabilitySupport", "Networks", "scatter"]),
  ] + (hasNetworks ? networkTargets : []),
  // libtorch 1.13 is C++17; the later ones want C++20.
  cxxLanguageStandard: libtorch == nil ? .cxx17 : .cxx20
)

// SCATTERING_TARGETS=ArraysTests,FilesTests leaves out what these do not need: sanitizers and fuzzers compile everything anew.
// Fuzzers are only there if named so: their main function comes with libFuzzer.
if let names = Context.environment["SCATTERING_TARGETS"]?.split(separator: ",").map(String.init) {
  if names.contains("Fuzzers") {
    package.targets.append(
      .executableTarget(
        name: "Fuzzers", dependencies: ["Networks"], path: "Tests/Fuzzers", exclude: ["Seeds"]))
  }
  var needed: Set<String> = []
  func need(_ name: String) {
    guard let target = package.targets.first(where: { $0.name == name }), needed.insert(name).inserted else {
      return
    }
    for case .byNameItem(let dependency, _) in target.dependencies { need(dependency) }
  }
  names.forEach(need)
  package.targets.removeAll { !needed.contains($0.name) }
  package.products.removeAll { product in
    guard let library = product as? Product.Library else { return true }
    return !needed.isSuperset(of: library.targets)
  }
}
