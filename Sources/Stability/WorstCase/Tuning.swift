import Foundation

public func tune() {
  let e = ProcessInfo.processInfo.environment
  if let v = e["SCHED"] {
    SearchTask.schedule = v.split(separator: ",").map {
      let p = $0.split(separator: ":")
      return AscentRound(steps: Int(p[0])!, kept: Int(p[1])!, effort: Int(p[2])!)
    }
  }
}
