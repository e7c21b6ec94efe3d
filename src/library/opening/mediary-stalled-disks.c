/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "opening/mediary-stalled-disks.h"

#include <gio/gunixmounts.h>
#include <string.h>

/*
 * A thousand files of a disk that does not answer must not cost a thousand times the patience. Nothing here touches a
 * disk: where one begins is read from the system's table of mounts.
 */

/* Then it is tried again. */
#define REMEMBERED (10 * G_USEC_PER_SEC)

typedef struct {
  char  *prefix;
  gint64 until;
} Stall;

struct _MediaryStalledDisks {
  GMutex  mutex;
  GArray *stalls;   /* of Stall */
  gint    n_stalls; /* atomic: mostly there are none, and nobody needs the lock */
};

static void
stall_clear (gpointer data)
{
  Stall *stall = data;

  g_free (stall->prefix);
}

MediaryStalledDisks *
mediary_stalled_disks_new (void)
{
  MediaryStalledDisks *self = g_new0 (MediaryStalledDisks, 1);

  g_mutex_init (&self->mutex);
  self->stalls = g_array_new (FALSE, FALSE, sizeof (Stall));
  g_array_set_clear_func (self->stalls, stall_clear);

  return self;
}

void
mediary_stalled_disks_free (MediaryStalledDisks *self)
{
  g_array_unref (self->stalls);
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

/* What does not answer when this path does not: its network folder, or, a link on a good disk may lead to a bad one, no
 * more than its folder. */
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

/* The disk that @path is on has not answered. */
void
mediary_stalled_disks_add (MediaryStalledDisks *self, const char *path)
{
  Stall stall = { find_prefix (path), g_get_monotonic_time () + REMEMBERED };

  g_mutex_lock (&self->mutex);
  g_array_append_val (self->stalls, stall);
  g_atomic_int_set (&self->n_stalls, (gint) self->stalls->len);
  g_mutex_unlock (&self->mutex);
}

/* Whether the disk that @path is on has not answered a moment ago. */
gboolean
mediary_stalled_disks_hold (MediaryStalledDisks *self, const char *path)
{
  gint64   now;
  gboolean held = FALSE;

  if (g_atomic_int_get (&self->n_stalls) == 0)
    return FALSE;

  now = g_get_monotonic_time ();
  g_mutex_lock (&self->mutex);
  for (guint i = self->stalls->len; i-- > 0;) {
    const Stall *stall = &g_array_index (self->stalls, Stall, i);

    if (now >= stall->until)
      g_array_remove_index_fast (self->stalls, i);
    else if (is_inside (path, stall->prefix))
      held = TRUE;
  }
  g_atomic_int_set (&self->n_stalls, (gint) self->stalls->len);
  g_mutex_unlock (&self->mutex);

  return held;
}
