/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-file-summary.h"

#include <glib/gi18n.h>

static void
count_file (MediaryFileSummary *summary, const char *path)
{
  g_autofree char *type = g_content_type_guess (path, NULL, 0, NULL);

  if (g_content_type_is_a (type, "image/*"))
    summary->n_images++;
  else if (g_content_type_is_a (type, "video/*"))
    summary->n_videos++;
  else if (g_content_type_is_a (type, "audio/*"))
    summary->n_sounds++;
  else
    summary->n_others++;
}

static void
on_folders_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) folders = mediary_service_find_folders_finish (MEDIARY_SERVICE (source), result, &error);
  char              **paths = g_task_get_task_data (task);
  MediaryFileSummary *summary;

  if (folders == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  summary = g_new0 (MediaryFileSummary, 1);
  summary->n_folders = g_strv_length (folders);
  for (guint i = 0, next = 0; paths[i] != NULL; i++) {
    if (next < summary->n_folders && g_str_equal (paths[i], folders[next])) /* in the same order */
      next++;
    else
      count_file (summary, paths[i]);
  }
  g_task_return_pointer (task, summary, g_free);
}

/* Nothing here touches a disk: it may be one that does not answer. */
void
mediary_file_summary_load_async (MediaryService     *service,
                                 GSList             *files,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  char **paths;

  for (; files != NULL; files = files->next)
    if (g_file_peek_path (files->data) != NULL)
      g_strv_builder_add (builder, g_file_peek_path (files->data));
  paths = g_strv_builder_end (builder);

  g_task_set_source_tag (task, mediary_file_summary_load_async);
  g_task_set_task_data (task, paths, (GDestroyNotify) g_strfreev);
  mediary_service_find_folders_async (service, (const char *const *) paths, cancellable, on_folders_found, task);
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
  append_part (line, self->n_images, g_strdup_printf (ngettext ("%'u image", "%'u images", self->n_images), self->n_images));
  /* Translators: part of a list of what is to be checked in: “31 images, 4 videos” */
  append_part (line, self->n_videos, g_strdup_printf (ngettext ("%'u video", "%'u videos", self->n_videos), self->n_videos));
  /* Translators: part of a list of what is to be checked in: “31 images, 4 videos” */
  append_part (line, self->n_sounds, g_strdup_printf (ngettext ("%'u sound", "%'u sounds", self->n_sounds), self->n_sounds));
  /* Translators: part of a list of what is to be checked in: “31 images, 4 videos” */
  append_part (line, self->n_folders, g_strdup_printf (ngettext ("%'u folder", "%'u folders", self->n_folders), self->n_folders));
  /* Translators: part of a list of what is to be checked in: “31 images, 4 videos” */
  append_part (line, self->n_others, g_strdup_printf (ngettext ("%'u other file", "%'u other files", self->n_others), self->n_others));

  return g_string_free (line, FALSE);
}
