/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-service-private.h"

#include "mediary-error.h"
#include "mediary-words.h"

/**
 * MediaryService:
 *
 * The media service: checks files in, and knows where each is used.
 *
 * Every program that uses it opens the database itself; any number of them may do so at once. A service belongs to the
 * main context that opened it; its blocking functions may be called from any thread.
 */

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MediaryService, mediary_service, G_TYPE_OBJECT)

static void
mediary_service_dispose (GObject *object)
{
  mediary_service_close (MEDIARY_SERVICE (object));

  G_OBJECT_CLASS (mediary_service_parent_class)->dispose (object);
}

static void
mediary_service_finalize (GObject *object)
{
  MediaryService *self = MEDIARY_SERVICE (object);

  g_clear_pointer (&self->recovery, mediary_recovery_free);
  g_free (self->folder);
  g_free (self->path);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (mediary_service_parent_class)->finalize (object);
}

static void
mediary_service_class_init (MediaryServiceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = mediary_service_dispose;
  object_class->finalize = mediary_service_finalize;

  mediary_words_bind_text_domain ();

  /**
   * MediaryService::changed:
   * @self: the service
   * @revision: what the revision log has grown to
   *
   * Something has changed, by this program or another. Several commits may be told of at once.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
mediary_service_init (MediaryService *self)
{
  g_mutex_init (&self->mutex);
  self->context = g_main_context_ref_thread_default ();
}

/* The service's context. */
static gboolean
tell_change (gpointer data)
{
  GWeakRef *weak = data;
  g_autoptr (MediaryService) self = g_weak_ref_get (weak);
  gint64   revision;
  gboolean news;

  if (self == NULL)
    return G_SOURCE_REMOVE;

  g_mutex_lock (&self->mutex);
  self->scheduled = FALSE;
  revision = self->revision;
  news = revision != self->told;
  self->told = revision;
  g_mutex_unlock (&self->mutex);

  if (news)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, revision);

  return G_SOURCE_REMOVE;
}

static void
free_weak_ref (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

/* Any thread. A program that runs no main loop is none the worse: the source does not keep the service. */
void
mediary_service_note_revision (MediaryService *self, gint64 revision)
{
  g_autoptr (GSource) source = NULL;
  GWeakRef *weak;
  gboolean  schedule;

  g_mutex_lock (&self->mutex);
  schedule = revision > self->revision && !self->scheduled;
  self->revision = MAX (self->revision, revision);
  self->scheduled = self->scheduled || schedule;
  g_mutex_unlock (&self->mutex);

  if (!schedule)
    return;

  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  source = g_idle_source_new ();
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_change, weak, free_weak_ref);
  g_source_attach (source, self->context);
}

/**
 * mediary_service_close:
 * @self: a service
 *
 * Ends what is under way and closes the database. What is checked in is on disk; files that were still being read are
 * not checked in. Done by itself when the last reference goes.
 */
void
mediary_service_close (MediaryService *self)
{
  MediaryCheckInPipeline *pipeline;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));

  mediary_service_stop_watching (self);

  /* In this order: who pushes goes before who is pushed to. */
  g_mutex_lock (&self->mutex);
  pipeline = g_steal_pointer (&self->pipeline);
  g_mutex_unlock (&self->mutex);
  g_clear_pointer (&pipeline, mediary_check_in_pipeline_close);
  self->extractor = NULL;
  g_clear_pointer (&self->keeper, mediary_keeper_close);
  g_clear_pointer (&self->reader, mediary_reader_close);
  g_clear_pointer (&self->writer, mediary_writer_close);
}

/*
 * Any thread. Closing waits until what is returned is released, and reader and writer stay as long: a thread that has
 * begun is answered, whatever the others do.
 *
 * Returns: (nullable): NULL when the service is closed
 */
MediaryCheckInPipeline *
mediary_service_hold (MediaryService *self, GError **error)
{
  MediaryCheckInPipeline *held = NULL;

  g_mutex_lock (&self->mutex);
  if (self->pipeline != NULL && mediary_check_in_pipeline_hold (self->pipeline))
    held = self->pipeline;
  g_mutex_unlock (&self->mutex);

  if (held == NULL)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The service is closed");

  return held;
}

/* Any thread that may wait, as long as a disk may take. Sets @identity to what is at @file_path. FALSE: the disk does not
 * answer, or the service is closed. */
gboolean
mediary_service_look_at (MediaryService *self, const char *file_path, MediaryFileIdentity *identity, GError **error)
{
  MediaryCheckInPipeline *pipeline = mediary_service_hold (self, error);
  g_autofree char        *asked = mediary_file_identity_make_absolute (file_path);
  MediaryOpening          opening = { .question = MEDIARY_OPENING_IDENTIFY, .path = asked, .descriptor = -1 };

  if (pipeline == NULL)
    return FALSE;

  mediary_opener_ask (mediary_check_in_pipeline_get_opener (pipeline), &opening, 1);
  mediary_check_in_pipeline_release (pipeline);

  if (opening.outcome == MEDIARY_OPENING_STOPPED)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The service is closed");
  else if (opening.outcome == MEDIARY_OPENING_TIMED_OUT)
    g_set_error (error, MEDIARY_ERROR, MEDIARY_ERROR_TIMED_OUT, "The disk or network folder does not answer: %s", file_path);
  else
    *identity = opening.identity;

  return opening.outcome == MEDIARY_OPENING_ANSWERED;
}

/* The service's context, where it is closed: afterwards it is open until one returns there. */
gboolean
mediary_service_check_open (MediaryService *self, GError **error)
{
  if (self->pipeline != NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED, "The service is closed");

  return FALSE;
}

/**
 * mediary_service_get_database_path:
 * @self: a service
 *
 * Tells where the database is.
 *
 * Returns: (transfer none) (type filename): where the database is; anyone may read it with the sqlite3 shell
 */
const char *
mediary_service_get_database_path (MediaryService *self)
{
  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), NULL);

  return self->path;
}

/**
 * mediary_service_get_recovery:
 * @self: a service
 * @aside: (out) (optional) (transfer none) (type filename): where the damaged database is kept
 * @n_items: (out) (optional): how many items there are again
 * @n_references: (out) (optional): how many uses there are again
 *
 * A damaged database is put aside when it is opened, and a new one is made of the newest good snapshot and of what can
 * still be read. A program should tell.
 *
 * Returns: whether that was so when this service was opened
 */
gboolean
mediary_service_get_recovery (MediaryService *self, const char **aside, guint *n_items, guint *n_references)
{
  const MediaryRecovery *recovery;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), FALSE);

  recovery = self->recovery;
  if (recovery == NULL)
    return FALSE;

  if (aside != NULL)
    *aside = recovery->aside;
  if (n_items != NULL)
    *n_items = recovery->n_items_restored + recovery->n_items_salvaged;
  if (n_references != NULL)
    *n_references = recovery->n_references_restored + recovery->n_references_salvaged;

  return TRUE;
}

/**
 * mediary_service_get_revision:
 * @self: a service
 *
 * Tells what the revision log has grown to, as far as this program knows.
 *
 * Returns: what the revision log has grown to, as far as this program knows
 */
gint64
mediary_service_get_revision (MediaryService *self)
{
  gint64 revision;

  g_return_val_if_fail (MEDIARY_IS_SERVICE (self), 0);

  g_mutex_lock (&self->mutex);
  revision = self->revision;
  g_mutex_unlock (&self->mutex);

  return revision;
}
