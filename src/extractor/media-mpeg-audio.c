/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-mpeg-audio.h"

#include "extractor-window.h"

#include <string.h>

/*
 * How long an MP3 of constant bit rate is.
 *
 * Such a file does not say it; it follows from its size. GStreamer would play a part of it to find the rate, for which
 * GstDiscoverer sleeps 50 milliseconds: twenty times what the rest of the file costs.
 */

#define N_FRAMES_TO_SEE 24 /* that many alike in a row, at the start and in the middle, and we believe it */
#define MOST_TO_SEARCH  4096
#define FRAME_HEAD      4
#define ID3_HEAD        10
#define ID3_END         128

typedef struct {
  guint bit_rate;
  guint sample_rate;
  guint size;
  guint kind; /* version and layer */
} Frame;

/* In thousands, by the index in the head, from 1. */
static const guint16 bit_rates[5][14] = {
  { 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448 }, /* MPEG 1, layer I */
  { 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384 },    /* layer II */
  { 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320 },     /* layer III */
  { 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256 },    /* MPEG 2, layer I */
  { 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160 },         /* layers II and III */
};

static gboolean
parse_frame (const guint8 *head, Frame *frame)
{
  static const guint sample_rates[3] = { 44100, 48000, 32000 };
  guint              version = head[1] >> 3 & 3; /* 3: MPEG 1, 2: MPEG 2, 0: MPEG 2.5 */
  guint              layer = 4 - (head[1] >> 1 & 3);
  guint              rate = head[2] >> 4;
  guint              sampling = head[2] >> 2 & 3;
  guint              padding = head[2] >> 1 & 1;

  if (head[0] != 0xff || (head[1] & 0xe0) != 0xe0 || version == 1 || layer == 4 || rate == 0 || rate == 15 || sampling == 3)
    return FALSE;

  frame->kind = head[1] & 0x1e;
  frame->sample_rate = sample_rates[sampling] >> (version == 3 ? 0 : version == 2 ? 1
                                                                                  : 2);
  frame->bit_rate = 1000 * bit_rates[version == 3 ? layer - 1 : layer == 1 ? 3
                                                                           : 4][rate - 1];

  if (layer == 1)
    frame->size = (12 * frame->bit_rate / frame->sample_rate + padding) * 4;
  else
    frame->size = (layer == 3 && version != 3 ? 72 : 144) * frame->bit_rate / frame->sample_rate + padding;

  return TRUE;
}

/* TRUE if enough frames like @first stand in a row from @offset. */
static gboolean
is_constant (ExtractorWindow *window, gint64 offset, const Frame *first)
{
  for (guint i = 0; i < N_FRAMES_TO_SEE; i++) {
    const guint8 *head = extractor_window_look (window, offset, FRAME_HEAD);
    Frame         frame;

    if (head == NULL || !parse_frame (head, &frame) || frame.bit_rate != first->bit_rate ||
        frame.sample_rate != first->sample_rate || frame.kind != first->kind)
      return FALSE;

    offset += frame.size;
  }

  return TRUE;
}

/* The same somewhere after @offset, where no frame need begin. */
static gboolean
is_constant_after (ExtractorWindow *window, gint64 offset, const Frame *first)
{
  for (gint64 end = offset + MOST_TO_SEARCH; offset < end; offset++)
    if (is_constant (window, offset, first))
      return TRUE;

  return FALSE;
}

/* The first frame of a file may tell how long it is; then GStreamer reads it there. */
static gboolean
tells_its_length (ExtractorWindow *window, gint64 offset, const Frame *frame)
{
  gsize         size = MIN (frame->size, 200);
  const guint8 *bytes = extractor_window_look (window, offset, size);

  if (bytes == NULL)
    return TRUE;

  for (gsize i = FRAME_HEAD; i + 4 <= size; i++)
    if (memcmp (bytes + i, "Xing", 4) == 0 || memcmp (bytes + i, "Info", 4) == 0 || memcmp (bytes + i, "VBRI", 4) == 0)
      return TRUE;

  return FALSE;
}

/* Where the sound begins, behind the tags. */
static gint64
find_start (ExtractorWindow *window)
{
  const guint8 *head = extractor_window_look (window, 0, ID3_HEAD);

  if (head == NULL || memcmp (head, "ID3", 3) != 0)
    return 0;

  return ID3_HEAD + ((gint64) (head[6] & 0x7f) << 21 | (head[7] & 0x7f) << 14 | (head[8] & 0x7f) << 7 | (head[9] & 0x7f)) +
    ((head[5] & 0x10) != 0 ? ID3_HEAD : 0);
}

/* Where it ends. */
static gint64
find_end (ExtractorWindow *window)
{
  gint64        end = window->request->size;
  const guint8 *tag = end > ID3_END ? extractor_window_look (window, end - ID3_END, 3) : NULL;

  return tag != NULL && memcmp (tag, "TAG", 3) == 0 ? end - ID3_END : end;
}

/* Seconds that the MPEG audio of @request plays; 0 where that does not follow from its size. */
double
media_mpeg_audio_estimate (const ExtractorRequest *request)
{
  ExtractorWindow window;
  const guint8   *head;
  gint64          start, end;
  Frame           frame;

  extractor_window_init (&window, request);
  start = find_start (&window);
  end = find_end (&window);
  head = extractor_window_look (&window, start, FRAME_HEAD);

  if (head == NULL || !parse_frame (head, &frame) || tells_its_length (&window, start, &frame) ||
      !is_constant (&window, start, &frame) || !is_constant_after (&window, start + (end - start) / 2, &frame))
    return 0;

  return (double) (end - start) * 8 / frame.bit_rate;
}
