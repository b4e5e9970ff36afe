@_exported import Deformations
@_exported import Numerical
@_exported import Representations
