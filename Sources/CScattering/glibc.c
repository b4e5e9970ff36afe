// hypot and hypotf by their versions of before glibc 2.35, so that the library with the Swift runtime in it runs from glibc 2.34 on (RHEL 9):
// Package.swift links it with --wrap. They differ from the new ones in errno alone.
#if defined(__x86_64__)
#define BEFORE "GLIBC_2.2.5"
#elif defined(__aarch64__)
#define BEFORE "GLIBC_2.17"
#endif

#ifdef BEFORE
__asm__(".symver old_hypot, hypot@" BEFORE);
__asm__(".symver old_hypotf, hypotf@" BEFORE);
double old_hypot(double, double);
float old_hypotf(float, float);

__attribute__((visibility("hidden"))) double __wrap_hypot(double x, double y) { return old_hypot(x, y); }
__attribute__((visibility("hidden"))) float __wrap_hypotf(float x, float y) { return old_hypotf(x, y); }
#endif
