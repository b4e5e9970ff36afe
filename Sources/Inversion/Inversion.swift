@_exported import Scattering
