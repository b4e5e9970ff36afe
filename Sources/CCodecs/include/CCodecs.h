#include <spng.h>
#include <stddef.h>
#include "CArchive.h"
