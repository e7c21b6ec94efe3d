/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-video.h"

#include "media-cover.h"
#include "media-picture.h"
#include "media-video-frame.h"
#include "media-video-pipeline.h"
#include "mediary-metadata.h"

/*
 * The frame that stands for a video: not the first, which is often black, but one from its first third, unless there is
 * nothing to see there either.
 */

#define FOR_FRAMES     (4 * G_USEC_PER_SEC)     /* then what we have must do; the server’s deadline is a little later */
#define FOR_CHOICE     (G_USEC_PER_SEC)         /* then we no longer look for a better one */
#define FOR_ANSWER     (3 * G_USEC_PER_SEC / 2) /* of that time: what we have has to be made small, and to be passed on */
#define LEAST_CONTRAST 64                       /* less: all of it is nearly one color */
#define MORE_CONTRAST  8                        /* less is but noise */

/* How far into the video. */
static const double places[] = { 1.0 / 3, 2.0 / 3, 1.0 / 10, 1.0 / 2 };

typedef struct {
  GdkPixbuf *frame; /* (nullable) */
  double     contrast;
  int        orientation;
} Choice;

/* Takes @sample, which may be NULL, if there is more to see in it than in what was chosen before. */
static void
consider (Choice *choice, GstSample *sample, MediaVideoPipeline *pipeline, const ExtractorRequest *request)
{
  g_autoptr (GdkPixbuf) frame = sample != NULL ? media_video_frame_shrink (sample, request->side) : NULL;
  double contrast = frame != NULL ? media_video_frame_measure_contrast (frame) : 0;

  if (frame == NULL || (choice->frame != NULL && contrast < choice->contrast + MORE_CONTRAST))
    return;

  g_set_object (&choice->frame, frame);
  choice->contrast = contrast;
  choice->orientation = media_video_pipeline_get_orientation (pipeline);
}

/* What lies deeper in the file goes before @first, where there is as much to see. */
static void
choose (Choice *choice, GstSample *first, MediaVideoPipeline *pipeline, const ExtractorRequest *request, gint64 deadline)
{
  gint64 late = MIN (g_get_monotonic_time () + FOR_CHOICE, deadline - FOR_ANSWER);

  for (gsize i = 0; i < G_N_ELEMENTS (places) && choice->contrast < LEAST_CONTRAST && g_get_monotonic_time () < late; i++) {
    g_autoptr (GstSample) sample = media_video_pipeline_take_at (pipeline, places[i]);

    if (sample == NULL)
      break;
    consider (choice, sample, pipeline, request);
  }

  if (choice->contrast < LEAST_CONTRAST)
    consider (choice, first, pipeline, request);
}

static void
draw (MediaVideoPipeline *pipeline, const ExtractorRequest *request, ExtractorAnswer *answer, gint64 deadline)
{
  g_autoptr (GstSample) first = media_video_pipeline_take_first (pipeline);
  Choice           choice = { 0 };
  g_autofree char *turn = NULL;

  if (first == NULL) {
    answer->note = media_video_pipeline_get_note (pipeline);
    return;
  }

  choose (&choice, first, pipeline, request, deadline);
  if (choice.frame == NULL) {
    answer->note = MEDIARY_NOTE_DAMAGED;
    return;
  }

  turn = g_strdup_printf ("%d", choice.orientation);
  gdk_pixbuf_set_option (choice.frame, "orientation", turn);
  media_picture_add (choice.frame, request, answer);
  g_object_unref (choice.frame);
}

/* Draws a frame of a video small, the right way up. */
void
media_video_draw (const ExtractorRequest *request, ExtractorAnswer *answer)
{
  gint64 deadline = g_get_monotonic_time () + FOR_FRAMES;
  g_autoptr (MediaVideoPipeline) pipeline = NULL;

  if (gst_is_initialized ()) /* not by the reader of pictures */
    pipeline = media_video_pipeline_new (request, deadline);

  if (pipeline != NULL)
    draw (pipeline, request, answer, deadline);
  else
    answer->note = MEDIARY_NOTE_NO_DECODER;
  g_clear_pointer (&pipeline, media_video_pipeline_free);

  if (g_strcmp0 (answer->note, MEDIARY_NOTE_NO_DECODER) == 0)
    media_cover_draw (request, answer); /* many a sound is in a file for videos */
}
