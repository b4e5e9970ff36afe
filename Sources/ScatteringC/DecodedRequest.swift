import FoundationEssentials
import Scattering

/// What a caller asks for in JSON.
/// - Throws: `InterfaceError` for text that is no such object, or one of values that there are not.
func decoded<Request: Decodable>(_ json: String, as _: Request.Type = Request.self) throws(InterfaceError)
  -> Request
{
  do {
    return try JSONDecoder().decode(Request.self, from: Data(json.utf8))
  } catch let error as InterfaceError {
    throw error
  } catch let error as ScatteringError {
    throw InterfaceError("\(error)")
  } catch let error as DecodingError {
    throw InterfaceError(text(of: error))
  } catch {
    throw InterfaceError("\(error)")
  }
}

private func text(of error: DecodingError) -> String {
  func place(_ context: DecodingError.Context) -> String {
    let keys = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
    return keys.isEmpty ? "the JSON" : String(keys.drop { $0 == "." })
  }
  switch error {
  case .keyNotFound(let key, let context):
    return "\(place(context)) has no \"\(key.stringValue)\""
  case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
    return "\(place(context)): \(context.debugDescription)"
  @unknown default: return "\(error)"
  }
}
