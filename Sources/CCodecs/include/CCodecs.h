#include <stddef.h>
#include "CArchive.h"
