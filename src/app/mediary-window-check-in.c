/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"
#include "mediary-words.h"
#include "model/mediary-names.h"
#include "model/mediary-selected-items.h"
#include "view/mediary-check-in-sheet.h"

/* Check-ins of the window: the question before, the bar meanwhile, the word afterwards. */

#define NOTIFICATION_ID "check-in"

/* What is over sooner has been watched. */
#define LONG_US (10 * G_TIME_SPAN_SECOND)

/* Of a window that is closed: so long a disk may leave its check-in without an answer, and then the program goes. It
 * would be kept otherwise, and nobody would see why. A large picture or a busy computer ends by itself. */
#define LOOK_MS      300
#define LOOKS_AT_ALL 4

typedef struct {
  MediaryWindow     *window;
  MediaryService    *service; /* the window's is gone when it is closed */
  MediaryCheckInJob *job;
  MediaryOutcomes   *outcomes;
  MediaryOutcomes   *retried; /* (nullable): of an earlier check-in, which get the new ones */
  GCancellable      *cancellable;
  gint64             started_at; /* monotonic */

  guint look_id;
  guint n_done;  /* at the last look */
  guint n_looks; /* that saw the same, and a disk waited for */
} CheckIn;

static void
check_in_free (CheckIn *check_in)
{
  g_clear_handle_id (&check_in->look_id, g_source_remove);
  g_object_unref (check_in->window);
  g_object_unref (check_in->service);
  g_object_unref (check_in->job);
  g_object_unref (check_in->outcomes);
  g_clear_object (&check_in->retried);
  g_object_unref (check_in->cancellable);
  g_free (check_in);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CheckIn, check_in_free)

static char *
dup_document (MediaryCheckInJob *job)
{
  g_autoptr (MediaryDestination) destination = mediary_destination_new (mediary_check_in_job_get_module_name (job),
                                                                        mediary_check_in_job_get_artifact_name (job));

  return mediary_destination_dup_title (destination);
}

static guint
count_in (MediaryCheckInJob *job)
{
  return mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_ADDED) + mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_NEW_USE);
}

static char *
dup_result (MediaryCheckInJob *job, gboolean stopped)
{
  guint            n_in = count_in (job);
  g_autofree char *document = dup_document (job);

  if (stopped) {
    /* Translators: a check-in that a person stopped */
    return g_strdup_printf (ngettext ("%'u file checked in; stopped", "%'u files checked in; stopped", n_in), n_in);
  }

  if (mediary_names_is_own (mediary_check_in_job_get_module_name (job), mediary_check_in_job_get_artifact_name (job))) {
    /* Translators: the number of files that were checked in without a document */
    return g_strdup_printf (ngettext ("%'u file checked in", "%'u files checked in", n_in), n_in);
  }

  /* Translators: the number of files, and the document that uses them */
  return g_strdup_printf (ngettext ("%'u file checked in to “%s”", "%'u files checked in to “%s”", n_in), n_in, document);
}

static char *
dup_refused (MediaryOutcomes *outcomes)
{
  guint n_refused = mediary_outcomes_get_n_refused (outcomes);
  guint n_in = count_in (mediary_outcomes_get_job (outcomes));

  if (n_in == 0) {
    /* Translators: of a check-in, nothing went in */
    return g_strdup_printf (ngettext ("%'u file was not checked in", "%'u files were not checked in", n_refused), n_refused);
  }

  /* Translators: files that were checked in, and files that could not be. The form is that of the first number. */
  return g_strdup_printf (ngettext ("%'u checked in, %'u not", "%'u checked in, %'u not", n_in), n_in, n_refused);
}

static void
say_result (MediaryWindow *self, MediaryOutcomes *outcomes, gboolean stopped)
{
  MediaryCheckInJob *job = mediary_outcomes_get_job (outcomes);
  guint              n_refused = mediary_outcomes_get_n_refused (outcomes);
  guint              n_known = mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_KNOWN);
  guint              n_folders = mediary_outcomes_get_n_folders (outcomes);
  g_autofree char   *text = NULL;

  if (n_refused > 0 && !stopped) {
    text = dup_refused (outcomes);
    mediary_window_toast (self, text, _("Show"), "win.show-last-check-in");
  } else if (count_in (job) > 0 || stopped) {
    text = dup_result (job, stopped);
    mediary_window_toast_undoable (self, text, count_in (job) > 0 ? "win.undo" : NULL, count_in (job) > 1);
  } else if (n_folders > 0) {
    /* Translators: of a check-in, nothing went in, since all that was found were folders in a folder, and files that are known */
    text = g_strdup_printf (ngettext ("%'u folder was skipped", "%'u folders were skipped", n_folders), n_folders);
    mediary_window_toast (self, text, _("Show"), "win.show-last-check-in");
  } else {
    mediary_window_toast (self, n_known > 0 ? _("Everything was already here") : _("There was nothing to check in"), NULL, NULL);
  }
}

/* The window is closed, or a person has turned to something else: tell it where it will be seen. */
static void
notify (GApplication *application, const char *text)
{
  g_autoptr (GNotification) notification = g_notification_new (text);

  g_notification_set_default_action (notification, "app.activate");
  g_application_send_notification (application, NOTIFICATION_ID, notification);
}

static void
notify_result (GApplication *application, MediaryCheckInJob *job, gboolean stopped)
{
  g_autofree char *text = dup_result (job, stopped);

  notify (application, text);
}

static gboolean
is_closed (MediaryWindow *self)
{
  return gtk_window_get_application (GTK_WINDOW (self)) == NULL;
}

static gboolean
hangs (CheckIn *check_in, guint n_done)
{
  return is_closed (check_in->window) && n_done == check_in->n_done && mediary_service_waits_for_disk (check_in->service);
}

static gboolean
look_for_progress (gpointer user_data)
{
  CheckIn      *check_in = user_data;
  GApplication *application = g_application_get_default ();
  guint         n_done = mediary_check_in_job_get_n_done (check_in->job);

  check_in->n_looks = hangs (check_in, n_done) ? check_in->n_looks + 1 : 0;
  check_in->n_done = n_done;
  if (check_in->n_looks < LOOKS_AT_ALL || gtk_application_get_windows (GTK_APPLICATION (application)) != NULL)
    return G_SOURCE_CONTINUE;

  check_in->look_id = 0;
  notify_result (application, check_in->job, TRUE);
  g_application_quit (application);

  return G_SOURCE_REMOVE;
}

static void
mark_last_check_in (MediaryWindow *self, MediaryOutcomes *outcomes)
{
  MediaryPlace *place = mediary_sidebar_get_place (self->sidebar, MEDIARY_PLACE_LAST_CHECK_IN);

  if (place != self->place && mediary_outcomes_get_n_refused (outcomes) > 0)
    mediary_place_set_marked (place, TRUE);
}

static void
finish_in_window (MediaryWindow *self, CheckIn *check_in, gboolean stopped)
{
  gboolean was_long = g_get_monotonic_time () - check_in->started_at > LONG_US;

  mediary_check_in_bar_remove_job (self->check_in_bar, check_in->outcomes);
  if (count_in (check_in->job) > 0)
    mediary_window_push_check_in (self, check_in->job);
  else
    mediary_window_forget_new_file (self);
  mark_last_check_in (self, check_in->outcomes);
  say_result (self, check_in->outcomes, stopped);
  if (was_long && !stopped && !gtk_window_is_active (GTK_WINDOW (self)))
    notify_result (g_application_get_default (), check_in->job, FALSE);
  mediary_window_update_actions (self);
}

/* Not one file was looked at: neither counts nor rows would say why. */
static void
say_failed (CheckIn *check_in, const GError *error)
{
  MediaryWindow   *self = check_in->window;
  g_autofree char *sentence = mediary_words_for_problem (error);

  g_message ("Checking in: %s", error->message);
  mediary_outcomes_set_failure (check_in->outcomes, sentence);
  if (is_closed (self)) {
    notify (g_application_get_default (), sentence);
    return;
  }

  mediary_check_in_bar_remove_job (self->check_in_bar, check_in->outcomes);
  mediary_window_forget_new_file (self);
  mediary_window_toast (self, sentence, NULL, NULL);
  mediary_window_update_actions (self);
}

/* @stopped: on the way; what was done until then is kept. */
static void
say_finished (CheckIn *check_in, gboolean stopped)
{
  MediaryOutcomes *shown = check_in->retried != NULL ? check_in->retried : check_in->outcomes;

  if (check_in->retried != NULL)
    mediary_outcomes_take_over (check_in->retried, check_in->outcomes, !stopped);
  mediary_window_save_last_check_in (check_in->service, shown);

  g_debug ("Checked in %u of %u files", count_in (check_in->job), mediary_check_in_job_get_n_found (check_in->job));
  if (!is_closed (check_in->window))
    finish_in_window (check_in->window, check_in, stopped);
  else if (!stopped)
    notify_result (g_application_get_default (), check_in->job, FALSE);
}

static void
on_check_in_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CheckIn) check_in = user_data;
  g_autoptr (GError) error = NULL;

  mediary_service_check_in_many_finish (MEDIARY_SERVICE (object), result, &error);
  g_ptr_array_remove (check_in->window->check_ins, check_in);
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_finished (check_in, error != NULL);
  else
    say_failed (check_in, error);

  g_application_release (g_application_get_default ());
}

static MediaryCheckInJob *
new_job (GSList *files, const MediaryDestination *destination, gboolean include_subfolders)
{
  MediaryCheckInJob *job = mediary_check_in_job_new (destination->module_name, destination->artifact_name);

  mediary_check_in_job_set_origin (job, MEDIARY_ORIGIN_ADDED);
  mediary_check_in_job_set_keep_entries (job, TRUE); /* for Undo */
  mediary_check_in_job_set_walk_folders (job, TRUE);
  mediary_check_in_job_set_include_subfolders (job, include_subfolders);
  mediary_check_in_job_set_tell_subfolders (job, TRUE);
  if (destination->location != NULL)
    mediary_check_in_job_set_location (job, destination->location);
  for (; files != NULL; files = files->next)
    mediary_check_in_job_add_file (job, files->data);

  return job;
}

static void
remember_destination (MediaryWindow *self, const MediaryDestination *destination)
{
  MediaryDestination *copy = mediary_destination_copy (destination);

  g_clear_pointer (&copy->location, g_free); /* the next files are somewhere else in it */
  g_clear_pointer (&self->last_destination, mediary_destination_free);
  self->last_destination = copy;
}

/* @retried: (nullable): the outcomes that the new ones are to go to */
static void
start (MediaryWindow *self, MediaryCheckInJob *job, GSList *files, MediaryOutcomes *retried)
{
  CheckIn *check_in = g_new0 (CheckIn, 1);

  check_in->window = g_object_ref (self);
  check_in->service = g_object_ref (self->service);
  check_in->job = g_object_ref (job);
  check_in->cancellable = g_cancellable_new ();
  check_in->outcomes = mediary_outcomes_new (job, files);
  check_in->started_at = g_get_monotonic_time ();
  g_set_object (&check_in->retried, retried);
  g_ptr_array_add (self->check_ins, check_in);

  if (retried == NULL) {
    mediary_window_set_outcomes (self, check_in->outcomes);
    mediary_window_focus_new_file (self);
  }
  mediary_check_in_bar_add_job (self->check_in_bar, check_in->outcomes);
  mediary_window_update_actions (self);

  check_in->look_id = g_timeout_add (LOOK_MS, look_for_progress, check_in);
  g_application_hold (g_application_get_default ());
  mediary_service_check_in_many_async (self->service, job, check_in->cancellable, on_check_in_ready, check_in);
}

/**
 * mediary_window_check_in:
 * @self: a window
 * @files: (element-type GFile): files and folders
 * @destination: the document that uses them
 * @include_subfolders: whether to go into folders inside the folders
 *
 * Checks the files in. It goes on if the window is closed, unless a disk does not answer.
 */
void
mediary_window_check_in (MediaryWindow *self, GSList *files, const MediaryDestination *destination, gboolean include_subfolders)
{
  g_autoptr (MediaryCheckInJob) job = new_job (files, destination, include_subfolders);

  remember_destination (self, destination);
  start (self, job, files, NULL);
}

/* The same for files and folders of an earlier check-in, whose @outcomes then tell what came of it. */
void
mediary_window_check_in_again (MediaryWindow *self, GSList *files, MediaryOutcomes *outcomes, const MediaryDestination *destination, gboolean include_subfolders)
{
  g_autoptr (MediaryCheckInJob) job = new_job (files, destination, include_subfolders);

  start (self, job, files, outcomes);
}

static void
on_sheet_accepted (MediaryCheckInSheet *sheet, gpointer user_data)
{
  MediaryWindow *self = user_data;
  g_autoptr (MediaryDestination) destination = mediary_check_in_sheet_dup_destination (sheet);

  if (destination != NULL)
    mediary_window_check_in (self, mediary_check_in_sheet_get_files (sheet), destination, mediary_check_in_sheet_get_include_subfolders (sheet));
}

/* The window says the same, now that it is looked at. */
void
mediary_window_withdraw_notification (MediaryWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    g_application_withdraw_notification (G_APPLICATION (application), NOTIFICATION_ID);
}

/* Asks once who uses the files; @inferred, where there is one, is what Enter answers. */
void
mediary_window_ask_where_used (MediaryWindow *self, GSList *files, const MediaryDestination *inferred)
{
  MediaryCheckInSheet *sheet = mediary_check_in_sheet_new (GTK_WINDOW (self), self->service, files, inferred);

  g_signal_connect_object (sheet, "accepted", G_CALLBACK (on_sheet_accepted), self, 0);
  gtk_window_present (GTK_WINDOW (sheet));
}

static void
on_selected_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  MediaryWindow *self = user_data;
  g_autoptr (GPtrArray) items = mediary_selected_items_load_finish (result, NULL);
  GSList              *files = NULL;
  MediaryCheckInSheet *sheet;

  if (self->service == NULL || items == NULL || items->len == 0)
    return;

  for (guint i = items->len; i > 0; i--)
    files = g_slist_prepend (files, mediary_item_dup_file (items->pdata[i - 1]));
  sheet = mediary_check_in_sheet_new (GTK_WINDOW (self), self->service, files, self->last_destination);
  mediary_check_in_sheet_set_for_use (sheet);
  g_slist_free_full (files, g_object_unref);
  g_signal_connect_object (sheet, "accepted", G_CALLBACK (on_sheet_accepted), self, 0);
  gtk_window_present (GTK_WINDOW (sheet));
}

/* Asks which other document uses the selected files. */
void
mediary_window_add_use (MediaryWindow *self)
{
  mediary_window_load_selected (self, on_selected_loaded, self);
}

/* Asks for the document, by a file chooser at once. */
void
mediary_window_ask_for_document (MediaryWindow *self, GSList *files)
{
  MediaryCheckInSheet *sheet = mediary_check_in_sheet_new (GTK_WINDOW (self), self->service, files, NULL);

  g_signal_connect_object (sheet, "accepted", G_CALLBACK (on_sheet_accepted), self, 0);
  gtk_window_present (GTK_WINDOW (sheet));
  mediary_check_in_sheet_choose_document (sheet);
}

void
mediary_window_stop_check_ins (MediaryWindow *self)
{
  for (guint i = 0; i < self->check_ins->len; i++)
    g_cancellable_cancel (((CheckIn *) self->check_ins->pdata[i])->cancellable);
}
