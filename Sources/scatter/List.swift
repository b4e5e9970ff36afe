import ArgumentParser

/// Values with commas between them, one at least.
struct List<Item: ExpressibleByArgument & Sendable>: ExpressibleByArgument, Sendable {
  let items: [Item]

  init?(argument: String) {
    let found = argument.split(separator: ",", omittingEmptySubsequences: false).map { part in
      Item(argument: part.trimmingCharacters(in: .whitespaces))
    }
    items = found.compactMap(\.self)
    guard items.count == found.count else { return nil }
  }
}
