/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"

/* What can be taken back, newest first: a whole check-in, or a use that was removed. */

typedef struct {
  MediaryCheckInJob *job;       /* (nullable): a check-in */
  MediaryReference  *reference; /* (nullable): a use that was removed */
} UndoStep;

static void
undo_step_free (UndoStep *step)
{
  g_clear_object (&step->job);
  g_clear_object (&step->reference);
  g_free (step);
}

static void
push (MediaryWindow *self, MediaryCheckInJob *job, MediaryReference *reference)
{
  UndoStep *step = g_new0 (UndoStep, 1);

  g_set_object (&step->job, job);
  g_set_object (&step->reference, reference);
  g_queue_push_head (&self->undo, step);
  mediary_window_update_actions (self);
}

void
mediary_window_init_undo (MediaryWindow *self)
{
  g_queue_init (&self->undo);
}

void
mediary_window_clear_undo (MediaryWindow *self)
{
  g_queue_clear_full (&self->undo, (GDestroyNotify) undo_step_free);
}

void
mediary_window_push_check_in (MediaryWindow *self, MediaryCheckInJob *job)
{
  push (self, job, NULL);
}

static void
say_failed (MediaryWindow *self, const GError *error)
{
  g_message ("%s", error->message);
  mediary_window_toast (self, _("The library could not be changed"), NULL, NULL);
}

typedef struct {
  MediaryWindow    *window;
  MediaryReference *reference;
} Removal;

static void
on_use_removed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Removal *removal = user_data;
  g_autoptr (MediaryWindow) self = removal->window;
  g_autoptr (MediaryReference) reference = removal->reference;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryDestination) destination = NULL;
  g_autofree char *document = NULL;
  g_autofree char *text = NULL;

  if (!mediary_service_remove_reference_finish (MEDIARY_SERVICE (object), result, &error)) {
    say_failed (self, error);
    return;
  }

  destination = mediary_destination_new (mediary_reference_get_module_name (reference), mediary_reference_get_artifact_name (reference));
  document = mediary_destination_dup_title (destination);
  /* Translators: %s is a document */
  text = g_strdup_printf (_("Removed from “%s”"), document);
  push (self, NULL, reference);
  mediary_window_toast (self, text, _("Undo"), "win.undo");
}

/* Removes a use, and tells how to get it back. The file stays. */
void
mediary_window_remove_use (MediaryWindow *self, MediaryReference *reference)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->window = g_object_ref (self);
  removal->reference = g_object_ref (reference);
  mediary_service_remove_reference_async (self->service, mediary_reference_get_id (reference), NULL, on_use_removed, removal);
}

static void
on_use_restored (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!mediary_service_restore_reference_finish (MEDIARY_SERVICE (object), result, &error))
    say_failed (self, error);
  else
    g_debug ("Undone: a use is back");
}

static void
on_check_in_undone (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  g_autoptr (MediaryRemoval) removal = mediary_service_undo_check_in_finish (MEDIARY_SERVICE (object), result, &error);

  if (removal == NULL)
    say_failed (self, error);
  else
    mediary_window_toast (self, _("The check-in was undone"), NULL, NULL);
}

static void
take_back (MediaryWindow *self, UndoStep *step)
{
  if (step->job != NULL)
    mediary_service_undo_check_in_async (self->service, step->job, NULL, on_check_in_undone, g_object_ref (self));
  else
    mediary_service_restore_reference_async (self->service, step->reference, NULL, on_use_restored, g_object_ref (self));

  undo_step_free (step);
  mediary_window_update_actions (self);
}

void
mediary_window_undo (MediaryWindow *self)
{
  UndoStep *step = g_queue_pop_head (&self->undo);

  if (step != NULL)
    take_back (self, step);
}

/* The step that takes the check-in of the outcome page back, or NULL. */
static GList *
find_last_check_in (MediaryWindow *self)
{
  GList *link = self->outcomes != NULL ? self->undo.head : NULL;

  while (link != NULL && ((UndoStep *) link->data)->job != mediary_outcomes_get_job (self->outcomes))
    link = link->next;

  return link;
}

gboolean
mediary_window_can_undo_last_check_in (MediaryWindow *self)
{
  return find_last_check_in (self) != NULL;
}

/* Takes back the check-in of the outcome page, whatever was done since. */
void
mediary_window_undo_last_check_in (MediaryWindow *self)
{
  GList    *link = find_last_check_in (self);
  UndoStep *step;

  if (link == NULL)
    return;

  step = link->data;
  g_queue_delete_link (&self->undo, link);
  take_back (self, step);
}
