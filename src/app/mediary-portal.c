/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-portal.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>

/*
 * Files as they reach a sandbox.
 *
 * The portal of documents gives them paths of its own. The path that a file has outside is told by an extended attribute
 * (newer portals), or by the list of addresses that comes with the same drop; that one is written by whoever drags, so it
 * is taken for a name only, of a file that is called the same. Where the sandbox may read the file there, it is read
 * there; where not, the service is told that it is lent.
 */

#define HOST_PATH    "user.document-portal.host-path"
#define URI_LIST     "text/uri-list"
#define MAX_URI_LIST (16 * 1024 * 1024)

gboolean
mediary_portal_is_sandboxed (void)
{
  static gsize sandboxed; /* 1: no, 2: yes */

  if (g_once_init_enter (&sandboxed))
    g_once_init_leave (&sandboxed, g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? 2 : 1);

  return sandboxed == 2;
}

gboolean
mediary_portal_is_document (const char *path)
{
  g_autofree char *folder = g_build_filename (g_get_user_runtime_dir (), "doc", "", NULL);

  return g_str_has_prefix (path, folder) || g_str_has_prefix (path, "/run/flatpak/doc/"); /* where the first leads */
}

/* What is to be found out in a thread, and of what. */
typedef struct {
  MediaryService *service;
  GSList         *files;  /* of GFile, as they came */
  GSList         *others; /* of GFile: what the source of a drop calls them */
  gboolean        lasts;
} Search;

static void
free_files (GSList *files)
{
  g_slist_free_full (files, g_object_unref);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_object_unref (search->service);
  free_files (search->files);
  free_files (search->others);
  g_free (search);
}

/* Returns: (nullable): what a file is called outside; %NULL for a document of a portal that does not tell */
char *
mediary_portal_dup_host_path (const char *path)
{
  char    value[4096];
  ssize_t length = mediary_portal_is_document (path) ? getxattr (path, HOST_PATH, value, sizeof value) : 0;

  if (!mediary_portal_is_document (path))
    return g_strdup (path);

  while (length > 0 && value[length - 1] == '\0')
    length--;

  return length > 0 && *value == '/' ? g_strndup (value, (gsize) length) : NULL;
}

/* Called the same by the source, and by it alone. */
static char *
dup_name_of_source (GSList *others, const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  char            *found = NULL;

  for (; others != NULL; others = others->next) {
    g_autofree char *other = g_file_get_basename (others->data);

    if (!g_str_equal (other, name))
      continue;
    if (found != NULL) {
      g_free (found);
      return NULL;
    }
    found = g_file_get_path (others->data);
  }

  return found;
}

/* The sandbox may read it there, and it is the same file. */
gboolean
mediary_portal_is_same_file (const char *path, const char *document)
{
  struct stat own, lent;

  return stat (path, &own) == 0 && stat (document, &lent) == 0 && (own.st_mode & S_IFMT) == (lent.st_mode & S_IFMT) &&
    (S_ISDIR (own.st_mode) || (own.st_size == lent.st_size && own.st_mtim.tv_sec == lent.st_mtim.tv_sec));
}

/* By which path a file is read that came as a document. What was given for good is not taken for lent. */
static void
note_access (const Search *search, const char *path, const char *document)
{
  g_autofree char *access_path = mediary_service_dup_access_path (search->service, path);

  if (mediary_portal_is_same_file (path, document)) {
    if (!g_str_equal (access_path, path))
      mediary_service_lend_file (search->service, path, path, TRUE);
    return;
  }

  if (search->lasts || mediary_service_is_lent (search->service, path) || !mediary_portal_is_same_file (access_path, document))
    mediary_service_lend_file (search->service, path, document, search->lasts);
}

/* A thread: documents are on a file system of the portal, which asks the disk. */
static GFile *
find_path (const Search *search, GFile *file)
{
  const char      *document = g_file_peek_path (file);
  g_autofree char *path = NULL;

  if (document == NULL || !mediary_portal_is_document (document))
    return g_object_ref (file);

  path = mediary_portal_dup_host_path (document);
  if (path == NULL)
    path = dup_name_of_source (search->others, document);
  if (path == NULL || mediary_portal_is_document (path))
    return g_object_ref (file);

  note_access (search, path, document);

  return g_file_new_for_path (path);
}

static void
free_found (gpointer data)
{
  free_files (data);
}

static void
run_search (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Search *search = data;
  GSList       *found = NULL;

  for (GSList *l = search->files; l != NULL; l = l->next)
    found = g_slist_prepend (found, find_path (search, l->data));

  g_task_return_pointer (task, g_slist_reverse (found), free_found);
}

static Search *
search_new (MediaryService *service, GSList *files, gboolean lasts)
{
  Search *search = g_new0 (Search, 1);

  search->service = g_object_ref (service);
  search->files = g_slist_copy_deep (files, (GCopyFunc) g_object_ref, NULL);
  search->lasts = lasts;

  return search;
}

/**
 * mediary_portal_find_paths_async:
 * @service: the library, which is told of files that are lent
 * @files: (element-type GFile): files that were chosen or pasted
 * @lasts: whether the portal lets us read them in the next session too
 * @cancellable: (nullable): to stop it
 * @callback: called with what mediary_portal_files_finish() takes
 * @user_data: for @callback
 *
 * Finds the paths that files have outside of the sandbox.
 */
void
mediary_portal_find_paths_async (MediaryService *service, GSList *files, gboolean lasts, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, mediary_portal_find_paths_async);
  g_task_set_task_data (task, search_new (service, files, lasts), search_free);
  g_task_run_in_thread (task, run_search);
}

static void
on_drop_value_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  Search       *search = g_task_get_task_data (task);
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (object), result, &error);

  if (value == NULL)
    g_debug ("The portal gave no files: %s", error->message);

  /* It refuses all where it refuses one: folders, on older desktops. Then the names are left, of which some can be read. */
  search->files = g_slist_copy_deep (value != NULL ? g_value_get_boxed (value) : search->others, (GCopyFunc) g_object_ref, NULL);
  g_task_run_in_thread (task, run_search);
}

static void
read_value (GTask *task)
{
  gdk_drop_read_value_async (g_task_get_source_object (task), GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, g_task_get_cancellable (task),
                             on_drop_value_read, task);
}

static void
on_names_spliced (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask               *task = user_data;
  Search              *search = g_task_get_task_data (task);
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (object);
  gsize                size = g_memory_output_stream_get_data_size (memory);
  g_autofree char     *text = NULL;
  g_auto (GStrv) uris = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, NULL) >= 0 && size <= MAX_URI_LIST) {
    text = g_strndup (g_memory_output_stream_get_data (memory), size);
    uris = g_uri_list_extract_uris (text);
  }
  for (guint i = 0; uris != NULL && uris[i] != NULL; i++)
    search->others = g_slist_prepend (search->others, g_file_new_for_uri (uris[i]));
  search->others = g_slist_reverse (search->others);

  read_value (task);
}

static void
on_names_offered (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GTask      *task = user_data;
  const char *type;
  g_autoptr (GInputStream) stream = gdk_drop_read_finish (GDK_DROP (object), result, &type, NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL) {
    read_value (task);
    return;
  }

  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, G_PRIORITY_DEFAULT,
                                g_task_get_cancellable (task), on_names_spliced, task);
}

/**
 * mediary_portal_read_drop_async:
 * @drop: a drop that has files
 * @service: the library, which is told of files that are lent
 * @cancellable: to stop it
 * @callback: called with what mediary_portal_files_finish() takes
 * @user_data: for @callback
 *
 * Reads both what the portal makes of a drop and what its source calls the files. The drop is to be finished afterwards.
 */
void
mediary_portal_read_drop_async (GdkDrop *drop, MediaryService *service, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  static const char *types[] = { URI_LIST, NULL };
  GTask             *task = g_task_new (drop, cancellable, callback, user_data);

  g_task_set_source_tag (task, mediary_portal_read_drop_async);
  g_task_set_task_data (task, search_new (service, NULL, FALSE), search_free);
  if (gdk_content_formats_contain_mime_type (gdk_drop_get_formats (drop), URI_LIST))
    gdk_drop_read_async (drop, types, G_PRIORITY_DEFAULT, cancellable, on_names_offered, task);
  else
    read_value (task);
}

/* Returns: (transfer full) (element-type GFile) (nullable): %NULL also where there are none */
GSList *
mediary_portal_files_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
