/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-registry.h"

#include <glib.h>
#include <glib/gstdio.h>

/*
 * GStreamer keeps a list of its plugins, and each time it starts it looks at all of them to see whether the list is still
 * true. Where none of their folders has changed since, it is told not to.
 */

static gint64
get_time (const char *path)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 ? (gint64) status.st_mtim.tv_sec * G_USEC_PER_SEC + status.st_mtim.tv_nsec / 1000 : -1;
}

/* The newest list in the folder of them: it is named after the kind of processor. -1: there is none. */
static gint64
get_time_of_lists (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64      newest = -1;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (g_str_has_prefix (name, "registry.") && g_str_has_suffix (name, ".bin")) {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      newest = MAX (newest, get_time (path));
    }
  }

  return newest;
}

static const char *
get_variable (const char *name, const char *older_name)
{
  const char *value = g_getenv (name);

  return value != NULL ? value : g_getenv (older_name);
}

static gint64
get_time_of_list (void)
{
  const char      *path = get_variable ("GST_REGISTRY_1_0", "GST_REGISTRY");
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "gstreamer-1.0", NULL);

  return path != NULL ? get_time (path) : get_time_of_lists (folder);
}

/* TRUE if a folder of @paths, which may be NULL, has changed after @time. */
static gboolean
has_changed (const char *paths, gint64 time)
{
  g_auto (GStrv) folders = g_strsplit (paths != NULL ? paths : "", G_SEARCHPATH_SEPARATOR_S, -1);

  for (guint i = 0; folders[i] != NULL; i++)
    if (get_time (folders[i]) >= time)
      return TRUE;

  return FALSE;
}

/* Before GStreamer starts, in the one thread that there is. */
void
extractor_registry_settle (void)
{
  const char      *system_paths = get_variable ("GST_PLUGIN_SYSTEM_PATH_1_0", "GST_PLUGIN_SYSTEM_PATH");
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "gstreamer-1.0", "plugins", NULL);
  gint64           time = get_time_of_list ();

  if (time < 0 || has_changed (system_paths != NULL ? system_paths : GSTREAMER_PLUGINS_FOLDER, time) ||
      (system_paths == NULL && has_changed (own, time)) ||
      has_changed (get_variable ("GST_PLUGIN_PATH_1_0", "GST_PLUGIN_PATH"), time))
    return;

  g_setenv ("GST_REGISTRY_UPDATE", "no", FALSE);
}
