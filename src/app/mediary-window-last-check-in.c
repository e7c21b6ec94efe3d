/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"
#include "mediary-words.h"
#include "model/mediary-last-check-in.h"
#include "model/mediary-missing-package.h"
#include "view/mediary-check-in-sheet.h"

/* The page of the last check-in: it is remembered for the next start, and each of its files can be tried again. */

#define OUTCOMES_KEY "mediary-outcomes"

static char *
dup_folder (MediaryService *service)
{
  return g_path_get_dirname (mediary_service_get_database_path (service));
}

/* It is no loss if it cannot be written. */
static void
on_saved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;
  g_autoptr (GError) error = NULL;

  if (!mediary_last_check_in_save_finish (result, &error))
    g_message ("Remembering the last check-in: %s", error->message);
  g_application_release (application);
}

/* To be called when a check-in is over, also of a window that is closed: the program stays for it. */
void
mediary_window_save_last_check_in (MediaryService *service, MediaryOutcomes *outcomes)
{
  g_autofree char *folder = dup_folder (service);
  GApplication    *application = g_application_get_default ();

  g_application_hold (application);
  mediary_last_check_in_save_async (folder, outcomes, on_saved, g_object_ref (application));
}

/* From now on this is the last check-in. */
void
mediary_window_set_outcomes (MediaryWindow *self, MediaryOutcomes *outcomes)
{
  g_set_object (&self->outcomes, outcomes);
  mediary_outcome_page_set_outcomes (self->outcome_page, outcomes);
  mediary_sidebar_show_last_check_in (self->sidebar);
}

static void
on_loaded (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryOutcomes) outcomes = mediary_last_check_in_load_finish (result, &error);

  if (outcomes == NULL)
    g_debug ("The last check-in: %s", error->message);
  else if (self->service != NULL && self->outcomes == NULL)
    mediary_window_set_outcomes (self, outcomes);
  if (self->service != NULL)
    mediary_window_restore_last_check_in (self);
}

void
mediary_window_load_last_check_in (MediaryWindow *self)
{
  g_autofree char *folder = dup_folder (self->service);

  mediary_last_check_in_load_async (folder, NULL, on_loaded, g_object_ref (self));
}

void
mediary_window_show_last_check_in (MediaryWindow *self)
{
  MediaryPlace *place = mediary_sidebar_get_place (self->sidebar, MEDIARY_PLACE_LAST_CHECK_IN);

  if (place != NULL)
    mediary_window_select_place (self, mediary_sidebar_find_place (self->sidebar, place));
}

typedef struct {
  MediaryWindow   *window;
  MediaryOutcomes *outcomes;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->window);
  g_object_unref (reading->outcomes);
  g_free (reading);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static void
on_read_again (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_refresh_item_finish (MEDIARY_SERVICE (object), result, &error);
  g_autoptr (MediaryOutcomeEntry) entry = item != NULL ? mediary_outcome_entry_new_for_item (item) : NULL;

  if (reading->window->service == NULL)
    return;

  if (entry == NULL) {
    mediary_window_toast (reading->window, mediary_words_for_error (error), NULL, NULL);
    return;
  }

  mediary_outcomes_replace (reading->outcomes, entry);
  mediary_window_save_last_check_in (reading->window->service, reading->outcomes);
  if (mediary_outcome_entry_get_action (entry) != MEDIARY_OUTCOME_ACTION_NONE)
    mediary_window_toast (reading->window, _("Its details still cannot be read"), NULL, NULL);
}

static void
read_again (MediaryWindow *self, const char *item_id)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->window = g_object_ref (self);
  reading->outcomes = g_object_ref (self->outcomes);
  mediary_service_refresh_item_async (self->service, item_id, NULL, on_read_again, reading);
}

/**
 * mediary_window_try_again:
 * @self: a window
 * @path: a file of the last check-in
 *
 * Checks a file in that was refused, or reads the details that could not be read of one that was not. What comes of it
 * takes the place of what the page says of the file.
 */
void
mediary_window_try_again (MediaryWindow *self, const char *path)
{
  MediaryOutcomeEntry *entry = self->outcomes != NULL ? mediary_outcomes_find (self->outcomes, path) : NULL;
  MediaryOutcomeAction action = entry != NULL ? mediary_outcome_entry_get_action (entry) : MEDIARY_OUTCOME_ACTION_NONE;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GSList) files = g_slist_prepend (NULL, file);

  if (entry == NULL || self->service == NULL)
    return;

  if (action == MEDIARY_OUTCOME_ACTION_READ_AGAIN || action == MEDIARY_OUTCOME_ACTION_COPY_PACKAGE)
    read_again (self, mediary_outcome_entry_get_item_id (entry));
  else
    mediary_window_check_in_again (self, files, self->outcomes, mediary_outcomes_get_destination (self->outcomes), g_settings_get_boolean (self->settings, "include-subfolders"));
}

/* For the same document, what comes of it stands in the place of the folder; for another, it is a check-in of its own. */
static void
on_skipped_accepted (MediaryCheckInSheet *sheet, gpointer user_data)
{
  MediaryWindow   *self = user_data;
  MediaryOutcomes *outcomes = g_object_get_data (G_OBJECT (sheet), OUTCOMES_KEY);
  g_autoptr (MediaryDestination) destination = mediary_check_in_sheet_dup_destination (sheet);
  GSList  *files = mediary_check_in_sheet_get_files (sheet);
  gboolean include_subfolders = mediary_check_in_sheet_get_include_subfolders (sheet);

  if (self->service == NULL || destination == NULL)
    return;

  if (outcomes == self->outcomes && mediary_destination_equal (destination, mediary_outcomes_get_destination (outcomes)))
    mediary_window_check_in_again (self, files, outcomes, destination, include_subfolders);
  else
    mediary_window_check_in (self, files, destination, include_subfolders);
}

/**
 * mediary_window_check_in_skipped:
 * @self: a window
 * @path: a folder of the last check-in that was skipped
 *
 * Asks who uses the files in it, the document of the last check-in being the answer already, and checks them in.
 */
void
mediary_window_check_in_skipped (MediaryWindow *self, const char *path)
{
  g_autoptr (GFile) folder = g_file_new_for_path (path);
  g_autoptr (GSList) files = g_slist_prepend (NULL, folder);
  g_autoptr (MediaryDestination) document = NULL;
  MediaryCheckInSheet *sheet;

  if (self->outcomes == NULL || self->service == NULL)
    return;

  document = mediary_destination_copy (mediary_outcomes_get_destination (self->outcomes));
  if (document != NULL)
    g_clear_pointer (&document->location, g_free); /* the sheet asks for it anew */
  sheet = mediary_check_in_sheet_new (GTK_WINDOW (self), self->service, files, document);
  g_object_set_data_full (G_OBJECT (sheet), OUTCOMES_KEY, g_object_ref (self->outcomes), g_object_unref);
  g_signal_connect_object (sheet, "accepted", G_CALLBACK (on_skipped_accepted), self, 0);
  gtk_window_present (GTK_WINDOW (sheet));
}

static void
on_item_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_get_item_finish (MEDIARY_SERVICE (object), result, &error);
  const char          *package = item != NULL ? mediary_missing_package_get (item) : NULL;
  g_autofree char     *sentence = NULL;
  MediaryOutcomeEntry *entry;

  if (self->service == NULL)
    return;

  if (item == NULL) {
    mediary_window_toast (self, mediary_words_for_error (error), NULL, NULL);
    return;
  }

  if (package == NULL) {
    mediary_window_toast (self, _("The file needs no package any more"), NULL, NULL);
    return;
  }

  entry = self->outcomes != NULL ? mediary_outcomes_find (self->outcomes, mediary_item_get_path (item)) : NULL;
  if (entry != NULL)
    mediary_outcome_entry_offer_reading (entry);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), package);
  /* Translators: %s is the name of a package */
  sentence = g_strdup_printf (_("“%s” copied"), package);
  mediary_window_toast (self, sentence, NULL, NULL);
}

/* Gives the clipboard the name of the package that reads the file’s details. */
void
mediary_window_copy_package (MediaryWindow *self, const char *item_id)
{
  if (self->service != NULL)
    mediary_service_get_item_async (self->service, item_id, NULL, on_item_ready, g_object_ref (self));
}
