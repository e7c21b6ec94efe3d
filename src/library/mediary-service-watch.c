/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-service-private.h"

#include "store/mediary-revision-log.h"

/* What other programs commit. */

/* Other programs' commits come in bursts: one look at the log for each is enough. */
#define WATCH_MILLISECONDS 50
/* A commit is written, then flushed, and only then there to be read, which makes no event: on a slow disk, or a busy
 * machine, that is long after the last one. */
static const guint look_again_milliseconds[] = { 100, 400, 1600, 6400 };

/* A reader's thread. */
static gpointer
read_revision (MediaryDatabase *database, gconstpointer arguments, GError **error)
{
  gint64 *revision = g_new0 (gint64, 1);

  if (!mediary_revision_log_get_last (database, revision, error))
    g_clear_pointer (&revision, g_free);

  return revision;
}

static void look_at_revision (MediaryService *self);

static gboolean
on_time_to_look_again (gpointer data)
{
  MediaryService *self = data;

  self->look_source = NULL;
  look_at_revision (self);

  return G_SOURCE_REMOVE;
}

static void
look_again_later (MediaryService *self)
{
  if (self->monitor == NULL || self->look_source != NULL || self->n_looks == G_N_ELEMENTS (look_again_milliseconds))
    return;

  self->look_source = g_timeout_source_new (look_again_milliseconds[self->n_looks++]);
  g_source_set_callback (self->look_source, on_time_to_look_again, self, NULL);
  g_source_attach (self->look_source, self->context);
  g_source_unref (self->look_source); /* the context keeps it */
}

static void
on_revision_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree gint64 *revision = g_task_propagate_pointer (G_TASK (result), NULL);

  if (revision != NULL)
    mediary_service_note_revision (MEDIARY_SERVICE (source), *revision);
  look_again_later (MEDIARY_SERVICE (source));
}

static void
look_at_revision (MediaryService *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, on_revision_read, NULL);

  g_task_set_source_tag (task, look_at_revision);
  mediary_service_read_async (self, read_revision, NULL, NULL, g_free, task);
}

static void
stop_looking (MediaryService *self)
{
  g_clear_pointer (&self->look_source, g_source_destroy);
}

/* The database or its log was written, by us or by another program. */
static void
on_folder_changed (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer user_data)
{
  MediaryService  *self = user_data;
  g_autofree char *name = g_file_get_basename (file);

  if (event != G_FILE_MONITOR_EVENT_CHANGED || !g_str_has_prefix (name, "mediary.db") || g_str_has_suffix (name, "-shm"))
    return;

  stop_looking (self);
  self->n_looks = 0;
  look_at_revision (self);
}

/**
 * mediary_service_watch:
 * @self: a service
 *
 * From now on [signal@Service::changed] tells of what other programs commit too, some milliseconds later. A
 * [class@ItemList] does this by itself. In the service's main context.
 */
void
mediary_service_watch (MediaryService *self)
{
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));

  if (self->monitor != NULL || self->pipeline == NULL)
    return;

  self->keeper = mediary_keeper_new (self->path);
  folder = g_file_new_for_path (self->folder);
  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_NONE, NULL, &error);
  if (self->monitor == NULL) {
    g_message ("Changes by other programs will not be noticed: %s", error->message);
    return;
  }

  g_file_monitor_set_rate_limit (self->monitor, WATCH_MILLISECONDS);
  g_signal_connect (self->monitor, "changed", G_CALLBACK (on_folder_changed), self);
}

void
mediary_service_stop_watching (MediaryService *self)
{
  stop_looking (self);
  if (self->monitor != NULL)
    g_file_monitor_cancel (self->monitor);
  g_clear_object (&self->monitor);
}
