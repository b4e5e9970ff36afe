/// Wavelet scattering transforms and their derivatives, as a C interface.
///
/// A transform is made from a configuration in JSON, runs on memory of the caller's, and is known by a number. Every function may be called
/// from any thread at any time, of one transform by several at once. Nothing traps on what a caller gives: a function that fails
/// says why as text and leaves its outputs alone.
///
///     char *error = NULL;
///     int64_t transform = scattering_create(
///         "{\"configuration\": {\"shape\": [224, 224], \"scales\": 3, \"orientations\": 8, \"maximalOrder\": 2,"
///         " \"padding\": \"reflect\", \"oversampling\": 0, \"normalization\": \"kymatio\"}}", &error);
///     if (!transform) { puts(error); scattering_free(error); return 1; }
///     if (scattering_execute(transform, images, count, features, &error)) ...
///     scattering_destroy(transform, NULL);
///
/// `error` may be NULL; without an error what it points to is left alone. Text that it is set to is freed by `scattering_free`. Calls take up to 1.5 MB
/// of the stack of the thread that makes them.
#ifndef SCATTERING_H
#define SCATTERING_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Makes a transform: filters, tables and plans.
///
/// `json` is an object of
///   configuration  as feature files and `scatter info --json` have it (see Docs/C.md)
///   precision      "float" (the default) or "double": the type of all samples, 4 or 8 bytes
///   threads        how many work at a time; one a core by default
///   rigor          "estimate", "measure" (the default) or "patient": how long FFTW looks for fast transforms, where it computes them
///
/// Returns the transform's number, above 0; or 0 with `*error` set.
int64_t scattering_create(const char *json, char **error);

/// Forgets a transform; calls that run meanwhile end as they would. Returns 0, or -1 with `*error` set for a number that is no transform's.
int scattering_destroy(int64_t transform, char **error);

/// Describes a transform as JSON, to be freed by `scattering_free`; NULL with `*error` set for a number that is no transform's.
///
///   configuration, precision, threads   as given, with defaults filled in
///   signalCount     samples of one signal, in row-major order of its axes
///   featureCount    samples of all features of one signal
///   weight          what distances of averages are multiplied by to be those of the Lipschitz constant: the root of the samples of a signal to
///                   one of an average
///   padding         samples that are added before and behind each axis
///   paths           in the order of the features; of each: name, order, offset in the block of one signal, shape (the last axes
///                   of its feature), spacing and origin (samples of the signal from one to the next along each axis, and the position of
///                   the first; wavelets of order 1 along log-frequency; empty where a feature has no position), steps (the wavelets: scale, frequency and bandwidth in cycles a sample, and what tells them
///                   apart), and of joint scattering acrossPaths and position
char *scattering_describe(int64_t transform, char **error);

/// Computes the features of `count` signals, one after the other, into as many blocks of `featureCount` samples. Inputs and outputs may
/// not overlap. Returns 0, or -1 with `*error` set.
int scattering_execute(int64_t transform, const void *signals, size_t count, void *features, char **error);

/// Computes the Jacobian at each signal times a tangent of it, into blocks of `featureCount`: how features change along tangents, to first order.
/// A modulus that is 0 has derivative 0.
int scattering_pushforward(int64_t transform, const void *signals, const void *tangents, size_t count, void *features,
                           char **error);

/// Computes the transposed Jacobian at each signal times a block of `featureCount` cotangents, into as many samples as signals have: the gradient of
/// the inner product of features and cotangents.
int scattering_pullback(int64_t transform, const void *signals, const void *cotangents, size_t count, void *gradients,
                        char **error);

/// Draws a random displacement field, that of a stability report's seed (Docs/RandomFields.md), into as many doubles as the signal has samples
/// for each of its axes: `[component, axes...]`, in samples.
///
/// `json` is an object of
///   kind        "translation", "rotation", "dilation", "shear", "elastic" or "rough"
///   amplitude   the largest displacement, in samples
///   shape       the axes of a signal, one to three
///   seed, image, field   what names the field; 0 unless given
///   cutoff      of elastic fields, 5 unless given
///   exponent    of rough fields, 0.5 unless given
int scattering_field(const char *json, double *displacement, char **error);

/// Warps `count` signals by one displacement field, `[component, axes...]`: x(u - displacement(u)).
///
/// `json` is an object of
///   shape           the axes of one signal, one to three
///   interpolation   "reference" (the default: the Fourier series upsampled by 8, then quintic splines), "fast" or "linear"
///   boundary        "reflect" (the default) or "periodic": how signals go on beyond their ends
///   threads         one a core by default
int scattering_warp(const char *json, const double *signals, size_t count, const double *displacement, double *warped,
                    char **error);

/// The version of the library, such as "0.1.0"; not to be freed.
const char *scattering_version(void);

/// Frees text that a function made; NULL is no text.
void scattering_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
