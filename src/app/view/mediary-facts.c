/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-facts.h"

#include <glib/gi18n.h>

#include "mediary-words.h"

/* The lines of “Details”: what is known of a file, in words; what is not known has no line. */

static char *
dup_time (gint64 seconds)
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
  g_autofree char *created = dup_time (mediary_item_get_created_at (item));
  g_autofree char *taken = dup_date_taken (mediary_metadata_get_string (metadata, MEDIARY_METADATA_DATE_TAKEN));
  g_autofree char *codecs = dup_codecs (metadata);

  tell (func, user_data, _("Folder"), folder);
  tell (func, user_data, _("Checked In"), created);
  tell (func, user_data, _("Taken"), taken);
  tell (func, user_data, _("Camera"), mediary_metadata_get_string (metadata, MEDIARY_METADATA_CAMERA));
  tell (func, user_data, _("Title"), mediary_metadata_get_string (metadata, MEDIARY_METADATA_TITLE));
  tell (func, user_data, _("Artist"), mediary_metadata_get_string (metadata, MEDIARY_METADATA_ARTIST));
  tell (func, user_data, _("Album"), mediary_metadata_get_string (metadata, MEDIARY_METADATA_ALBUM));
  tell (func, user_data, _("Codec"), codecs);
}
