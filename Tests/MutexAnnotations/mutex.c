// Tells Thread Sanitizer of the ways through Swift's Mutex that it cannot see, those of a thread that waits or is waited for: they stand in
// libswiftSynchronization, which is not instrumented, whereas the others are compiled into their callers. Without, it reports
// whatever two threads do one after the other under a Mutex. Other builds leave this file empty.
#if defined(__linux__) && __has_feature(thread_sanitizer)
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

#define METHOD __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

void __tsan_acquire(void *address);
void __tsan_release(void *address);

// These stand in front of the library's functions of the same names, and call them.
METHOD void lock_slowly(uint32_t thread, SELF mutex) __asm__(LOCK);
METHOD void unlock_slowly(SELF mutex) __asm__(UNLOCK);

METHOD void lock_slowly(uint32_t thread, SELF mutex) {
  METHOD void (*lock)(uint32_t, SELF) = dlsym(RTLD_NEXT, LOCK);
  lock(thread, mutex);
  __tsan_acquire(mutex);
}

METHOD void unlock_slowly(SELF mutex) {
  METHOD void (*unlock)(SELF) = dlsym(RTLD_NEXT, UNLOCK);
  __tsan_release(mutex);
  unlock(mutex);
}
#endif
