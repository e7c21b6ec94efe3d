/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-dialogs.h"
#include "mediary-window-private.h"
#include "model/mediary-names.h"

/* The document whose files are shown: it was moved or renamed, or uses nothing any more. */

/* The document that is shown, or NULL; “No Document Yet” is none. */
const MediaryDestination *
mediary_window_get_document (MediaryWindow *self)
{
  const MediaryDestination *destination = self->place != NULL ? mediary_place_get_destination (self->place) : NULL;

  if (!mediary_destination_is_document (destination) || mediary_names_is_own (destination->module_name, destination->artifact_name))
    return NULL;

  return destination;
}

typedef struct {
  MediaryWindow      *window;
  MediaryDestination *document; /* under its new name */
  char               *old_name;
} Renaming;

static void
renaming_free (Renaming *renaming)
{
  g_object_unref (renaming->window);
  mediary_destination_free (renaming->document);
  g_free (renaming->old_name);
  g_free (renaming);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Renaming, renaming_free)

/* Two documents would become one, and could not be taken apart again. */
static void
on_uses_counted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Renaming) renaming = user_data;
  g_autoptr (MediaryUndoStep) step = NULL;
  g_autofree char *title = mediary_destination_dup_title (renaming->document);
  g_autofree char *sentence = NULL;
  gint64           n_items = mediary_service_count_items_finish (MEDIARY_SERVICE (object), result, NULL);

  if (renaming->window->service == NULL)
    return;

  if (n_items != 0) {
    /* Translators: %s is a document */
    sentence = g_strdup_printf (_("“%s” is a document that Mediary knows already"), title);
    mediary_window_toast (renaming->window, sentence, NULL, NULL);
    return;
  }

  step = mediary_undo_step_new_rename (renaming->document->module_name, renaming->old_name, renaming->document->artifact_name);
  mediary_window_do (renaming->window, step, TRUE);
}

static void
rename_to (MediaryWindow *self, const char *new_name)
{
  const MediaryDestination *document = mediary_window_get_document (self);
  g_autoptr (MediaryQuery) everything = mediary_query_new ();
  g_autoptr (MediaryQuery) query = NULL;
  Renaming *renaming;

  if (document == NULL || self->service == NULL || *new_name == '\0' || g_str_equal (new_name, document->artifact_name))
    return;

  renaming = g_new0 (Renaming, 1);
  renaming->window = g_object_ref (self);
  renaming->document = mediary_destination_new (document->module_name, new_name);
  renaming->old_name = g_strdup (document->artifact_name);
  query = mediary_query_with_artifact (everything, document->module_name, new_name);
  mediary_service_count_items_async (self->service, query, NULL, on_uses_counted, renaming);
}

static void
on_file_chosen (GSList *files, gpointer user_data)
{
  g_autofree char *uri = files != NULL ? g_file_get_uri (files->data) : NULL;

  if (uri != NULL)
    rename_to (user_data, uri);
}

static void
on_name_given (const char *name, gpointer user_data)
{
  rename_to (user_data, name);
}

/* A document that is a file is chosen where it is now; the name of any other is written. */
void
mediary_window_rename_document (MediaryWindow *self)
{
  const MediaryDestination *document = mediary_window_get_document (self);

  if (document == NULL)
    return;

  if (g_str_has_prefix (document->artifact_name, "file:"))
    mediary_dialogs_choose_document (GTK_WINDOW (self), _("Choose Where the Document Is Now"), on_file_chosen, self);
  else
    mediary_dialogs_ask_for_text (GTK_WINDOW (self), _("Rename Document"), _("Name"), document->artifact_name, _("_Rename"), on_name_given, self);
}

/* The document, with all its uses. Its files stay. */
void
mediary_window_remove_document (MediaryWindow *self)
{
  const MediaryDestination *document = mediary_window_get_document (self);
  g_autoptr (MediaryUndoStep) step = NULL;

  if (document == NULL)
    return;

  step = mediary_undo_step_new_document (document->module_name, document->artifact_name);
  mediary_window_do (self, step, TRUE);
  mediary_window_select_place (self, 0);
}
