#include "CKernels.h"

#define ENTRY(field, NAME) .field = (__typeof__(((ckernels_functions *)0)->field))ckernels_##field##_##NAME
#define FUNCTIONS(NAME)                                                                                              \
  {                                                                                                                  \
    ENTRY(multiply, NAME), ENTRY(multiply_two, NAME), ENTRY(modulus, NAME), ENTRY(powers, NAME), ENTRY(roots, NAME), \
        ENTRY(sum, NAME), ENTRY(banded, NAME), ENTRY(split, NAME), ENTRY(unpair, NAME), ENTRY(peak, NAME),           \
        ENTRY(pad, NAME), ENTRY(spread, NAME), ENTRY(spread_turned, NAME), ENTRY(modulus_pullback, NAME),            \
        ENTRY(modulus_pushforward, NAME), ENTRY(merge, NAME), ENTRY(unpad, NAME)                                     \
  }

const ckernels_functions ckernels_single = FUNCTIONS(f32);
const ckernels_functions ckernels_double = FUNCTIONS(f64);
