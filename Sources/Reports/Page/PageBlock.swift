/// Something that stands in a page.
public protocol PageBlock: Sendable {
  /// The block as HTML.
  var element: Element { get }
}
