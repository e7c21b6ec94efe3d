/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-facts.h"

#include <glib/gi18n.h>

#include "mediary-words.h"
#include "model/mediary-direction.h"

/* The lines of “Details”: what is known of a file, in words; what is not known has no line. */

/* A point in time, as short as it can be understood; @seconds is Unix time. */
char *
mediary_facts_dup_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();

  if (time == NULL)
    return NULL;

  if (g_date_time_get_year (time) == g_date_time_get_year (now) && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (now)) {
    /* Translators: a time of today, as of strftime */
    return g_date_time_format (time, _("Today %H:%M"));
  }

  return g_date_time_format (time, "%x %H:%M");
}

static char *
dup_date_taken (const char *date)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autoptr (GDateTime) time = date != NULL ? g_date_time_new_from_iso8601 (date, zone) : NULL;

  return time != NULL ? g_date_time_format (time, "%x %H:%M") : g_strdup (date);
}

static char *
dup_codecs (MediaryMetadata *metadata)
{
  const char *video = mediary_metadata_get_string (metadata, MEDIARY_METADATA_VIDEO_CODEC);
  const char *audio = mediary_metadata_get_string (metadata, MEDIARY_METADATA_AUDIO_CODEC);

  if (video != NULL && audio != NULL)
    return g_strconcat (video, " · ", audio, NULL);

  return g_strdup (video != NULL ? video : audio);
}

static void
tell (MediaryFactFunc func, gpointer user_data, const char *title, const char *value)
{
  if (value != NULL && *value != '\0')
    func (title, value, user_data);
}

void
mediary_facts_foreach (MediaryItem *item, MediaryFactFunc func, gpointer user_data)
{
  MediaryMetadata *metadata = mediary_item_get_metadata (item);
  g_autofree char *folder = mediary_words_for_folder (mediary_item_get_path (item));
  g_autofree char *shown_folder = mediary_direction_dup_path (folder);
  g_autofree char *created = mediary_facts_dup_time (mediary_item_get_created_at (item));
  g_autofree char *taken = dup_date_taken (mediary_metadata_get_string (metadata, MEDIARY_METADATA_DATE_TAKEN));
  g_autofree char *codecs = dup_codecs (metadata);

  tell (func, user_data, _("Folder"), shown_folder);
  tell (func, user_data, C_ ("when the file was", "Checked In"), created);
  tell (func, user_data, _("Taken"), taken);
  tell (func, user_data, _("Camera"), mediary_metadata_get_string (metadata, MEDIARY_METADATA_CAMERA));
  tell (func, user_data, _("Title"), mediary_metadata_get_string (metadata, MEDIARY_METADATA_TITLE));
  tell (func, user_data, _("Artist"), mediary_metadata_get_string (metadata, MEDIARY_METADATA_ARTIST));
  tell (func, user_data, _("Album"), mediary_metadata_get_string (metadata, MEDIARY_METADATA_ALBUM));
  tell (func, user_data, _("Codec"), codecs);
}

typedef struct {
  gint64 size;
  guint  n_images;
  guint  n_videos;
  guint  n_sounds;
  guint  n_without_use;
  guint  n_wrong;
} Sum;

static void
add_up (Sum *sum, MediaryItem *item)
{
  MediaryMediaType type = mediary_item_get_media_type (item);

  sum->size += MAX (mediary_metadata_get_size (mediary_item_get_metadata (item)), 0);
  sum->n_images += type == MEDIARY_MEDIA_TYPE_IMAGE ? 1 : 0;
  sum->n_videos += type == MEDIARY_MEDIA_TYPE_VIDEO ? 1 : 0;
  sum->n_sounds += type == MEDIARY_MEDIA_TYPE_AUDIO ? 1 : 0;
  sum->n_without_use += mediary_item_get_n_uses (item) == 0 ? 1 : 0;
  sum->n_wrong += mediary_item_get_state (item) != MEDIARY_STATE_PRESENT ? 1 : 0;
}

static char *
dup_kinds (const Sum *sum)
{
  /* Translators: how many images are selected */
  g_autofree char *images = sum->n_images > 0 ? g_strdup_printf (ngettext ("%'u image", "%'u images", sum->n_images), sum->n_images) : NULL;
  /* Translators: how many videos are selected */
  g_autofree char *videos = sum->n_videos > 0 ? g_strdup_printf (ngettext ("%'u video", "%'u videos", sum->n_videos), sum->n_videos) : NULL;
  /* Translators: how many sounds are selected */
  g_autofree char *sounds = sum->n_sounds > 0 ? g_strdup_printf (ngettext ("%'u sound", "%'u sounds", sum->n_sounds), sum->n_sounds) : NULL;
  const char      *parts[4] = { NULL };
  guint            n_parts = 0;

  if (images != NULL)
    parts[n_parts++] = images;
  if (videos != NULL)
    parts[n_parts++] = videos;
  if (sounds != NULL)
    parts[n_parts++] = sounds;

  return g_strjoinv (" · ", (char **) parts);
}

/**
 * mediary_facts_of_many_foreach:
 * @items: (element-type MediaryItem): several files
 * @func: (scope call): what to call for each line
 * @user_data: for @func
 *
 * What is known of several files together.
 */
void
mediary_facts_of_many_foreach (GPtrArray *items, MediaryFactFunc func, gpointer user_data)
{
  Sum              sum = { 0 };
  g_autofree char *kinds = NULL;
  g_autofree char *size = NULL;
  g_autofree char *without_use = NULL;
  g_autofree char *wrong = NULL;

  for (guint i = 0; i < items->len; i++)
    add_up (&sum, items->pdata[i]);

  kinds = dup_kinds (&sum);
  size = g_format_size ((guint64) sum.size);
  without_use = sum.n_without_use > 0 ? g_strdup_printf ("%'u", sum.n_without_use) : NULL;
  wrong = sum.n_wrong > 0 ? g_strdup_printf ("%'u", sum.n_wrong) : NULL;

  tell (func, user_data, _("Kinds"), kinds);
  tell (func, user_data, _("Total Size"), size);
  tell (func, user_data, _("No Known Use"), without_use);
  tell (func, user_data, _("Needs Attention"), wrong);
}
