@_exported import Numerical
