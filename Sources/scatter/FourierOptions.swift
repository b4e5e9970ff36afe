import ArgumentParser
import Scattering

/// What computes Fourier transforms.
struct FourierOptions: ParsableArguments {
  @Option(
    name: .customLong("fft-library"),
    help: ArgumentHelp(
      "A library with FFTW's interface, such as MKL's libmkl_rt.so.2, for the transforms of larger images.",
      valueName: "file"),
    completion: .file(),
    transform: { name in
      do { return try GridLibrary(opening: name) } catch { throw ValidationError("\(error).") }
    })
  var library: GridLibrary?
}
