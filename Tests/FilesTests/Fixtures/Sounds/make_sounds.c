// Makes the sounds beside this file, with libsndfile: gcc make_sounds.c -lsndfile -lm -o make_sounds && ./make_sounds
//
// exact.EXT holds integers of 16 bits, which InputSoundTests knows by the same formula, in formats that lose nothing; tones.EXT holds
// two tones in formats that lose something. Last run with libsndfile 1.2.0.
#include <math.h>
#include <sndfile.h>
#include <stdio.h>

enum { exact_frames = 900, exact_rate = 8000, tone_frames = 12000, tone_rate = 16000 };

static void write_exact(const char *path, int format, int channels) {
  SF_INFO info = {.samplerate = exact_rate, .channels = channels, .format = format};
  short samples[2 * exact_frames];
  for (int frame = 0; frame < exact_frames; frame++)
    for (int channel = 0; channel < channels; channel++)
      samples[frame * channels + channel] = (37 * frame * frame + 101 * frame * channel) % 2001 - 1000;
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  if (!file || sf_writef_short(file, samples, exact_frames) != exact_frames || sf_close(file)) puts(path);
}

static void write_tones(const char *path, int format) {
  SF_INFO info = {.samplerate = tone_rate, .channels = 2, .format = format};
  static double samples[2 * tone_frames];
  for (int frame = 0; frame < tone_frames; frame++)
    for (int channel = 0; channel < 2; channel++)
      samples[2 * frame + channel] =
        0.5 * sin(M_PI * frame / tone_frames) * sin(2 * M_PI * (400 + 200 * channel) * frame / tone_rate);
  SNDFILE *file = sf_open(path, SFM_WRITE, &info);
  if (!file || sf_writef_double(file, samples, tone_frames) != tone_frames || sf_close(file)) puts(path);
}

int main(void) {
  write_exact("exact.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 2);
  write_exact("exact.caf", SF_FORMAT_CAF | SF_FORMAT_ALAC_16, 2);
  write_exact("exact.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 2);
  write_exact("exact.au", SF_FORMAT_AU | SF_FORMAT_PCM_16, 2);
  write_exact("exact.w64", SF_FORMAT_W64 | SF_FORMAT_PCM_16, 2);
  write_exact("exact.rf64", SF_FORMAT_RF64 | SF_FORMAT_PCM_16, 2);
  write_exact("exact.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 2);
  write_exact("exact.sph", SF_FORMAT_NIST | SF_FORMAT_PCM_16, 2);
  write_tones("tones.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS);
  write_tones("tones.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS);
  write_tones("tones.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III);
  return 0;
}
