// A header alone: ScatteringC implements what it declares.
#include "scattering.h"
