#ifndef CTORCH_H
#define CTORCH_H

#include "CTorchInterface.h"

#ifdef __cplusplus
extern "C" {
#endif

const ctorch_table *ctorch_functions(void);

#ifdef __cplusplus
}
#endif

#endif
