/// What a few-label comparison measured.
public struct FewLabelResult: Hashable, Sendable {
  /// A row for each contestant and number of labels, in their orders.
  public var rows: [LearningRow]
  /// The course of the first repetition's training of each network at each number of labels.
  public var curves: [TrainingCurve]
}
