// The names are those of C.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import CScattering
import Glibc
import Scattering

// What scattering.h declares. Each function finds its transform, checks what it was given, and turns errors to text.

@c @implementation
public func scattering_create(
  _ json: UnsafePointer<CChar>?, _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> Int64 {
  reporting(to: error, failure: 0) { () throws(InterfaceError) in
    guard let json else { throw InterfaceError("no JSON was given") }
    return TransformTable.shared.add(try TransformRequest(json: String(cString: json)).make())
  }
}

@c @implementation
public func scattering_destroy(
  _ transform: Int64, _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  reporting(to: error, failure: -1) { () throws(InterfaceError) in
    try TransformTable.shared.remove(transform)
    return 0
  }
}

@c @implementation
public func scattering_describe(
  _ transform: Int64, _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> UnsafeMutablePointer<CChar>? {
  reporting(to: error, failure: nil) { () throws(InterfaceError) in
    strdup(try TransformTable.shared.transform(transform).description())
  }
}

@c @implementation
public func scattering_execute(
  _ transform: Int64, _ signals: UnsafeRawPointer?, _ count: Int, _ features: UnsafeMutableRawPointer?,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  reporting(to: error, failure: -1) { () throws(InterfaceError) in
    let transform = try TransformTable.shared.transform(transform)
    try transform.memory.check(signals, "signals", count, transform.signalCount)
    try transform.memory.check(features, "features", count, transform.featureCount)
    if count > 0 { transform.execute(signals!, count, features!) }
    return 0
  }
}

@c @implementation
public func scattering_pushforward(
  _ transform: Int64, _ signals: UnsafeRawPointer?, _ tangents: UnsafeRawPointer?, _ count: Int,
  _ features: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  reporting(to: error, failure: -1) { () throws(InterfaceError) in
    let transform = try TransformTable.shared.transform(transform)
    try transform.memory.check(signals, "signals", count, transform.signalCount)
    try transform.memory.check(tangents, "tangents", count, transform.signalCount)
    try transform.memory.check(features, "features", count, transform.featureCount)
    if count > 0 { transform.pushforward(signals!, tangents!, count, features!) }
    return 0
  }
}

@c @implementation
public func scattering_pullback(
  _ transform: Int64, _ signals: UnsafeRawPointer?, _ cotangents: UnsafeRawPointer?, _ count: Int,
  _ gradients: UnsafeMutableRawPointer?, _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  reporting(to: error, failure: -1) { () throws(InterfaceError) in
    let transform = try TransformTable.shared.transform(transform)
    try transform.memory.check(signals, "signals", count, transform.signalCount)
    try transform.memory.check(cotangents, "cotangents", count, transform.featureCount)
    try transform.memory.check(gradients, "gradients", count, transform.signalCount)
    if count > 0 { transform.pullback(signals!, cotangents!, count, gradients!) }
    return 0
  }
}

@c @implementation
public func scattering_field(
  _ json: UnsafePointer<CChar>?, _ displacement: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  reporting(to: error, failure: -1) { () throws(InterfaceError) in
    guard let json else { throw InterfaceError("no JSON was given") }
    let request: FieldRequest = try decoded(String(cString: json))
    guard let displacement else { throw InterfaceError("displacement is NULL") }
    request.displacement.withUnsafeSamples { displacement.update(from: $0.baseAddress!, count: $0.count) }
    return 0
  }
}

@c @implementation
public func scattering_warp(
  _ json: UnsafePointer<CChar>?, _ signals: UnsafePointer<Double>?, _ count: Int,
  _ displacement: UnsafePointer<Double>?, _ warped: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  reporting(to: error, failure: -1) { () throws(InterfaceError) in
    guard let json else { throw InterfaceError("no JSON was given") }
    let request: WarpRequest = try decoded(String(cString: json))
    let memory = InterfaceMemory(sampleSize: MemoryLayout<Double>.stride)
    try memory.check(signals, "signals", count, request.signalCount)
    try memory.check(displacement, "displacement", 1, request.fieldCount)
    try memory.check(warped, "warped", count, request.signalCount)
    if count > 0 { try request.run(signals!, count, displacement!, warped!) }
    return 0
  }
}

@c @implementation
public func scattering_version() -> UnsafePointer<CChar>? { UnsafePointer(versionText) }

@c @implementation
public func scattering_free(_ text: UnsafeMutablePointer<CChar>?) { free(text) }

/// Never freed: callers keep it.
private nonisolated(unsafe) let versionText = strdup(ScatteringPackage.version)

/// What `body` returns; or `failure`, after its error has been written as text.
private func reporting<Value>(
  to error: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?, failure: Value,
  _ body: () throws(InterfaceError) -> Value
) -> Value {
  do throws(InterfaceError) {
    return try body()
  } catch let caught {
    error?.pointee = strdup(caught.text)
    return failure
  }
}
