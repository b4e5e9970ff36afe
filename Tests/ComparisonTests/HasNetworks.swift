import Networks

/// Whether networks can run here: libtorch was there when the package was built.
let hasNetworks = (try? Libtorch.version()) != nil
