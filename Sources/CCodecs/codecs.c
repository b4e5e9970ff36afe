#include "CCodecs.h"

#include <stdarg.h>
#include <stdio.h>

static int keep_error(TIFF *tiff, void *message, const char *module, const char *format, va_list arguments) {
  (void)tiff, (void)module;
  ccodecs_message *kept = message;
  if (kept->text[0] == 0) vsnprintf(kept->text, sizeof kept->text, format, arguments);
  return 1;
}

static int drop_warning(TIFF *tiff, void *message, const char *module, const char *format, va_list arguments) {
  (void)tiff, (void)message, (void)module, (void)format, (void)arguments;
  return 1;
}

TIFF *ccodecs_tiff_open(const char *path, tmsize_t max_allocation, ccodecs_message *message) {
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
  if (!options) return NULL;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options, max_allocation);
  TIFFOpenOptionsSetErrorHandlerExtR(options, keep_error, message);
  TIFFOpenOptionsSetWarningHandlerExtR(options, drop_warning, NULL);
  TIFF *tiff = TIFFOpenExt(path, "r", options);
  TIFFOpenOptionsFree(options);
  return tiff;
}

uint16_t ccodecs_tiff_u16(TIFF *tiff, uint32_t tag) {
  uint16_t value = 0;
  return TIFFGetFieldDefaulted(tiff, tag, &value) ? value : 0;
}

uint32_t ccodecs_tiff_u32(TIFF *tiff, uint32_t tag) {
  uint32_t value = 0;
  return TIFFGetFieldDefaulted(tiff, tag, &value) ? value : 0;
}

int ccodecs_tiff_set(TIFF *tiff, uint32_t tag, int value) { return TIFFSetField(tiff, tag, value); }

int ccodecs_tiff_colormap(TIFF *tiff, uint16_t **red, uint16_t **green, uint16_t **blue) {
  return TIFFGetField(tiff, TIFFTAG_COLORMAP, red, green, blue);
}
