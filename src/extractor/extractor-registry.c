/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-registry.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <gst/gst.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * GStreamer keeps a list of its plugins, and each time it starts it looks at all of them to see whether the list is still
 * true. Where none of their folders has changed since, it is told not to.
 *
 * In a Flatpak nothing tells when a folder has changed: all its times are nought. There the list is named after the
 * runtime, and begins as a copy of the one that was made when Mediary was built.
 *
 * A list is made by a child. Whoever makes it runs what is in the plugins, and a thread that one of them leaves behind
 * would be missing in each child of the server.
 */

#define SANDBOX_INFO "/.flatpak-info"
#define SHIPPED_LIST "/app/share/mediary/gstreamer-registry.bin"

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

static gboolean
is_up_to_date (void)
{
  const char      *system_paths = get_variable ("GST_PLUGIN_SYSTEM_PATH_1_0", "GST_PLUGIN_SYSTEM_PATH");
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "gstreamer-1.0", "plugins", NULL);
  gint64           time = get_time_of_list ();

  return time >= 0 && !has_changed (system_paths != NULL ? system_paths : GSTREAMER_PLUGINS_FOLDER, time) &&
    (system_paths != NULL || !has_changed (own, time)) && !has_changed (get_variable ("GST_PLUGIN_PATH_1_0", "GST_PLUGIN_PATH"), time);
}

/* Of what the plugins are a part of. */
static char *
dup_name_of_runtime (GKeyFile *info)
{
  static const char *const keys[] = { "runtime-commit", "runtime-extensions", "app-commit", "app-extensions" };
  g_autoptr (GString) all = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *value = g_key_file_get_string (info, "Instance", keys[i], NULL);

    g_string_append_printf (all, "%s\n", value != NULL ? value : "");
  }

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, all->str, -1);
}

/* FALSE: it came to no good end, and the list is what it was. */
static gboolean
make_list (const char *path)
{
  pid_t pid = fork ();
  int   status;

  if (pid == 0) {
    if (path != NULL)
      g_setenv ("GST_REGISTRY_1_0", path, TRUE);
    gst_init (NULL, NULL);
    _exit (0);
  }

  return pid > 0 && waitpid (pid, &status, 0) == pid && status == 0;
}

/* It has its name only when it is whole. */
static gboolean
make_list_of_runtime (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *new_path = g_strdup_printf ("%s.%d", path, (int) getpid ());
  g_autofree char *shipped = NULL;
  gsize            length;
  gboolean         made;

  g_mkdir_with_parents (folder, 0700);
  if (g_file_get_contents (SHIPPED_LIST, &shipped, &length, NULL))
    g_file_set_contents (new_path, shipped, (gssize) length, NULL);
  made = make_list (new_path) && g_rename (new_path, path) == 0;
  if (!made)
    g_unlink (new_path);

  return made;
}

/* Returns: (nullable): the list of this runtime; %NULL outside of a Flatpak */
static char *
dup_path_of_runtime (void)
{
  g_autoptr (GKeyFile) info = g_key_file_new ();
  g_autofree char *name = NULL;
  g_autofree char *file_name = NULL;

  if (!g_key_file_load_from_file (info, SANDBOX_INFO, G_KEY_FILE_NONE, NULL))
    return NULL;

  name = dup_name_of_runtime (info);
  file_name = g_strdup_printf ("registry-%.16s.bin", name);

  return g_build_filename (g_get_user_cache_dir (), "gstreamer-1.0", file_name, NULL);
}

/* Before GStreamer starts, in the one thread that there is. */
void
extractor_registry_settle (void)
{
  g_autofree char *path = dup_path_of_runtime ();
  gboolean         settled;

  if (path != NULL) {
    settled = get_time (path) >= 0 || make_list_of_runtime (path);
    g_setenv ("GST_REGISTRY_1_0", path, TRUE);
  } else {
    settled = is_up_to_date () || (make_list (NULL) && get_time_of_list () >= 0);
  }

  if (settled)
    g_setenv ("GST_REGISTRY_UPDATE", "no", FALSE);
}
