import ArgumentParser
import Scattering

/// What computes Fourier transforms; of commands that run neither classifiers nor networks, which MKL's BLAS would reach.
struct FourierOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      MKL's libmkl_rt.so, to transform grids of more than 45 x 45 samples, padding included; in double precision more \
      than 32 x 32.
      """, valueName: "file"),
    completion: .file(),
    transform: { name in
      do throws(MathKernelLibraryError) {
        return try MathKernelLibrary(opening: name)
      } catch {
        throw ValidationError("\(error.reason).")
      }
    })
  var mkl: MathKernelLibrary?
}
