import CTorchInterface

/// What one step of training found, before it changed the parameters.
struct StepOutcome {
  /// The batch's mean cross entropy.
  let loss: Double
  /// The batch's mean squared Frobenius norm of the Jacobian; 0 where it has no weight.
  let jacobian: Double
  /// How many were right.
  let correct: Int
}

extension TorchNetwork<Float> {
  /// Forgets what the optimiser keeps, and takes new settings.
  func prepare(_ settings: TrainingSettings) throws(NetworkError) {
    let optimiser = settings.torch
    try call { $0.prepare($1, optimiser) }
  }

  /// One step on `[signal, channels, height, width]`.
  func step(
    _ signals: [Float], labels: [Int64], rate: Double, number: Int, seed: UInt64
  ) throws(NetworkError) -> StepOutcome {
    var outcome = ctorch_outcome()
    let given = ctorch_signals(input, count: labels.count)
    try call { table, handle in
      signals.withUnsafeBytes {
        table.step(handle, given.at($0), labels, rate, Int64(number), seed, &outcome)
      }
    }
    return StepOutcome(loss: outcome.loss, jacobian: outcome.jacobian, correct: Int(outcome.correct))
  }

  /// All arrays as they are now.
  func arrays(like arrays: [NetworkArray]) throws(NetworkError) -> [NetworkArray] {
    var result = arrays
    for index in arrays.indices {
      result[index].elements = try elements(of: index, count: arrays[index].elements.count)
    }
    return result
  }

  /// What the optimiser keeps: for each array none, one or two of its size.
  func state(of arrays: [NetworkArray]) throws(NetworkError) -> [[Float]] {
    var result: [[Float]] = []
    for (index, array) in arrays.enumerated() {
      for slot in 0..<slotCount(index) {
        var elements = [Float](repeating: 0, count: array.elements.count)
        try call { $0.read_state($1, index, slot, &elements) }
        result.append(elements)
      }
    }
    return result
  }

  /// Puts arrays and what the optimiser keeps in place.
  func write(_ arrays: [NetworkArray], state: [[Float]]) throws(NetworkError) {
    var kept = state.makeIterator()
    for (index, array) in arrays.enumerated() {
      try call { $0.write_tensor($1, index, array.elements) }
      for slot in 0..<slotCount(index) {
        guard let elements = kept.next(), elements.count == array.elements.count else {
          throw .mismatchedShape(
            "optimiser's state of \(name)", found: "too few numbers", expected: "those of its arrays")
        }
        try call { $0.write_state($1, index, slot, elements) }
      }
    }
  }
}

extension TrainingSettings {
  /// The optimiser as the shim takes it.
  fileprivate var torch: ctorch_optimiser {
    var result = ctorch_optimiser()
    result.label_smoothing = labelSmoothing
    result.jacobian_weight = jacobian?.weight ?? 0
    result.jacobian_projections = Int64(jacobian?.projections ?? 0)
    switch optimiser {
    case .gradientDescent(let momentum, let isNesterov):
      (result.momentum, result.is_nesterov) = (momentum, isNesterov ? 1 : 0)
    case .adam(let first, let second, let epsilon), .adamW(let first, let second, let epsilon):
      result.is_adam = 1
      if case .adamW = optimiser { result.is_decoupled = 1 }
      (result.first_decay, result.second_decay, result.epsilon) = (first, second, epsilon)
    }
    return result
  }
}
