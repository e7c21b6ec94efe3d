/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "mediary-words.h"

#include <math.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <libintl.h>

#include "mediary-metadata.h"

/*
 * How kinds and states are said to people. The window and the command line both speak through here, so that a
 * thing has one name. No errno, SQL or percent-escape comes out of this file.
 */

/**
 * mediary_words_bind_text_domain:
 *
 * Tells gettext where Mediary’s translations are: where they were installed, or in the folder that the environment
 * variable `MEDIARY_LOCALE_DIR` names. Everything here is English before; a [class@Mediary.Service] does it by itself.
 * Which language it is follows from setlocale(), which is the program’s to call. May be called again, in any thread.
 *
 * Returns: the text domain, which Mediary’s own programs make theirs
 */
const char *
mediary_words_bind_text_domain (void)
{
  static gsize bound = 0;

  if (g_once_init_enter (&bound)) {
    const char *folder = g_getenv ("MEDIARY_LOCALE_DIR");

    bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : MEDIARY_LOCALE_DIR);
    bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
    g_once_init_leave (&bound, 1);
  }

  return GETTEXT_PACKAGE;
}

/**
 * mediary_words_for_media_type:
 * @type: a media type
 *
 * Tells what one file of this type is called.
 *
 * Returns: what one file of this type is called
 */
const char *
mediary_words_for_media_type (MediaryMediaType type)
{
  switch (type) {
  case MEDIARY_MEDIA_TYPE_IMAGE:
    return _("Image");
  case MEDIARY_MEDIA_TYPE_VIDEO:
    return _("Video");
  case MEDIARY_MEDIA_TYPE_AUDIO:
    return _("Sound");
  case MEDIARY_MEDIA_TYPE_UNKNOWN:
  default:
    return _("File");
  }
}

/**
 * mediary_words_for_state:
 * @state: what was last seen of a file
 *
 * Gets the state's name, or %NULL where there is nothing to say: only problems are shown.
 *
 * Returns: (nullable): the state's name, or %NULL where there is nothing to say: only problems are shown
 */
const char *
mediary_words_for_state (MediaryState state)
{
  switch (state) {
  case MEDIARY_STATE_MISSING:
    return _("Not found");
  case MEDIARY_STATE_NO_ACCESS:
    return _("No access");
  case MEDIARY_STATE_LENT:
    return _("Lent");
  case MEDIARY_STATE_PRESENT:
  default:
    return NULL;
  }
}

/**
 * mediary_words_for_uses:
 * @n_uses: how many uses a file has
 *
 * Gets “3 uses”, or “No known use”: never “unused”, since we might not know.
 *
 * Returns: (transfer full): “3 uses”, or “No known use”: never “unused”, since we might not know
 */
char *
mediary_words_for_uses (guint n_uses)
{
  if (n_uses == 0)
    return g_strdup (_("No known use"));

  /* Translators: how many documents use a file */
  return g_strdup_printf (ngettext ("%'u use", "%'u uses", n_uses), n_uses);
}

/**
 * mediary_words_for_recovery:
 * @service: a service
 *
 * What is to be said when the database was damaged and has been restored.
 *
 * Returns: (transfer full) (nullable): a sentence, or %NULL when nothing happened
 */
char *
mediary_words_for_recovery (MediaryService *service)
{
  g_autofree char *shown = NULL;
  g_autofree char *files = NULL;
  g_autofree char *uses = NULL;
  const char      *aside;
  guint            n_items;
  guint            n_references;

  if (!mediary_service_get_recovery (service, &aside, &n_items, &n_references))
    return NULL;

  shown = mediary_words_for_path (aside);
  /* Translators: how many files are known again */
  files = g_strdup_printf (ngettext ("%'u file", "%'u files", n_items), n_items);
  uses = n_references > 0 ? mediary_words_for_uses (n_references) : g_strdup (_("no uses"));

  /* Translators: first “12 files”, then “30 uses”, then the name of a file */
  return g_strdup_printf (_("The database was damaged. It has been restored with %s and %s; the damaged one is kept as “%s”."),
                             files, uses, shown);
}

/* “JPEG” for image/jpeg, as file types are spoken of; the long description where there is no short one. */
static char *
describe_format (MediaryItem *item)
{
  static const struct {
    const char *content_type;
    const char *name;
  } formats[] = {
    { "image/jpeg", "JPEG" },
    { "image/png", "PNG" },
    { "image/gif", "GIF" },
    { "image/webp", "WebP" },
    { "image/svg+xml", "SVG" },
    { "image/tiff", "TIFF" },
    { "image/avif", "AVIF" },
    { "image/heif", "HEIF" },
    { "audio/x-wav", "WAV" },
    { "audio/flac", "FLAC" },
    { "audio/mpeg", "MP3" },
    { "audio/x-vorbis+ogg", "Ogg" },
    { "audio/ogg", "Ogg" },
    { "audio/x-opus+ogg", "Opus" },
    { "audio/mp4", "M4A" },
    { "video/mp4", "MP4" },
    { "video/webm", "WebM" },
    { "video/x-matroska", "Matroska" },
    { "video/x-theora+ogg", "Ogg" },
    { "video/ogg", "Ogg" },
    { "video/x-msvideo", "AVI" },
    { "video/vnd.avi", "AVI" },
    { "video/quicktime", "QuickTime" },
  };
  const char *type = mediary_metadata_get_string (mediary_item_get_metadata (item), MEDIARY_METADATA_CONTENT_TYPE);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    if (g_strcmp0 (type, formats[i].content_type) == 0)
      return g_strdup (formats[i].name);
  }

  if (type != NULL && !g_content_type_is_unknown (type))
    return g_content_type_get_description (type);

  return g_strdup (mediary_words_for_media_type (mediary_item_get_media_type (item)));
}

static void
append_fact (GString *facts, const char *fact)
{
  if (facts->len > 0)
    g_string_append (facts, " · ");
  g_string_append (facts, fact);
}

/**
 * mediary_words_for_facts:
 * @item: a file
 *
 * Says in a line what a file is: “JPEG · 2560 × 1600 · 2.1 MB”, “MP3 · 3:42 · 5 MB”. What is not known is left out.
 *
 * Returns: (transfer full): the line
 */
char *
mediary_words_for_facts (MediaryItem *item)
{
  MediaryMetadata *metadata;
  GString         *facts = g_string_new (NULL);
  g_autofree char *format = NULL;
  double           duration;

  g_return_val_if_fail (MEDIARY_IS_ITEM (item), g_string_free (facts, FALSE));

  metadata = mediary_item_get_metadata (item);
  format = describe_format (item);
  append_fact (facts, format);

  if (mediary_metadata_get_width (metadata) > 0 && mediary_metadata_get_height (metadata) > 0) {
    /* Translators: width and height of a picture, in pixels */
    g_autofree char *size = g_strdup_printf (_("%d × %d"), mediary_metadata_get_width (metadata), mediary_metadata_get_height (metadata));

    append_fact (facts, size);
  }

  duration = mediary_metadata_get_duration (metadata);
  if (duration > 0) {
    g_autofree char *length = mediary_words_for_duration (duration);

    append_fact (facts, length);
  }

  if (mediary_metadata_get_size (metadata) > 0) {
    g_autofree char *bytes = g_format_size ((guint64) mediary_metadata_get_size (metadata));

    append_fact (facts, bytes);
  }

  return g_string_free (facts, FALSE);
}

/**
 * mediary_words_for_note:
 * @item: a file
 *
 * Says what of a file could not be read when it was checked in.
 *
 * Returns: (transfer full) (nullable): a sentence, or %NULL where everything could be read
 */
char *
mediary_words_for_note (MediaryItem *item)
{
  static const struct {
    const char *note;
    const char *sentence;
  } sentences[] = {
    { MEDIARY_NOTE_DAMAGED, N_ ("The file is damaged; only a part of its details could be read. Open it in its app to see what is left of it.") },
    { MEDIARY_NOTE_NO_DECODER, N_ ("This computer lacks what is needed to read the details of this kind of file. Install a plugin for it, then check the file again.") },
    { MEDIARY_NOTE_TIMED_OUT, N_ ("Reading the details took too long; the file is checked in without them. Check it again when the computer is less busy.") },
    { MEDIARY_NOTE_DECODER_FAILED, N_ ("Reading the details failed; the file is checked in without them. Open it in its app to see whether it is whole.") },
    { MEDIARY_NOTE_NO_EXTRACTOR, N_ ("A part of Mediary is missing on this computer; the file is checked in without its details. Install Mediary again, then check the file again.") },
  };
  const char *note;

  g_return_val_if_fail (MEDIARY_IS_ITEM (item), NULL);

  note = mediary_metadata_get_string (mediary_item_get_metadata (item), MEDIARY_METADATA_NOTE);
  if (note == NULL)
    return NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++) {
    if (g_str_equal (note, sentences[i].note))
      return g_strdup (_(sentences[i].sentence));
  }

  return g_strdup (_("Some details of the file could not be read."));
}

/**
 * mediary_words_for_duration:
 * @seconds: how long, in seconds
 *
 * Gets “0:07”, “3:42”, “1:02:03”.
 *
 * Returns: (transfer full): “0:07”, “3:42”, “1:02:03”
 */
char *
mediary_words_for_duration (double seconds)
{
  gint64 total = seconds > 0 && seconds < 1e15 ? (gint64) round (seconds) : 0;
  int    hours = (int) MIN (total / 3600, G_MAXINT);
  int    minutes = (int) (total / 60 % 60);

  if (hours > 0) {
    /* Translators: a length of time: hours, minutes, seconds */
    return g_strdup_printf (_("%d:%02d:%02d"), hours, minutes, (int) (total % 60));
  }

  /* Translators: a length of time: minutes, seconds */
  return g_strdup_printf (_("%d:%02d"), minutes, (int) (total % 60));
}

/* Where the portal puts what is somewhere else, under a name that tells nobody anything. */
static gboolean
is_document (const char *path)
{
  g_autofree char *documents = g_build_filename (g_get_user_runtime_dir (), "doc", "", NULL);

  return g_str_has_prefix (path, documents) || g_str_has_prefix (path, "/run/flatpak/doc/"); /* where the first leads */
}

/**
 * mediary_words_for_path:
 * @path: (type filename): a path, in the bytes of the file system
 *
 * Makes a path readable on one line: the home folder is “~”, the rest is as [func@words_for_name] has it. Not for opening
 * files.
 *
 * Returns: (transfer full): the path as a person reads it
 */
char *
mediary_words_for_path (const char *path)
{
  const char *home = g_get_home_dir ();
  gsize       length = strlen (home);

  g_return_val_if_fail (path != NULL, NULL);

  if (is_document (path)) {
    g_autofree char *name = g_path_get_basename (path);

    return mediary_words_for_name (name);
  }

  if (length > 1 && g_str_has_prefix (path, home) && (path[length] == '/' || path[length] == '\0')) {
    g_autofree char *readable = mediary_words_for_name (path + length);

    return g_strconcat ("~", readable, NULL);
  }

  return mediary_words_for_name (path);
}

/**
 * mediary_words_for_folder:
 * @path: (type filename): the path of a file
 *
 * Gets the folder the file is in, as mediary_words_for_path() says it.
 *
 * Returns: (transfer full): the folder the file is in, as mediary_words_for_path() says it
 */
char *
mediary_words_for_folder (const char *path)
{
  g_autofree char *folder = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (is_document (path))
    return g_strdup (_("A folder that Mediary cannot see"));

  folder = g_path_get_dirname (path);
  return mediary_words_for_path (folder);
}
