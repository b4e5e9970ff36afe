#include <spng.h>
#include <stddef.h>
