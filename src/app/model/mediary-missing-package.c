/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-missing-package.h"

#include <gdk/gdk.h>
#include <glib/gi18n.h>

#include "mediary-metadata.h"
#include "mediary-words.h"

/*
 * Which package reads a kind of file that could not be read. It is said only where one package is the answer: on Debian and
 * what is made of it, for pictures where gdk-pixbuf has loaders, and for streams whose container one package alone reads.
 * Where there is more that may be missing, nothing is better than the wrong name.
 */

/* “dpkg -S” of the loader and of the plugin, in Debian 12 and 13. */
static const struct {
  const char *content_type;
  const char *format; /* a name, the same in every language */
  const char *package;
  gboolean    is_loader; /* of gdk-pixbuf */
} packages[] = {
  { "image/heif", "HEIF", "heif-gdk-pixbuf", TRUE },                /* libpixbufloader-heif.so */
  { "image/heic", "HEIF", "heif-gdk-pixbuf", TRUE },                /* the same by its older name */
  { "image/avif", "AVIF", "libavif-gdk-pixbuf", TRUE },             /* libpixbufloader-avif.so */
  { "video/x-ms-wmv", "WMV", "gstreamer1.0-plugins-ugly" },         /* libgstasf.so */
  { "audio/x-ms-wma", "WMA", "gstreamer1.0-plugins-ugly" },         /* libgstasf.so */
  { "application/vnd.ms-asf", "ASF", "gstreamer1.0-plugins-ugly" }, /* libgstasf.so */
  { "audio/x-aiff", "AIFF", "gstreamer1.0-plugins-bad" },           /* libgstaiff.so */
};

/* From then on gdk-pixbuf asks glycin, which has loaders of its own. The version it was built with, for the window needs no
 * decoder; on Debian both come from one release. */
#define FIRST_WITHOUT_LOADERS 43

static gboolean
is_debian (const char *id, const char *id_like)
{
  g_auto (GStrv) like = g_strsplit (id_like != NULL ? id_like : "", " ", -1);

  return g_strcmp0 (id, "debian") == 0 || g_strv_contains ((const char *const *) like, "debian");
}

static int
find (const char *content_type)
{
  for (gsize i = 0; content_type != NULL && i < G_N_ELEMENTS (packages); i++) {
    if (g_str_equal (packages[i].content_type, content_type))
      return (int) i;
  }

  return -1;
}

/**
 * mediary_missing_package_for_type:
 * @content_type: (nullable): what kind of file it is
 * @system_id: (nullable): ID of os-release
 * @system_id_like: (nullable): ID_LIKE of it
 *
 * Returns: (nullable): the package that reads files of the kind on this system, where it can be said
 */
const char *
mediary_missing_package_for_type (const char *content_type, const char *system_id, const char *system_id_like)
{
  int i = find (content_type);

  if (i < 0 || !is_debian (system_id, system_id_like) || (packages[i].is_loader && GDK_PIXBUF_MINOR >= FIRST_WITHOUT_LOADERS))
    return NULL;

  return packages[i].package;
}

static const char *
get_content_type (MediaryItem *item)
{
  return mediary_metadata_get_string (mediary_item_get_metadata (item), MEDIARY_METADATA_CONTENT_TYPE);
}

/* The package without which the details of this file could not be read; NULL where it is something else, or not known. */
const char *
mediary_missing_package_get (MediaryItem *item)
{
  const char      *note = mediary_metadata_get_string (mediary_item_get_metadata (item), MEDIARY_METADATA_NOTE);
  g_autofree char *id = NULL;
  g_autofree char *id_like = NULL;

  if (g_strcmp0 (note, MEDIARY_NOTE_NO_DECODER) != 0)
    return NULL;

  id = g_get_os_info (G_OS_INFO_KEY_ID);
  id_like = g_get_os_info ("ID_LIKE");

  return mediary_missing_package_for_type (get_content_type (item), id, id_like);
}

/* What could not be read of the file, and why; NULL where there is nothing to say. */
char *
mediary_missing_package_dup_note (MediaryItem *item)
{
  const char *package = mediary_missing_package_get (item);

  if (package == NULL)
    return mediary_words_for_note (item);

  /* Translators: a format such as “HEIF”, and the name of a package to be installed */
  return g_strdup_printf (_("%s files need the package “%s”. Install it, then check the file again."), packages[find (get_content_type (item))].format, package);
}
