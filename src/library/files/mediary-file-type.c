/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memmem */
#endif
#include "config.h"

#include "mediary-file-type.h"

#include <gio/gio.h>
#include <string.h>

/*
 * What kind of file this is: content first, name second, by GIO.
 *
 * GIO alone believes the name: text called x.png is a PNG to it. So it is asked twice, about the bytes alone and about
 * both, and the name may only make more exact what the bytes say. Where the bytes plainly are what the name says, the
 * name's type stands.
 */

/* Named like a medium, but lists of others. */
static const char *const playlists[] = {
  "audio/mpegurl", "audio/x-mpegurl", "video/vnd.mpegurl", "audio/x-scpls", "audio/x-ms-asx", "audio/x-iriver-pla",
  "video/x-ms-asx", NULL
};

/* Media whose type does not say so. An audio file of these kinds has a name that does. */
static const struct {
  const char      *content_type;
  MediaryMediaType type;
} containers[] = {
  { "application/ogg", MEDIARY_MEDIA_TYPE_AUDIO },
  { "application/mxf", MEDIARY_MEDIA_TYPE_VIDEO },
  { "application/x-matroska", MEDIARY_MEDIA_TYPE_VIDEO },
  { "application/vnd.ms-asf", MEDIARY_MEDIA_TYPE_VIDEO },
  { "application/vnd.rn-realmedia", MEDIARY_MEDIA_TYPE_VIDEO },
  { "application/x-shockwave-flash-video", MEDIARY_MEDIA_TYPE_VIDEO },
};

/* One container, whose first bytes tell little of what is in it: here the name may change sound to video and back. */
static const char *const mp4_family[] = {
  "video/mp4", "audio/mp4", "audio/x-m4a", "audio/x-m4b", "audio/x-m4r", "video/x-m4v", "video/quicktime", "video/3gpp",
  "audio/3gpp", "video/3gpp2", "audio/3gpp2", NULL
};

static MediaryMediaType
get_type (const char *content_type)
{
  if (g_strv_contains (playlists, content_type))
    return MEDIARY_MEDIA_TYPE_UNKNOWN;
  if (g_str_has_prefix (content_type, "image/"))
    return MEDIARY_MEDIA_TYPE_IMAGE;
  if (g_str_has_prefix (content_type, "video/"))
    return MEDIARY_MEDIA_TYPE_VIDEO;
  if (g_str_has_prefix (content_type, "audio/"))
    return MEDIARY_MEDIA_TYPE_AUDIO;

  for (gsize i = 0; i < G_N_ELEMENTS (containers); i++)
    if (strcmp (containers[i].content_type, content_type) == 0)
      return containers[i].type;

  return MEDIARY_MEDIA_TYPE_UNKNOWN;
}

static gboolean
is_media (const char *content_type)
{
  return get_type (content_type) != MEDIARY_MEDIA_TYPE_UNKNOWN;
}

static gboolean
holds (const guint8 *head, gsize length, const char *text)
{
  return head != NULL && memmem (head, length, text, strlen (text)) != NULL;
}

/* Some pictures are text, and any text may be called so: it has to look the part. */
static gboolean
is_picture_in_text (const char *content_type, const guint8 *head, gsize length)
{
  if (strcmp (content_type, "image/svg+xml") == 0)
    return holds (head, length, "<svg") || holds (head, length, ":svg");
  if (strcmp (content_type, "image/x-xbitmap") == 0)
    return holds (head, length, "_width");

  return FALSE;
}

/* TRUE if the name's type is @by_data said more exactly. */
static gboolean
is_more_exact (const char *by_both, const char *by_data, const guint8 *head, gsize length)
{
  if (strcmp (by_both, by_data) == 0)
    return TRUE;
  if (g_str_has_prefix (by_data, "text/")) /* a drawing that begins with a comment is text/html */
    return is_picture_in_text (by_both, head, length);
  if (g_strv_contains (mp4_family, by_data) && g_strv_contains (mp4_family, by_both))
    return TRUE;

  return is_media (by_both) && g_content_type_is_a (by_both, by_data);
}

/* How the commonest media begin: the first bytes of the shared MIME database's own rules for them. */
static const struct {
  const char *content_type;
  const char *beginning;
  gsize       length;
} signatures[] = {
  { "image/jpeg", "\xff\xd8\xff", 3 },
  { "image/png", "\x89PNG\r\n\x1a\n", 8 },
  { "image/gif", "GIF8", 4 },
  { "audio/flac", "fLaC", 4 },
  { "audio/mpeg", "ID3", 3 },
};

/* Asking GIO about bytes costs more than all else in a check-in's look at a file; where name and bytes agree it need not be. */
static gboolean
begins_as (const char *content_type, const guint8 *head, gsize length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++) {
    if (strcmp (signatures[i].content_type, content_type) == 0)
      return length >= signatures[i].length && memcmp (head, signatures[i].beginning, signatures[i].length) == 0;
  }

  return FALSE;
}

static char *
guess (const char *name, const guint8 *head, gsize length)
{
  g_autofree char *by_name = name != NULL ? g_content_type_guess (name, NULL, 0, NULL) : NULL;
  g_autofree char *by_data = NULL;
  g_autofree char *by_both = NULL;

  if (by_name != NULL && begins_as (by_name, head, length))
    return g_steal_pointer (&by_name);

  by_data = g_content_type_guess (NULL, head, length, NULL);
  if (length == 0 || name == NULL)
    return g_steal_pointer (&by_data);

  by_both = g_content_type_guess (name, head, length, NULL);
  if (g_content_type_is_unknown (by_data) || is_more_exact (by_both, by_data, head, length))
    return g_steal_pointer (&by_both);

  return g_steal_pointer (&by_data);
}

/* "application/ogg" with a stream of pictures at its start. */
static gboolean
is_ogg_video (const char *content_type, const guint8 *head, gsize length)
{
  return strcmp (content_type, "application/ogg") == 0 && holds (head, MIN (length, 512), "\200theora");
}

/*
 * mediary_file_type_from_content:
 * @name: (nullable) (type filename): the file's name
 * @head: its first bytes, 4096 of them or all there are
 * @length: how many
 * @content_type: (out): what it is, in either case
 * @type: (out): which medium that is
 *
 * Any thread. FALSE: it is none that Mediary keeps.
 */
gboolean
mediary_file_type_from_content (const char *name, const guint8 *head, gsize length, char **content_type,
                                MediaryMediaType *type)
{
  *content_type = guess (name, head, length);
  *type = length > 0 ? get_type (*content_type) : MEDIARY_MEDIA_TYPE_UNKNOWN;

  if (is_ogg_video (*content_type, head, length))
    *type = MEDIARY_MEDIA_TYPE_VIDEO;

  return *type != MEDIARY_MEDIA_TYPE_UNKNOWN;
}
