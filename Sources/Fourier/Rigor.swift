/// How long the planner looks for a fast transform.
public enum Rigor: String, CaseIterable, Codable, Sendable {
  /// Chosen by rule at once: always the same plan, often two or three times slower.
  case estimate
  /// Some ways are timed: up to seconds a size, remembered as wisdom.
  case measure
  /// More ways are timed: up to minutes for large sizes, remembered as wisdom.
  case patient
}
