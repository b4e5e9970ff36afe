// The one place that compiles stb_image, of which only BMP is used. Its sizes and masks are checked by who calls, its
// assertions guard its own arithmetic, and without its texts of failures nothing is shared by threads.
#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_BMP
#define STBI_NO_STDIO
#define STBI_NO_FAILURE_STRINGS
#define STBI_ASSERT(condition) ((void)0)
#define STBI_MAX_DIMENSIONS (1 << 30)
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wunused-function"
#include <stb/stb_image.h>
#pragma clang diagnostic pop

#include <string.h>

#include "CCodecs.h"

int ccodecs_bmp_decode(const uint8_t *file, int file_size, int channels, uint8_t *pixels, size_t size) {
  int width = 0, height = 0, stored = 0;
  stbi_uc *decoded = stbi_load_from_memory(file, file_size, &width, &height, &stored, channels);
  int agrees = decoded && (size_t)width * (size_t)height * (size_t)channels == size;
  if (agrees) memcpy(pixels, decoded, size);
  stbi_image_free(decoded);
  return agrees;
}
