import Networks

/// Whether networks can be run here: a switch leaves them out of a build.
let hasNetworks = (try? Libtorch.version()) != nil
