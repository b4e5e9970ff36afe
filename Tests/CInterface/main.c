// The checks of the C interface as a program, against the dynamic library as it is shipped.
#include <stdio.h>

#include "CInterface.h"

int main(void) {
  const char *(*const checks[])(void) = {
      cinterface_errors, cinterface_deformations, cinterface_derivatives, cinterface_threads};
  for (size_t i = 0; i < sizeof checks / sizeof *checks; i++) {
    const char *const failure = checks[i]();
    if (failure) {
      fprintf(stderr, "%s\n", failure);
      return 1;
    }
  }
  return 0;
}
