/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "media-exif.h"

#include "mediary-metadata.h"

#include <libexif/exif-data.h>
#include <string.h>

/* What a camera wrote into a picture, through libexif. */

static char *
dup_ascii (ExifData *exif, ExifIfd ifd, ExifTag tag)
{
  ExifEntry *entry = exif_content_get_entry (exif->ifd[ifd], tag);

  if (entry == NULL || entry->format != EXIF_FORMAT_ASCII || entry->data == NULL)
    return NULL;

  return g_strstrip (g_strndup ((const char *) entry->data, entry->size));
}

static int
get_orientation (ExifData *exif)
{
  ExifEntry *entry = exif_content_get_entry (exif->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
  int        orientation = 1;

  if (entry != NULL && entry->format == EXIF_FORMAT_SHORT && entry->size >= 2)
    orientation = exif_get_short (entry->data, exif_data_get_byte_order (exif));

  return orientation >= 1 && orientation <= 8 ? orientation : 1;
}

/* "2024:05:06 07:08:09" as "2024-05-06T07:08:09"; FALSE for what is no time, such as the zeros of an unset clock. */
static gboolean
make_iso_time (char *text)
{
  static const char pattern[] = "dddd:dd:dd dd:dd:dd";
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc (); /* the camera's own, which it does not tell */
  g_autoptr (GDateTime) time = NULL;

  if (strlen (text) != strlen (pattern))
    return FALSE;

  for (gsize i = 0; pattern[i] != '\0'; i++)
    if (pattern[i] == 'd' ? !g_ascii_isdigit (text[i]) : text[i] != pattern[i])
      return FALSE;

  text[4] = text[7] = '-';
  text[10] = 'T';
  time = g_date_time_new_from_iso8601 (text, utc);

  return time != NULL;
}

/* Adds @text, as "2024:05:06 07:08:09", in its ISO form. FALSE: it is no time. */
gboolean
media_exif_add_date (ExtractorAnswer *answer, char *text)
{
  if (text == NULL || !make_iso_time (text))
    return FALSE;

  extractor_answer_add_text (answer, MEDIARY_METADATA_DATE_TAKEN, text);
  return TRUE;
}

static void
add_date (ExifData *exif, ExtractorAnswer *answer)
{
  static const struct {
    ExifIfd ifd;
    ExifTag tag;
  } places[] = {
    { EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_ORIGINAL },
    { EXIF_IFD_EXIF, EXIF_TAG_DATE_TIME_DIGITIZED },
    { EXIF_IFD_0, EXIF_TAG_DATE_TIME },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *text = dup_ascii (exif, places[i].ifd, places[i].tag);

    if (media_exif_add_date (answer, text))
      return;
  }
}

/* TRUE if the model begins with the maker's first word: "Canon" and "Canon EOS 5D". */
static gboolean
names_its_maker (const char *model, const char *maker)
{
  gsize length = strcspn (maker, " ");

  return length > 0 && g_ascii_strncasecmp (model, maker, length) == 0;
}

/* Adds the camera's name; @maker and @model may be NULL. */
void
media_exif_add_camera (ExtractorAnswer *answer, const char *maker, const char *model)
{
  g_autofree char *both = NULL;

  if (maker != NULL && *maker != '\0' && model != NULL && *model != '\0' && !names_its_maker (model, maker))
    both = g_strconcat (maker, " ", model, NULL);

  extractor_answer_add_text (answer, MEDIARY_METADATA_CAMERA,
                             both != NULL ? both : model != NULL && *model != '\0' ? model
                                                                                   : maker);
}

static void
add_camera (ExifData *exif, ExtractorAnswer *answer)
{
  g_autofree char *maker = dup_ascii (exif, EXIF_IFD_0, EXIF_TAG_MAKE);
  g_autofree char *model = dup_ascii (exif, EXIF_IFD_0, EXIF_TAG_MODEL);

  media_exif_add_camera (answer, maker, model);
}

/* Reads an EXIF block, with its mark in front, and adds when and with what the picture was taken. Returns how it has to
 * be turned, 1 for not at all. */
int
media_exif_read (const guint8 *data, gsize size, ExtractorAnswer *answer)
{
  ExifData *exif = exif_data_new ();
  int       orientation;

  exif_data_unset_option (exif, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
  exif_data_load_data (exif, data, (guint) size);
  orientation = get_orientation (exif);
  add_date (exif, answer);
  add_camera (exif, answer);
  exif_data_unref (exif);

  return orientation;
}

/* Reads an EXIF block without its mark, as formats other than JPEG keep it. Some programs write the mark all the same. */
int
media_exif_read_bare (const guint8 *data, gsize size, ExtractorAnswer *answer)
{
  g_autofree guint8 *marked = NULL;

  if (size > MEDIA_EXIF_MARK_SIZE && memcmp (data, MEDIA_EXIF_MARK, MEDIA_EXIF_MARK_SIZE) == 0)
    return media_exif_read (data, size, answer);

  marked = g_malloc (MEDIA_EXIF_MARK_SIZE + size);
  memcpy (marked, MEDIA_EXIF_MARK, MEDIA_EXIF_MARK_SIZE);
  memcpy (marked + MEDIA_EXIF_MARK_SIZE, data, size);

  return media_exif_read (marked, MEDIA_EXIF_MARK_SIZE + size, answer);
}
