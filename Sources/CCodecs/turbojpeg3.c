// The functions of libjpeg-turbo 3, which Debian 12 has neither in its header nor in its library: looked up when they are needed, in
// the library that is loaded.
#define _GNU_SOURCE
#include "CCodecs.h"

#include <dlfcn.h>
#include <stdio.h>

// The numbers of the library's interface.
enum { tj3_decompress = 1 };
enum { tj3_width = 5, tj3_height = 6, tj3_precision = 7, tj3_scan_limit = 13 };

typedef int decompress(tjhandle, const unsigned char *, size_t, void *, int, int);

typedef struct {
  tjhandle (*init)(int);
  void (*destroy)(tjhandle);
  int (*read_header)(tjhandle, const unsigned char *, size_t);
  int (*get)(tjhandle, int);
  int (*set)(tjhandle, int, int);
  int (*error_code)(tjhandle);
  char *(*error_text)(tjhandle);
  // Of up to 8, 12 and 16 bits.
  decompress *decompress8, *decompress12, *decompress16;
} functions;

static int find(functions *found) {
  const struct {
    const char *name;
    void *function;
  } all[] = {
    {"tj3Init", &found->init},
    {"tj3Destroy", &found->destroy},
    {"tj3DecompressHeader", &found->read_header},
    {"tj3Get", &found->get},
    {"tj3Set", &found->set},
    {"tj3GetErrorCode", &found->error_code},
    {"tj3GetErrorStr", &found->error_text},
    {"tj3Decompress8", &found->decompress8},
    {"tj3Decompress12", &found->decompress12},
    {"tj3Decompress16", &found->decompress16},
  };
  for (size_t index = 0; index < sizeof all / sizeof *all; ++index) {
    void *function = dlsym(RTLD_DEFAULT, all[index].name);
    if (!function) return 0;
    *(void **)all[index].function = function;
  }
  return 1;
}

static decompress *decompress_for(const functions *tj3, int precision) {
  return precision <= 8 ? tj3->decompress8 : precision <= 12 ? tj3->decompress12 : tj3->decompress16;
}

int ccodecs_jpeg3_is_loaded(void) {
  functions tj3;
  return find(&tj3);
}

// What a call that returned `status` means; keeps its words.
static ccodecs_jpeg3_status meaning(
  const functions *tj3, tjhandle handle, int status, ccodecs_message *message) {
  if (status == 0) return ccodecs_jpeg3_good;
  snprintf(message->text, sizeof message->text, "%s", tj3->error_text(handle));
  return tj3->error_code(handle) == TJERR_WARNING ? ccodecs_jpeg3_warned : ccodecs_jpeg3_failed;
}

// Reads the header, and the pixels unless they are to go nowhere.
static ccodecs_jpeg3_status run(
  const functions *tj3, tjhandle handle, const ccodecs_jpeg3_image *image, void *pixels,
  ccodecs_message *message) {
  tj3->set(handle, tj3_scan_limit, 500);
  ccodecs_jpeg3_status status =
    meaning(tj3, handle, tj3->read_header(handle, image->bytes, image->size), message);
  if (status == ccodecs_jpeg3_failed) return status;
  if (tj3->get(handle, tj3_width) != image->width || tj3->get(handle, tj3_height) != image->height
      || tj3->get(handle, tj3_precision) != image->precision) {
    snprintf(message->text, sizeof message->text, "two frame headers");
    return ccodecs_jpeg3_failed;
  }
  if (!pixels) return status;
  decompress *decode = decompress_for(tj3, image->precision);
  const int format = image->is_color ? TJPF_RGB : TJPF_GRAY;
  return meaning(tj3, handle, decode(handle, image->bytes, image->size, pixels, 0, format), message);
}

ccodecs_jpeg3_status ccodecs_jpeg3_read(
  const ccodecs_jpeg3_image *image, void *pixels, ccodecs_message *message) {
  functions tj3;
  tjhandle handle = find(&tj3) ? tj3.init(tj3_decompress) : NULL;
  if (!handle) {
    snprintf(message->text, sizeof message->text, "no memory");
    return ccodecs_jpeg3_failed;
  }
  ccodecs_jpeg3_status status = run(&tj3, handle, image, pixels, message);
  tj3.destroy(handle);
  return status;
}
