extension InputSet {
  /// The file and where in it frame `index` of the flattened batch stands: `dir/a.png`, `dir/a.png[red]`,
  /// `train.idx.gz[17]`, `x.npy[2,5]`.
  public func name(of index: Int) -> String {
    let (source, local) = locate(index)
    return source.name(of: local)
  }

  /// The names of all frames, in the order of the flattened batch.
  public var names: [String] {
    sources.flatMap { source in (0..<source.count).map { source.name(of: $0) } }
  }
}
