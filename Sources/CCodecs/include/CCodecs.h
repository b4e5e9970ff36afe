#ifndef CCODECS_H
#define CCODECS_H

// What the input half of the module Files needs of C: the codecs' own headers, and below them only what Swift cannot
// import from those (variadic functions and callbacks that take a va_list).

#include <fitsio.h>
#include <gif_lib.h>
#include <sndfile.h>
#include <spng.h>
#include <stb/stb_image_resize.h>
#include <tiffio.h>
#include <turbojpeg.h>
#include <webp/decode.h>
#include <zlib.h>

#include "CArchive.h"

/// The first error that a library reported on one file; empty if none.
typedef struct {
  char text[256];
} ccodecs_message;

/// The bytes of a TIFF file as libtiff reads them.
typedef struct {
  const unsigned char *bytes;
  uint64_t size, position;
  /// How many more bytes may be read: directories that share their values would else take ever longer.
  uint64_t budget;
  ccodecs_message message;
} ccodecs_tiff_input;

/// Opens a TIFF to read, or returns NULL; it is at none of its directories yet. Errors go to the input's message, which starts
/// zeroed; warnings go nowhere. `input` must outlive the file. No single allocation of libtiff exceeds `max_allocation` bytes.
TIFF *ccodecs_tiff_open(ccodecs_tiff_input *input, tmsize_t max_allocation);

/// The value of a 16-bit field, or its default; 0 if it has neither.
uint16_t ccodecs_tiff_u16(TIFF *tiff, uint32_t tag);

/// The value of a 32-bit field, or its default; 0 if it has neither.
uint32_t ccodecs_tiff_u32(TIFF *tiff, uint32_t tag);

/// The text of a field, which lives as long as its directory is the current one; NULL if there is none.
const char *ccodecs_tiff_text(TIFF *tiff, uint32_t tag);

/// The number of values of a field that libtiff does not know; 0 if there is none.
uint32_t ccodecs_tiff_count(TIFF *tiff, uint32_t tag);

/// Sets a field or pseudo-field that takes an int; 1 on success.
int ccodecs_tiff_set(TIFF *tiff, uint32_t tag, int value);

/// The palette's three columns, each of 2^bits numbers; 1 on success.
int ccodecs_tiff_colormap(TIFF *tiff, uint16_t **red, uint16_t **green, uint16_t **blue);

/// Decodes a whole BMP that is not compressed, which fills `size` bytes of `pixels` with 3 or 4 channels of 8 bits; 1 on success.
/// Unlike elsewhere, what the file lacks would be zeros, and colours that its palette lacks whatever memory holds.
int ccodecs_bmp_decode(const uint8_t *file, int file_size, int channels, uint8_t *pixels, size_t size);

/// What reading a JPEG came to.
typedef enum { ccodecs_jpeg3_good, ccodecs_jpeg3_warned, ccodecs_jpeg3_failed } ccodecs_jpeg3_status;

/// A JPEG file, and what its frame header says.
typedef struct {
  const unsigned char *bytes;
  size_t size;
  int width, height, precision, is_color;
} ccodecs_jpeg3_image;

/// Whether the libjpeg-turbo that is loaded is 3.0 or later, which decodes lossless JPEG and samples of other than 8 bits.
int ccodecs_jpeg3_is_loaded(void);

/// Checks the header of a JPEG, and decodes its pixels unless `pixels` is NULL: bytes up to a precision of 8 bits, above it 16-bit
/// numbers, gray or RGB.
ccodecs_jpeg3_status ccodecs_jpeg3_read(
  const ccodecs_jpeg3_image *image, void *pixels, ccodecs_message *message);

#endif
