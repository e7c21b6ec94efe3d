/* SPDX-License-Identifier: LGPL-2.1-or-later */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* memmem */
#endif

#include "config.h"

#include "mediary-thumbnail-cache.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/*
 * The desktop's thumbnail folder, shared with file managers (Thumbnail Managing Standard). Any thread; may wait for the
 * disk.
 *
 * A thumbnail is a PNG, and so is not looked into here: whether it shows the file as it is now stands inside it, and the
 * extractor, which draws it, compares.
 */

static const struct {
  int         size;
  const char *folder;
} sizes[] = {
  { 128, "normal" },
  { 256, "large" },
  { 512, "x-large" },
  { 1024, "xx-large" },
};

/* The URI by which the cache knows the file at @path. */
char *
mediary_thumbnail_cache_dup_uri (const char *path)
{
  return g_filename_to_uri (path, NULL, NULL);
}

static gsize
find_size (int wanted)
{
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (sizes[i].size >= wanted)
      return i;

  return G_N_ELEMENTS (sizes) - 1;
}

/* The smallest size of the cache that is at least @wanted pixels, or the largest there is. */
int
mediary_thumbnail_cache_get_size (int wanted)
{
  return sizes[find_size (wanted)].size;
}

static char *
build_path (const char *path, gsize i)
{
  g_autofree char *uri = mediary_thumbnail_cache_dup_uri (path);
  g_autofree char *sum = uri != NULL ? g_compute_checksum_for_string (G_CHECKSUM_MD5, uri, -1) : NULL;
  g_autofree char *name = sum != NULL ? g_strconcat (sum, ".png", NULL) : NULL;

  return name != NULL ? g_build_filename (g_get_user_cache_dir (), "thumbnails", sizes[i].folder, name, NULL) : NULL;
}

/* Opens the thumbnail of the file at @path that is nearest to @wanted pixels and not smaller, for
 * mediary_extractor_draw_cached(). -1: there is none. */
int
mediary_thumbnail_cache_open (const char *path, int wanted)
{
  for (gsize i = find_size (wanted); i < G_N_ELEMENTS (sizes); i++) {
    g_autofree char *thumbnail = build_path (path, i);
    int              descriptor = -1;
    struct stat      status;

    if (thumbnail != NULL)
      descriptor = g_open (thumbnail, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
    if (descriptor < 0)
      continue;
    if (fstat (descriptor, &status) == 0 && S_ISREG (status.st_mode) && status.st_size > 0)
      return descriptor;

    close (descriptor);
  }

  return -1;
}

static gboolean
write_all (int descriptor, const guint8 *data, gsize size)
{
  while (size > 0) {
    gssize written = write (descriptor, data, size);

    if (written < 0 && errno != EINTR)
      return FALSE;

    data += MAX (written, 0);
    size -= (gsize) MAX (written, 0);
  }

  return TRUE;
}

/* Writes @png beside @thumbnail, for its owner alone, and puts it in place: nobody sees half of one. */
static gboolean
put_in_place (const char *thumbnail, GBytes *png)
{
  g_autofree char *temporary = g_strconcat (thumbnail, ".XXXXXX", NULL);
  int              descriptor = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  gboolean         written;

  if (descriptor < 0)
    return FALSE;

  written = write_all (descriptor, g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  written = close (descriptor) == 0 && written;
  if (written && g_rename (temporary, thumbnail) == 0)
    return TRUE;

  g_unlink (temporary);
  return FALSE;
}

/* Stores @png, which the extractor made for the file at @path, as its thumbnail of @size pixels. */
gboolean
mediary_thumbnail_cache_store (const char *path, int size, GBytes *png, GError **error)
{
  g_autofree char *thumbnail = build_path (path, find_size (size));
  g_autofree char *folder = thumbnail != NULL ? g_path_get_dirname (thumbnail) : NULL;

  if (folder != NULL && g_mkdir_with_parents (folder, 0700) == 0 && put_in_place (thumbnail, png))
    return TRUE;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "The thumbnail of “%s” cannot be stored: %s", path,
               g_strerror (errno));
  return FALSE;
}

/* What media-picture.c has the extractor write into each, as PNG has it: the kind of text, its key, its value. */
static const char own_mark[] = "tEXtSoftware\0Mediary";

/* Before the pixels, and behind an address that may be long. */
#define MARK_WITHIN (32 * 1024)

/* It is looked for, but nothing is made of what is found: a picture is not read outside the extractor. */
static gboolean
is_own (int descriptor)
{
  g_autofree char *beginning = g_malloc (MARK_WITHIN);
  gssize           length = read (descriptor, beginning, MARK_WITHIN);

  return length > 0 && memmem (beginning, (gsize) length, own_mark, sizeof own_mark - 1) != NULL;
}

/* The size of the thumbnail at @path in bytes, or -1 where it is another program’s, or none. */
static gint64
measure_own (const char *path)
{
  int         descriptor = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY, 0);
  gint64      size = -1;
  struct stat status;

  if (descriptor < 0)
    return -1;

  if (fstat (descriptor, &status) == 0 && S_ISREG (status.st_mode) && is_own (descriptor))
    size = status.st_size;
  close (descriptor);

  return size;
}

static guint
visit_own (const char *folder, gboolean remove, guint64 *size, GCancellable *cancellable)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "thumbnails", folder, NULL);
  g_autoptr (GDir) names = g_dir_open (path, 0, NULL);
  const char *name;
  guint       n_thumbnails = 0;

  while (names != NULL && !g_cancellable_is_cancelled (cancellable) && (name = g_dir_read_name (names)) != NULL) {
    g_autofree char *thumbnail = g_build_filename (path, name, NULL);
    gint64           bytes = measure_own (thumbnail);

    if (bytes < 0 || (remove && g_unlink (thumbnail) != 0))
      continue;

    n_thumbnails++;
    *size += (guint64) bytes;
  }

  return n_thumbnails;
}

/* Counts the thumbnails that Mediary put into the cache, or removes them: those of others stay, whatever they show.
 * @size is set to what they take, in bytes. */
guint
mediary_thumbnail_cache_visit_own (gboolean remove, guint64 *size, GCancellable *cancellable)
{
  guint n_thumbnails = 0;

  *size = 0;
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    n_thumbnails += visit_own (sizes[i].folder, remove, size, cancellable);

  return n_thumbnails;
}
