@_exported import Theory
