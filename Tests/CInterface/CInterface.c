#include "CInterface.h"

#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scattering.h"

// What is wrong, kept for the caller.
static char failure[512];

#define REQUIRE(condition, ...)                                                                                      \
  do {                                                                                                               \
    if (!(condition)) {                                                                                              \
      int written = snprintf(failure, sizeof failure, "line %d: %s: ", __LINE__, #condition);                        \
      snprintf(failure + written, sizeof failure - (size_t)written, __VA_ARGS__);                                    \
      return failure;                                                                                                \
    }                                                                                                                \
  } while (0)

#define IMAGES                                                                                                       \
  "\"configuration\": {\"shape\": [16, 24], \"scales\": 2, \"orientations\": 3, \"maximalOrder\": 2,"                \
  " \"padding\": \"reflect\", \"oversampling\": 0, \"normalization\": \"kymatio\"}"

// The number that follows a key in JSON.
static long number(const char *json, const char *key) {
  const char *at = strstr(json, key);
  return at ? strtol(at + strlen(key), NULL, 10) : -1;
}

static const char *expect_error(const char *json, const char *part) {
  char *error = NULL;
  const int64_t transform = scattering_create(json, &error);
  REQUIRE(transform == 0, "made of %s", json ? json : "NULL");
  REQUIRE(error && strstr(error, part), "the error of %s is: %s", json ? json : "NULL", error ? error : "(none)");
  scattering_free(error);
  // Nobody need listen.
  REQUIRE(scattering_create(json, NULL) == 0, "made without an error");
  return NULL;
}

const char *cinterface_errors(void) {
  static const char *const wrong[][2] = {
      {NULL, "no JSON"},
      {"", "JSON"},
      {"[", "JSON"},
      {"{}", "configuration"},
      {"{\"configuration\": 3}", "configuration"},
      {"{\"configuration\": {\"shape\": [16, 16]}}", "orientations"},
      {"{\"configuration\": {\"shape\": [16, -16], \"scales\": 2, \"orientations\": 3, \"maximalOrder\": 2, \"padding\":"
       " \"reflect\", \"oversampling\": 0, \"normalization\": \"kymatio\"}}", "16"},
      {"{\"configuration\": {\"shape\": [16, 16], \"scales\": 9, \"orientations\": 3, \"maximalOrder\": 2, \"padding\":"
       " \"reflect\", \"oversampling\": 0, \"normalization\": \"kymatio\"}}", "scales 9"},
      {"{\"configuration\": {\"shape\": [16, 16], \"scales\": 1e99, \"orientations\": 3, \"maximalOrder\": 2, \"padding\":"
       " \"reflect\", \"oversampling\": 0, \"normalization\": \"kymatio\"}}", "JSON"},
      {"{\"configuration\": {\"shape\": [16, 16], \"scales\": 2, \"orientations\": 3, \"maximalOrder\": 2, \"padding\":"
       " \"mirror\", \"oversampling\": 0, \"normalization\": \"kymatio\"}}", "mirror"},
      {"{\"configuration\": {\"shape\": [2147483647, 2147483647], \"scales\": 2, \"orientations\": 3, \"maximalOrder\": 2,"
       " \"padding\": \"reflect\", \"oversampling\": 0, \"normalization\": \"kymatio\"}}", "2147483647"},
      {"{\"configuration\": {\"shape\": [40000, 40000], \"scales\": 2, \"orientations\": 3, \"maximalOrder\": 2,"
       " \"padding\": \"reflect\", \"oversampling\": 0, \"normalization\": \"kymatio\"}, \"threads\": 1024}", "GB"},
      {"{" IMAGES ", \"threads\": 0}", "threads"},
      {"{" IMAGES ", \"threads\": 100000}", "threads"},
      {"{" IMAGES ", \"precision\": \"half\"}", "half"},
      {"{" IMAGES ", \"rigor\": \"hasty\"}", "hasty"},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    const char *const text = expect_error(wrong[i][0], wrong[i][1]);
    if (text) return text;
  }

  char *error = NULL;
  const int64_t transform = scattering_create("{" IMAGES ", \"threads\": 2}", &error);
  REQUIRE(transform > 0 && !error, "%s", error ? error : "no error");
  char *const description = scattering_describe(transform, &error);
  REQUIRE(description && !error, "no description");
  const long count = number(description, "\"featureCount\":"), samples = number(description, "\"signalCount\":");
  // 1 + 2 * 3 + 3 * 3 paths of 4 x 6 samples.
  REQUIRE(count == 16 * 24 && samples == 16 * 24, "%ld features of %ld samples", count, samples);
  REQUIRE(strstr(description, "S2 j0 l2 j1 l1"), "%s", description);
  scattering_free(description);

  float signal[16 * 24 + 1], features[16 * 24];
  for (int i = 0; i < 16 * 24 + 1; i++) signal[i] = (float)(i % 7) - 3;
  for (int i = 0; i < 16 * 24; i++) features[i] = -5;
  struct {
    const void *in;
    size_t count;
    void *out;
    const char *part;
  } calls[] = {
      {NULL, 1, features, "signals is NULL"},
      {signal, 1, NULL, "features is NULL"},
      {signal, (size_t)-1, features, "memory"},
      {signal, (size_t)1 << 61, features, "memory"},
      {(const char *)signal + 1, 1, features, "multiple of the 4 bytes"},
  };
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    REQUIRE(scattering_execute(transform, calls[i].in, calls[i].count, calls[i].out, &error) == -1, "call %zu", i);
    REQUIRE(error && strstr(error, calls[i].part), "%s", error ? error : "(none)");
    scattering_free(error);
    error = NULL;
    REQUIRE(features[0] == -5 && features[16 * 24 - 1] == -5, "call %zu wrote features", i);
  }
  REQUIRE(scattering_execute(transform, NULL, 0, NULL, &error) == 0 && !error, "no signals are no error");
  REQUIRE(scattering_execute(transform, signal, 1, features, NULL) == 0, "nobody need listen");
  REQUIRE(features[0] != -5 && isfinite(features[16 * 24 - 1]), "%g", features[0]);

  REQUIRE(scattering_destroy(transform, &error) == 0 && !error, "destroyed");
  REQUIRE(scattering_destroy(transform, &error) == -1 && error, "destroyed twice");
  scattering_free(error);
  error = NULL;
  REQUIRE(scattering_execute(transform, signal, 1, features, &error) == -1 && error, "ran what was destroyed");
  scattering_free(error);
  error = NULL;
  REQUIRE(!scattering_describe(-7, &error) && error && strstr(error, "-7"), "described nothing");
  scattering_free(error);
  scattering_free(NULL);
  return NULL;
}

const char *cinterface_deformations(void) {
  enum { ROWS = 12, COLUMNS = 17, SAMPLES = ROWS * COLUMNS };
  double field[2 * SAMPLES], images[2 * SAMPLES], warped[2 * SAMPLES];
  char *error = NULL;
  REQUIRE(scattering_field("{\"kind\": \"elastic\", \"amplitude\": 1.5, \"shape\": [12, 17], \"seed\": 2021}", field, &error) == 0,
          "%s", error);
  double largest = 0;
  for (int i = 0; i < SAMPLES; i++) largest = fmax(largest, hypot(field[i], field[SAMPLES + i]));
  // Scaled by a quotient of the amplitude.
  REQUIRE(fabs(largest - 1.5) < 1e-14, "the largest displacement is %.17g", largest);

  // A whole displacement moves samples.
  for (int i = 0; i < 2 * SAMPLES; i++) {
    field[i] = i < SAMPLES ? 1 : 0;
    images[i] = i * i % 31;
  }
  const char *const request = "{\"shape\": [12, 17], \"boundary\": \"periodic\"}";
  REQUIRE(scattering_warp(request, images, 2, field, warped, &error) == 0, "%s", error);
  for (int i = 0; i < 2 * SAMPLES; i++) {
    const int source = i / SAMPLES * SAMPLES + (i % SAMPLES + SAMPLES - COLUMNS) % SAMPLES;
    REQUIRE(warped[i] == images[source], "sample %d is %g and not %g", i, warped[i], images[source]);
  }

  field[3] = NAN;
  warped[0] = -5;
  const char *const failing[][2] = {
      {"{\"shape\": [12, 17]}", "finite"},
      {"{\"shape\": [12, 17], \"interpolation\": \"cubic\"}", "cubic"},
      {"{\"shape\": [2147483647, 2147483647, 3]}", "2147483647"},
      {"{\"shape\": [100000, 100000]}", "GB"},
      {"{\"shape\": []}", "axes"},
      {"{\"shape\": [12, 17], \"threads\": 0}", "threads"},
  };
  for (size_t i = 0; i < sizeof failing / sizeof *failing; i++) {
    REQUIRE(scattering_warp(failing[i][0], images, 1, field, warped, &error) == -1, "%s", failing[i][0]);
    REQUIRE(error && strstr(error, failing[i][1]) && warped[0] == -5, "%s: %s", failing[i][0], error ? error : "(none)");
    scattering_free(error);
    error = NULL;
  }
  const char *const wrong[][2] = {
      {"{\"kind\": \"noise\", \"amplitude\": 1, \"shape\": [12, 17]}", "noise"},
      {"{\"kind\": \"shear\", \"amplitude\": 1, \"shape\": [17]}", "one axis"},
      {"{\"kind\": \"elastic\", \"amplitude\": -1, \"shape\": [12, 17]}", "amplitude"},
      {"{\"kind\": \"elastic\", \"amplitude\": 1, \"shape\": [2, 17]}", "3 samples"},
      {"{\"kind\": \"elastic\", \"amplitude\": 1, \"shape\": [5, 5, 5], \"cutoff\": 1}", "cutoff"},
      {"{\"kind\": \"rough\", \"amplitude\": 1, \"shape\": [5, 5], \"exponent\": 1}", "exponent"},
      {"{\"kind\": \"rotation\", \"amplitude\": 12, \"shape\": [12, 17]}", "at most 11"},
      {"{\"kind\": \"elastic\", \"amplitude\": 1, \"shape\": [1048576, 1048576]}", "GB"},
      {"{\"kind\": \"elastic\", \"amplitude\": 1, \"shape\": [5, 5], \"seed\": -1}", "seed"},
      {"{\"kind\": \"elastic\", \"amplitude\": 1, \"shape\": [5, 5], \"field\": -1}", "negative"},
  };
  for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
    REQUIRE(scattering_field(wrong[i][0], warped, &error) == -1, "%s", wrong[i][0]);
    REQUIRE(error && strstr(error, wrong[i][1]) && warped[0] == -5, "%s: %s", wrong[i][0], error ? error : "(none)");
    scattering_free(error);
    error = NULL;
  }
  REQUIRE(scattering_field("{\"kind\": \"elastic\", \"amplitude\": 1, \"shape\": [5, 5]}", NULL, NULL) == -1, "NULL");
  REQUIRE(scattering_warp(request, NULL, 1, field, warped, NULL) == -1, "NULL");
  return NULL;
}

// Numbers between -1 and 1, the same on every run.
static void fill(double *values, size_t count, uint64_t state) {
  for (size_t i = 0; i < count; i++) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    values[i] = (double)(state >> 11) / (double)(1ull << 52) - 1;
  }
}

static double dot(const double *a, const double *b, size_t count) {
  double sum = 0;
  for (size_t i = 0; i < count; i++) sum += a[i] * b[i];
  return sum;
}

const char *cinterface_derivatives(void) {
  enum { SAMPLES = 16 * 24, FEATURES = 16 * 24, COUNT = 3 };
  static double signals[COUNT * SAMPLES], tangents[COUNT * SAMPLES], cotangents[COUNT * FEATURES];
  static double pushed[COUNT * FEATURES], pulled[COUNT * SAMPLES], moved[2][COUNT * FEATURES], shifted[COUNT * SAMPLES];
  fill(signals, COUNT * SAMPLES, 1);
  fill(tangents, COUNT * SAMPLES, 2);
  fill(cotangents, COUNT * FEATURES, 3);
  char *error = NULL;
  const int64_t transform = scattering_create("{" IMAGES ", \"precision\": \"double\", \"threads\": 2}", &error);
  REQUIRE(transform > 0, "%s", error ? error : "(none)");
  REQUIRE(scattering_pushforward(transform, signals, tangents, COUNT, pushed, &error) == 0, "%s", error);
  REQUIRE(scattering_pullback(transform, signals, cotangents, COUNT, pulled, &error) == 0, "%s", error);
  const double forth = dot(pushed, cotangents, COUNT * FEATURES), back = dot(tangents, pulled, COUNT * SAMPLES);
  // Sums of about 1,000 products round to 1e-14 of their terms.
  REQUIRE(fabs(forth - back) <= 1e-12 * fabs(forth), "%.17g forth, %.17g back", forth, back);
  const double step = 1e-5;
  for (int side = 0; side < 2; side++) {
    for (int i = 0; i < COUNT * SAMPLES; i++) shifted[i] = signals[i] + (side ? step : -step) * tangents[i];
    REQUIRE(scattering_execute(transform, shifted, COUNT, moved[side], &error) == 0, "%s", error);
  }
  double distance = 0, size = 0;
  for (int i = 0; i < COUNT * FEATURES; i++) {
    const double slope = (moved[1][i] - moved[0][i]) / (2 * step);
    distance += (slope - pushed[i]) * (slope - pushed[i]);
    size += pushed[i] * pushed[i];
  }
  REQUIRE(sqrt(distance) <= 1e-6 * sqrt(size), "differences are %g from the pushforward of %g", sqrt(distance), sqrt(size));
  REQUIRE(scattering_pullback(transform, signals, NULL, COUNT, pulled, &error) == -1, "no cotangents");
  REQUIRE(error && strstr(error, "cotangents is NULL"), "%s", error ? error : "(none)");
  scattering_free(error);
  REQUIRE(scattering_destroy(transform, NULL) == 0, "destroyed");
  return NULL;
}

enum { CALLS = 40, CALL_SIGNALS = 3 };

typedef struct {
  int64_t transform;
  const float *signals, *expected;
  bool destroys;
  const char *wrong;
} worker;

static void *work(void *argument) {
  worker *const self = argument;
  float *const features = malloc(CALL_SIGNALS * 16 * 24 * sizeof(float));
  for (int call = 0; call < CALLS; call++) {
    char *error = NULL;
    if (self->destroys && call == CALLS / 2) scattering_destroy(self->transform, NULL);
    if (scattering_execute(self->transform, self->signals, CALL_SIGNALS, features, &error) == 0) {
      if (memcmp(features, self->expected, CALL_SIGNALS * 16 * 24 * sizeof(float))) self->wrong = "other features";
    } else if (!error || !strstr(error, "destroyed")) {
      self->wrong = "another error";
    }
    scattering_free(error);
  }
  free(features);
  return NULL;
}

const char *cinterface_threads(void) {
  static double values[CALL_SIGNALS * 16 * 24];
  static float signals[CALL_SIGNALS * 16 * 24], expected[CALL_SIGNALS * 16 * 24];
  fill(values, CALL_SIGNALS * 16 * 24, 4);
  for (int i = 0; i < CALL_SIGNALS * 16 * 24; i++) signals[i] = (float)values[i];
  for (int destroys = 0; destroys < 2; destroys++) {
    char *error = NULL;
    const int64_t transform = scattering_create("{" IMAGES ", \"threads\": 2}", &error);
    REQUIRE(transform > 0, "%s", error ? error : "(none)");
    REQUIRE(scattering_execute(transform, signals, CALL_SIGNALS, expected, &error) == 0, "%s", error);
    worker workers[4];
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) {
      workers[i] = (worker){transform, signals, expected, destroys && i == 0, NULL};
      REQUIRE(pthread_create(threads + i, NULL, work, workers + i) == 0, "thread %d", i);
    }
    for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
    for (int i = 0; i < 4; i++) REQUIRE(!workers[i].wrong, "%s", workers[i].wrong);
    REQUIRE(scattering_destroy(transform, NULL) == (destroys ? -1 : 0), "destroyed");
  }
  return NULL;
}
