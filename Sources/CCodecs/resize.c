// The one place that compiles the header-only resampler. Its assertions guard its own arithmetic, not its input.
#define STBIR_ASSERT(condition) ((void)0)
#define STB_IMAGE_RESIZE_IMPLEMENTATION
#include <stb/stb_image_resize.h>
