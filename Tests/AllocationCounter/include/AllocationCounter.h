// Counts what a thread allocates, by standing before the C library's allocator in the program that links it.
#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdbool.h>
#include <stddef.h>

/// Whether allocations are counted: sanitizers bring allocators of their own.
bool allocations_are_counted(void);

/// The blocks that the calling thread has allocated so far, or enlarged.
size_t allocation_count(void);

#endif
