/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "opening/mediary-stalled-disks.h"

#include <gio/gunixmounts.h>
#include <string.h>

/*
 * A thousand files of a disk that does not answer must not cost a thousand times the patience. But one file that does not
 * answer proves nothing about the others: it may be a link to another disk, or the one bad spot of a good disk. So its place
 * is doubted, and others there are tried before all of them are given up; and one that answers ends the doubt. Nothing here
 * touches a disk: where one begins is read from the system's table of mounts.
 */

/* Then it is tried again. */
#define REMEMBERED (10 * G_USEC_PER_SEC)
/* Files tried while their place is doubted, and in vain, to call it silent. */
#define PROOFS 2
/* Each leaves a process behind: where so many files do not answer, the place is not asked, whatever the others do. */
#define MAX_STALLS 8

/* A file, or a folder, that has not answered. */
typedef struct {
  char  *path;
  gint64 until;
} Stall;

/* What may not answer either when one of its files does not. */
typedef struct {
  char  *prefix;
  gint64 doubted_since; /* 0: a file has answered since */
  gint64 until;
  guint  n_proofs;
  guint  n_stalls;
} Place;

struct _MediaryStalledDisks {
  GMutex  mutex;
  GArray *stalls;   /* of Stall */
  GArray *places;   /* of Place */
  gint    n_stalls; /* atomic: mostly there are none, and nobody needs the lock */
};

static void
stall_clear (gpointer data)
{
  Stall *stall = data;

  g_free (stall->path);
}

static void
place_clear (gpointer data)
{
  Place *place = data;

  g_free (place->prefix);
}

MediaryStalledDisks *
mediary_stalled_disks_new (void)
{
  MediaryStalledDisks *self = g_new0 (MediaryStalledDisks, 1);

  g_mutex_init (&self->mutex);
  self->stalls = g_array_new (FALSE, FALSE, sizeof (Stall));
  g_array_set_clear_func (self->stalls, stall_clear);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (self->places, place_clear);

  return self;
}

void
mediary_stalled_disks_free (MediaryStalledDisks *self)
{
  g_array_unref (self->stalls);
  g_array_unref (self->places);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

static gboolean
is_inside (const char *path, const char *prefix)
{
  gsize length = strlen (prefix);

  return strncmp (path, prefix, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

static gboolean
is_of_network (const char *type)
{
  static const char *const prefixes[] = { "fuse", "nfs", "cifs", "smb", "9p", "ceph", "afs", "davfs", "lustre", "glusterfs" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (type, prefixes[i]))
      return TRUE;

  return FALSE;
}

/* One mount for everything somebody is connected to: the name after it tells them apart. */
static gboolean
holds_many_disks (const char *type)
{
  return g_str_equal (type, "fuse.gvfsd-fuse") || g_str_equal (type, "fuse.portal");
}

static char *
first_folder_in (const char *mount, const char *path)
{
  gsize       length = strlen (mount);
  const char *end = path[length] == '/' ? strchr (path + length + 1, '/') : NULL;

  return end != NULL ? g_strndup (path, (gsize) (end - path)) : g_strdup (path);
}

/* What may not answer when this path does not: its disk or network folder, or, a link on a good disk may lead to a bad one,
 * no more than its folder. */
static char *
find_prefix (const char *path)
{
  GList           *mounts = g_unix_mounts_get (NULL);
  GUnixMountEntry *found = NULL;
  char            *prefix;

  for (GList *l = mounts; l != NULL; l = l->next) {
    const char *mount_path = g_unix_mount_get_mount_path (l->data);

    if (is_inside (path, mount_path) && (found == NULL || strlen (mount_path) >= strlen (g_unix_mount_get_mount_path (found))))
      found = l->data;
  }

  if (found == NULL || !is_of_network (g_unix_mount_get_fs_type (found)))
    prefix = g_path_get_dirname (path);
  else if (holds_many_disks (g_unix_mount_get_fs_type (found)))
    prefix = first_folder_in (g_unix_mount_get_mount_path (found), path);
  else
    prefix = g_strdup (g_unix_mount_get_mount_path (found));
  g_list_free_full (mounts, (GDestroyNotify) g_unix_mount_free);

  return prefix;
}

/* With the lock. */
static void
forget_old (MediaryStalledDisks *self, gint64 now)
{
  for (guint i = self->stalls->len; i-- > 0;)
    if (now >= g_array_index (self->stalls, Stall, i).until)
      g_array_remove_index_fast (self->stalls, i);
  for (guint i = self->places->len; i-- > 0;)
    if (now >= g_array_index (self->places, Place, i).until)
      g_array_remove_index_fast (self->places, i);
  g_atomic_int_set (&self->n_stalls, (gint) self->stalls->len);
}

/* With the lock. Takes @prefix. */
static Place *
get_place (MediaryStalledDisks *self, char *prefix)
{
  Place place = { .prefix = prefix };

  for (guint i = 0; i < self->places->len; i++)
    if (g_str_equal (g_array_index (self->places, Place, i).prefix, prefix)) {
      g_free (prefix);
      return &g_array_index (self->places, Place, i);
    }
  g_array_append_val (self->places, place);

  return &g_array_index (self->places, Place, self->places->len - 1);
}

/* @path, asked about @since, has not answered. Those that were asked about together with the first are no proof against a
 * place: it may have answered others all the while. */
void
mediary_stalled_disks_add (MediaryStalledDisks *self, const char *path, gint64 since)
{
  char  *prefix = find_prefix (path);
  gint64 now = g_get_monotonic_time ();
  Stall  stall = { g_strdup (path), now + REMEMBERED };
  Place *place;

  g_mutex_lock (&self->mutex);
  forget_old (self, now);
  g_array_append_val (self->stalls, stall);
  g_atomic_int_set (&self->n_stalls, (gint) self->stalls->len);

  place = get_place (self, prefix);
  place->until = now + REMEMBERED;
  place->n_stalls++;
  if (place->doubted_since == 0)
    place->doubted_since = now;
  else if (since >= place->doubted_since)
    place->n_proofs++;
  g_mutex_unlock (&self->mutex);
}

/* @path has answered, whatever it said. */
void
mediary_stalled_disks_clear (MediaryStalledDisks *self, const char *path)
{
  if (g_atomic_int_get (&self->n_stalls) == 0)
    return;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->places->len; i++) {
    Place *place = &g_array_index (self->places, Place, i);

    if (is_inside (path, place->prefix)) {
      place->doubted_since = 0;
      place->n_proofs = 0;
    }
  }
  g_mutex_unlock (&self->mutex);
}

/* With the lock. */
static MediaryDiskVoice
judge_place (const Place *place)
{
  if (place->n_proofs >= PROOFS || place->n_stalls >= MAX_STALLS)
    return MEDIARY_DISK_SILENT;

  return place->doubted_since != 0 ? MEDIARY_DISK_DOUBTED : MEDIARY_DISK_ANSWERS;
}

/* What is to be expected of @path. */
MediaryDiskVoice
mediary_stalled_disks_judge (MediaryStalledDisks *self, const char *path)
{
  MediaryDiskVoice voice = MEDIARY_DISK_ANSWERS;

  if (g_atomic_int_get (&self->n_stalls) == 0)
    return MEDIARY_DISK_ANSWERS;

  g_mutex_lock (&self->mutex);
  forget_old (self, g_get_monotonic_time ());
  for (guint i = 0; i < self->stalls->len; i++)
    if (is_inside (path, g_array_index (self->stalls, Stall, i).path))
      voice = MEDIARY_DISK_SILENT;
  for (guint i = 0; i < self->places->len; i++) {
    const Place *place = &g_array_index (self->places, Place, i);

    if (is_inside (path, place->prefix))
      voice = MAX (voice, judge_place (place));
  }
  g_mutex_unlock (&self->mutex);

  return voice;
}
