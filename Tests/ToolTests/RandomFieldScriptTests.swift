import Foundation
import Stability
import StabilitySupport
import TestSupport
import Testing

/// `Docs/random_fields.py` beside the fields that the library draws, for seeds that no golden field has, in NumPy and in torch.
@Suite struct RandomFieldScriptTests {
  /// All kinds of every rank; amplitudes and seeds of many bits, and indices of images and fields beyond a byte.
  static let fields: [DefinedField] = DeformationKind.allCases.flatMap { kind in
    [[16, 16], [9, 31], [40], [5, 8, 6]].filter { kind.isDefined(rank: $0.count) }.map { shape in
      DefinedField(
        kind, shape, amplitude: 0.7321, seed: 0x9E37_79B9_7F4A_7C15 &* UInt64(shape[0]), image: 1000,
        field: 300, cutoff: shape.count == 2 ? 7 : 4, exponent: 0.3)
    }
  }

  /// What the script answers to fields, in their order: samples in row-major order.
  static func answers(_ fields: [DefinedField], python: String, module: String) throws -> [[Double]] {
    let program = """
      sys.path.insert(0, "Docs")
      sys.dont_write_bytecode = True
      import importlib, random_fields
      xp = importlib.import_module(sys.argv[2])
      def made(entry):
          entry.pop("file", None)
          if entry["kind"] == "noise":
              return random_fields.noise(0.75, xp=xp, **entry)
          return random_fields.displacement(xp=xp, **entry)
      print(json.dumps([made(entry).reshape(-1).tolist() for entry in json.loads(sys.argv[1])]))
      """
    let list = String(decoding: try JSONEncoder().encode(fields), as: UTF8.self)
    let output = Tool.numpy(program, list, module, python: python)
    return try JSONDecoder().decode([[Double]].self, from: Data(output.utf8))
  }

  static func compare(_ python: String, _ module: String) throws {
    let all = fields + GoldenFields.all.fields
    let answers = try answers(all, python: python, module: module)
    #expect(answers.count == all.count)
    for (field, answer) in zip(all, answers) {
      let excess = field.excess(of: answer, noiseDistance: 0.75)
      #expect(excess <= 1, "\(field): \(excess)")
    }
  }

  @Test func numPyDrawsTheSameFields() throws { try Self.compare(Tool.python, "numpy") }

  /// A python3 that has torch, and NumPy besides.
  static let torchPython = ["/usr/bin/env python3", "/usr/bin/python3"].first {
    Tool.shell("\($0) -c 'import numpy, torch'").status == 0
  }

  @Test(.enabled(if: try required(torchPython != nil))) func torchDrawsTheSameFields() throws {
    try Self.compare(Self.torchPython!, "torch")
  }

  /// The golden fields are what the script writes: the same list, and the same files up to the last bits of a library's functions.
  @Test func theScriptMadeTheGoldenFields() throws {
    let folder = TemporaryFolder()
    let made = Tool.shell("\(Tool.python) -B Docs/random_fields.py --golden '\(folder.url.path)'")
    #expect(made.status == 0, "\(made.errors)")
    let words = Tool.numpy(
      """
      old, new = sys.argv[1:]
      lists = [json.load(open(f"{folder}/fields.json")) for folder in (old, new)]
      plain = [[{k: v for k, v in entry.items() if k != "sha256"} for entry in text["fields"]] for text in lists]
      assert plain[0] == plain[1] and lists[0]["version"] == lists[1]["version"]
      import hashlib
      for entry in lists[0]["fields"]:
          data = open(f"{old}/{entry['file']}", "rb").read()
          assert hashlib.sha256(data).hexdigest() == entry["sha256"], entry
          a, b = [np.load(f"{folder}/{entry['file']}") for folder in (old, new)]
          assert a.shape == b.shape and abs(a - b).max() < 1e-11, entry
      print("same")
      """, "Data/Golden/fields", folder.url.path)
    #expect(words == "same")
  }

  /// The command of RandomFields.md writes what the library draws.
  @Test func theScriptIsACommand() throws {
    let folder = TemporaryFolder()
    let run = Tool.shell(
      "\(Tool.python) -B Docs/random_fields.py shear 1.25 12x10 --seed 5 --image 1 --field 2 -o '\(folder.path("tau.npy"))'"
    )
    #expect(run.status == 0, "\(run.errors)")
    let written = Tool.numpy(
      "print(json.dumps(np.load(sys.argv[1]).reshape(-1).tolist()))", folder.path("tau.npy"))
    let field = DefinedField(.shear, [12, 10], amplitude: 1.25, seed: 5, image: 1, field: 2)
    let samples = try JSONDecoder().decode([Double].self, from: Data(written.utf8))
    #expect(field.excess(of: samples, noiseDistance: 1) <= 1)
  }
}
