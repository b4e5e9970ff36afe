import Foundation
import Scattering
let n = Int(CommandLine.arguments[1])!, J = Int(CommandLine.arguments[2])!, rig = Rigor(rawValue: CommandLine.arguments[3])!
func rss() -> String { (try! String(contentsOfFile: "/proc/self/status", encoding: .utf8)).split(separator: "\n").filter { $0.hasPrefix("VmHWM") }.joined() }
let t0 = ContinuousClock.now
let c = try! ScatteringConfiguration(shape: Shape([n, n]), scales: J)
let bank = FilterBank(c)
let t = ScatteringTransform<Float>(c, rigor: rig)
let t1 = ContinuousClock.now
print("setup", t1 - t0, rss())
let x = Signal<Float>((0..<(n * n)).map { Float(($0 &* 2654435761) % 1000) / 1000 }, batch: [1], shape: try! Shape([n, n]))
let t2 = ContinuousClock.now
let f = t(x)
print("transform", ContinuousClock.now - t2, f.dimensions, rss())
