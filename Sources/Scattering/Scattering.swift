@_exported import Arrays
@_exported import Fourier
@_exported import Numerical
@_exported import Wavelets
