/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-pictures.h"

#include "extractor-self-test.h"
#include "extractor-starter.h"
#include "media-glycin.h"
#include "media-image.h"

#include <sys/wait.h>
#include <unistd.h>

/*
 * The reader of pictures: gdk-pixbuf in the cage, or glycin's loaders beside it where gdk-pixbuf is but their customer.
 */

#ifdef HAVE_GLYCIN

/* Whether gdk-pixbuf decodes in the cage. A cage is for good, so it is tried in a child. */
static gboolean
pixbuf_reads_in_cage (void)
{
  ExtractorSelfTest test;
  int               status = 0;
  pid_t             pid;

#ifdef MEDIARY_TEST_GLYCIN
  return FALSE; /* a program for tests, which is not installed */
#endif

  extractor_self_test_open_pictures (&test);
  pid = fork ();
  if (pid == 0) {
    extractor_confine (EXTRACTOR_CAGE_IMAGE);
    extractor_confine_time ();
    _exit (extractor_self_test_pictures (&test, media_image_draw) ? 0 : 1);
  }
  extractor_self_test_close (&test);

  return pid > 0 && waitpid (pid, &status, 0) == pid && WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static ExtractorReader
choose_glycin (const char *content_type, MediaryExtractionKind kind)
{
  if (kind == MEDIARY_EXTRACTION_READ)
    return media_glycin_read;

  return kind == MEDIARY_EXTRACTION_DRAW ? media_glycin_draw : media_glycin_draw_cached;
}

static gboolean
begin_glycin (void)
{
  return !pixbuf_reads_in_cage () && extractor_starter_begin (choose_glycin);
}

#else

static gboolean
begin_glycin (void)
{
  return FALSE;
}

#endif

/* Gives up what reading pictures does not take, for good, and tries it. While there is one thread. */
ExtractorPictures
extractor_pictures_begin (void)
{
  ExtractorPictures pictures = { .by_glycin = begin_glycin () };
  ExtractorSelfTest test;

  extractor_self_test_open_pictures (&test);
  pictures.confinement = extractor_confine (EXTRACTOR_CAGE_IMAGE);
  extractor_confine_time ();
  pictures.reads = extractor_self_test_pictures (&test, extractor_pictures_choose ("image/png", MEDIARY_EXTRACTION_DRAW));
  extractor_self_test_close (&test);

  return pictures;
}

/* Who does what is asked with a picture of @content_type, or NULL. */
ExtractorReader
extractor_pictures_choose (const char *content_type, MediaryExtractionKind kind)
{
  ExtractorReader reader = extractor_formats_choose (content_type, kind);

  if (reader == NULL || kind == MEDIARY_EXTRACTION_READ || !extractor_starter_is_there ())
    return reader;

  return kind == MEDIARY_EXTRACTION_DRAW ? extractor_starter_draw : extractor_starter_draw_cached;
}
