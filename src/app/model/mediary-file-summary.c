/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-file-summary.h"

#include <glib/gi18n.h>

static void
count_file (MediaryFileSummary *summary, GFileInfo *info)
{
  const char *type = info != NULL ? g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_STANDARD_FAST_CONTENT_TYPE) : NULL;

  if (info != NULL && g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    summary->n_folders++;
  else if (type == NULL)
    summary->n_others++;
  else if (g_content_type_is_a (type, "image/*"))
    summary->n_images++;
  else if (g_content_type_is_a (type, "video/*"))
    summary->n_videos++;
  else if (g_content_type_is_a (type, "audio/*"))
    summary->n_sounds++;
  else
    summary->n_others++;
}

/* A thread of its own: the files may be on a disk that has to wake up. */
static void
count_files (GTask *task, gpointer source_object, gpointer task_data, GCancellable *cancellable)
{
  GPtrArray          *files = task_data;
  MediaryFileSummary *summary = g_new0 (MediaryFileSummary, 1);

  for (guint i = 0; i < files->len && !g_cancellable_is_cancelled (cancellable); i++) {
    g_autoptr (GFileInfo) info = g_file_query_info (files->pdata[i],
                                                    G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_FAST_CONTENT_TYPE,
                                                    G_FILE_QUERY_INFO_NONE, cancellable, NULL);

    count_file (summary, info);
  }

  g_task_return_pointer (task, summary, g_free);
}

void
mediary_file_summary_load_async (GSList *files, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_object_unref);

  for (; files != NULL; files = files->next)
    g_ptr_array_add (copy, g_object_ref (files->data));

  g_task_set_source_tag (task, mediary_file_summary_load_async);
  g_task_set_task_data (task, copy, (GDestroyNotify) g_ptr_array_unref);
  g_task_run_in_thread (task, count_files);
}

MediaryFileSummary *
mediary_file_summary_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
append_part (GString *line, guint count, char *part)
{
  if (count > 0 && line->len > 0)
    g_string_append (line, ", ");
  if (count > 0)
    g_string_append (line, part);
  g_free (part);
}

/* “31 images, 4 videos, 1 sound” */
char *
mediary_file_summary_dup_line (const MediaryFileSummary *self)
{
  GString *line = g_string_new (NULL);

  /* Translators: part of a list of what is to be checked in: “31 images, 4 videos” */
  append_part (line, self->n_images, g_strdup_printf (ngettext ("%u image", "%u images", self->n_images), self->n_images));
  /* Translators: part of a list of what is to be checked in: “31 images, 4 videos” */
  append_part (line, self->n_videos, g_strdup_printf (ngettext ("%u video", "%u videos", self->n_videos), self->n_videos));
  /* Translators: part of a list of what is to be checked in: “31 images, 4 videos” */
  append_part (line, self->n_sounds, g_strdup_printf (ngettext ("%u sound", "%u sounds", self->n_sounds), self->n_sounds));
  /* Translators: part of a list of what is to be checked in: “31 images, 4 videos” */
  append_part (line, self->n_folders, g_strdup_printf (ngettext ("%u folder", "%u folders", self->n_folders), self->n_folders));
  /* Translators: part of a list of what is to be checked in: “31 images, 4 videos” */
  append_part (line, self->n_others, g_strdup_printf (ngettext ("%u other file", "%u other files", self->n_others), self->n_others));

  return g_string_free (line, FALSE);
}
