/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-recent-documents.h"

#include "mediary-names.h"

/*
 * The documents that were opened today, by any app: what somebody works on is likely to use the files just dropped. They
 * stand in the desktop's list of recently used files. GTK would read it in the main loop, so a thread does.
 */

#define FILE_NAME "recently-used.xbel"

/* What was opened within it is probably still being worked on. */
#define WORKING_DAY_S (8 * 60 * 60)

#define N_DOCUMENTS 5

typedef struct {
  char  *uri;
  gint64 opened_at;
} Recent;

static void
recent_free (Recent *recent)
{
  g_free (recent->uri);
  g_free (recent);
}

/* Pictures, sounds and videos are opened too, but use nothing. */
static gboolean
is_document (GBookmarkFile *bookmarks, const char *uri)
{
  g_autofree char *type = g_bookmark_file_get_mime_type (bookmarks, uri, NULL);
  g_autofree char *content_type = type != NULL ? g_content_type_from_mime_type (type) : NULL;

  return content_type != NULL && g_str_has_prefix (uri, "file:") && !g_content_type_is_a (content_type, "image/*") &&
    !g_content_type_is_a (content_type, "audio/*") && !g_content_type_is_a (content_type, "video/*") && !g_str_has_prefix (content_type, "inode/") &&
    !g_content_type_is_unknown (content_type);
}

static gint64
get_time (GBookmarkFile *bookmarks, const char *uri)
{
  GDateTime *time = g_bookmark_file_get_modified_date_time (bookmarks, uri, NULL);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

static int
compare_time (gconstpointer a, gconstpointer b)
{
  gint64 first = (*(const Recent *const *) a)->opened_at;
  gint64 second = (*(const Recent *const *) b)->opened_at;

  return (first < second) - (first > second);
}

static GPtrArray *
list_recent (GBookmarkFile *bookmarks)
{
  g_auto (GStrv) uris = g_bookmark_file_get_uris (bookmarks, NULL);
  GPtrArray *recents = g_ptr_array_new_with_free_func ((GDestroyNotify) recent_free);
  gint64     now = g_get_real_time () / G_USEC_PER_SEC;

  for (guint i = 0; uris[i] != NULL; i++) {
    Recent recent = { .uri = uris[i], .opened_at = get_time (bookmarks, uris[i]) };

    if (now - recent.opened_at < WORKING_DAY_S && is_document (bookmarks, uris[i])) {
      recent.uri = g_strdup (uris[i]);
      g_ptr_array_add (recents, g_memdup2 (&recent, sizeof recent));
    }
  }
  g_ptr_array_sort (recents, compare_time);

  return recents;
}

/* The app of a document is the one that opens its kind, as in the sheet; or else that which has opened it. */
static char *
dup_module_name (GBookmarkFile *bookmarks, const char *uri)
{
  g_autofree char *type = g_bookmark_file_get_mime_type (bookmarks, uri, NULL);
  g_autofree char *content_type = g_content_type_from_mime_type (type);
  g_autoptr (GAppInfo) app = g_app_info_get_default_for_type (content_type, FALSE);
  g_auto (GStrv) names = NULL;

  if (app != NULL && g_app_info_get_id (app) != NULL)
    return mediary_names_dup_module (g_app_info_get_id (app));

  names = g_bookmark_file_get_applications (bookmarks, uri, NULL, NULL);

  return names != NULL ? g_strdup (names[0]) : NULL;
}

static void
run_load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func ((GDestroyNotify) mediary_destination_free);
  g_autoptr (GBookmarkFile) bookmarks = g_bookmark_file_new ();
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), FILE_NAME, NULL);
  g_autoptr (GPtrArray) recents = NULL;

  if (g_bookmark_file_load_from_file (bookmarks, path, NULL))
    recents = list_recent (bookmarks);

  for (guint i = 0; recents != NULL && i < recents->len && documents->len < N_DOCUMENTS; i++) {
    const char      *uri = ((Recent *) recents->pdata[i])->uri;
    g_autofree char *module_name = dup_module_name (bookmarks, uri);

    if (module_name != NULL)
      g_ptr_array_add (documents, mediary_destination_new (module_name, uri));
  }

  g_task_return_pointer (task, documents, (GDestroyNotify) g_ptr_array_unref);
}

void
mediary_recent_documents_load_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, mediary_recent_documents_load_async);
  g_task_run_in_thread (task, run_load);
}

/* An array of MediaryDestination, the newest first; it is empty where nothing is known. */
GPtrArray *
mediary_recent_documents_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
