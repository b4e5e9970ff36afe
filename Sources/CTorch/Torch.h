// The one place that includes libtorch.
#pragma once

#if !__has_include(<torch/torch.h>)
#error "libtorch is missing: found no torch/torch.h, expected the package libtorch-dev (.ci/install --networks), or SCATTERING_LIBTORCH=FOLDER with its include and lib folders, or SCATTERING_NETWORKS=off to build without networks"
#else
#include <torch/script.h>
#include <torch/torch.h>
#endif
