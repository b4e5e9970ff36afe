/// The C interface as a program in C uses it.
#ifndef CINTERFACE_H
#define CINTERFACE_H

/// Whether errors are told as text and leave outputs alone. Returns what is wrong, or NULL.
const char *cinterface_errors(void);

/// Whether fields and warps are what they say, and tell errors. Returns what is wrong, or NULL.
const char *cinterface_deformations(void);

/// Whether pushforward and pullback are adjoint to each other, and equal to differences of features. Returns what is wrong, or NULL.
const char *cinterface_derivatives(void);

/// Whether one transform used by several threads, and destroyed by one of them meanwhile, gives right numbers or errors. Returns what is wrong, or
/// NULL.
const char *cinterface_threads(void);

#endif
