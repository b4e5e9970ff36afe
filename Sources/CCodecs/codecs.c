#include "CCodecs.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void keep(ccodecs_message *message, const char *text) {
  if (message->text[0] == 0) snprintf(message->text, sizeof message->text, "%s", text);
}

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

static tmsize_t read_bytes(thandle_t handle, void *target, tmsize_t count) {
  ccodecs_tiff_input *input = handle;
  const uint64_t left = input->position < input->size ? input->size - input->position : 0;
  const uint64_t size = count < 0 ? 0 : (uint64_t)count < left ? (uint64_t)count : left;
  if (size > input->budget) {
    keep(&input->message, "it refers to the same bytes again and again");
    input->budget = 0;
    return 0;
  }
  input->budget -= size;
  if (size > 0) memcpy(target, input->bytes + input->position, size);
  input->position += size;
  return (tmsize_t)size;
}

static tmsize_t write_nothing(thandle_t handle, void *source, tmsize_t count) {
  (void)handle, (void)source, (void)count;
  return 0;
}

static toff_t seek(thandle_t handle, toff_t offset, int origin) {
  ccodecs_tiff_input *input = handle;
  const uint64_t start = origin == SEEK_CUR ? input->position : origin == SEEK_END ? input->size : 0;
  return input->position = start + offset;
}

static toff_t size(thandle_t handle) { return ((ccodecs_tiff_input *)handle)->size; }

static int close_nothing(thandle_t handle) {
  (void)handle;
  return 0;
}

TIFF *ccodecs_tiff_open(ccodecs_tiff_input *input, tmsize_t max_allocation) {
  TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
  if (!options) return NULL;
  TIFFOpenOptionsSetMaxSingleMemAlloc(options, max_allocation);
  TIFFOpenOptionsSetErrorHandlerExtR(options, keep_error, &input->message);
  TIFFOpenOptionsSetWarningHandlerExtR(options, drop_warning, NULL);
  // h: the header alone; m: not mapped, so that what is read is counted.
  TIFF *tiff = TIFFClientOpenExt(
    "TIFF", "rhm", input, read_bytes, write_nothing, seek, close_nothing, size, NULL, NULL, options);
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

const char *ccodecs_tiff_text(TIFF *tiff, uint32_t tag) {
  const char *text = NULL;
  return TIFFGetField(tiff, tag, &text) ? text : NULL;
}

uint32_t ccodecs_tiff_count(TIFF *tiff, uint32_t tag) {
  const TIFFField *field = TIFFFindField(tiff, tag, TIFF_ANY);
  if (!field || !TIFFFieldPassCount(field)) return 0;
  void *values = NULL;
  if (TIFFFieldReadCount(field) == TIFF_VARIABLE2) {
    uint32_t count = 0;
    return TIFFGetField(tiff, tag, &count, &values) ? count : 0;
  }
  uint16_t count = 0;
  return TIFFGetField(tiff, tag, &count, &values) ? count : 0;
}

int ccodecs_tiff_set(TIFF *tiff, uint32_t tag, int value) { return TIFFSetField(tiff, tag, value); }

int ccodecs_tiff_colormap(TIFF *tiff, uint16_t **red, uint16_t **green, uint16_t **blue) {
  return TIFFGetField(tiff, TIFFTAG_COLORMAP, red, green, blue);
}
