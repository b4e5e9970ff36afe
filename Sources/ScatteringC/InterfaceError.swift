/// Why a call failed, for the caller to read.
struct InterfaceError: Error {
  let text: String

  init(_ text: String) { self.text = text }
}
