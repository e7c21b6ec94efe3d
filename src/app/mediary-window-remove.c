/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-dialogs.h"
#include "mediary-window-private.h"
#include "mediary-words.h"
#include "model/mediary-names.h"
#include "model/mediary-selected-items.h"
#include "model/mediary-trash.h"

/*
 * Removing: a document's use of files, files from the library, files from the disk. It is done and can be undone; there
 * is a question only when a file that is used somewhere would go, or when it could not be had back.
 */

/* In a question. */
#define N_NAMES 5

typedef struct {
  MediaryWindow   *window;
  MediaryUndoStep *step;
  GPtrArray       *items; /* of MediaryItem */
  guint            position;
} Removal;

static void
removal_free (Removal *removal)
{
  g_object_unref (removal->window);
  g_clear_object (&removal->step);
  g_clear_pointer (&removal->items, g_ptr_array_unref);
  g_free (removal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Removal, removal_free)

/* The list has lost what was selected: its next neighbour is, and has the keyboard. */
static void
on_list_changed (GListModel *list, guint position, guint n_removed, guint n_added, gpointer user_data)
{
  MediaryWindow *self = user_data;
  guint          n_items = g_list_model_get_n_items (list);

  if (G_LIST_MODEL (self->rows) != list || n_removed == 0)
    return;

  g_signal_handlers_disconnect_by_func (list, on_list_changed, self);
  if (n_items == 0 || mediary_selection_get_n_selected (self->selection) > 0)
    return;

  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), MIN (self->next_position, n_items - 1), TRUE);
  mediary_window_focus_position (self, MIN (self->next_position, n_items - 1));
}

static void
expect_neighbour (MediaryWindow *self, guint position)
{
  self->next_position = position;
  g_signal_handlers_disconnect_by_func (self->rows, on_list_changed, self);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (on_list_changed), self, G_CONNECT_AFTER);
}

static void
go_ahead (Removal *removal)
{
  gboolean undoable = !mediary_undo_step_get_trashes (removal->step) || mediary_trash_can_restore ();

  if (removal->window->rows != NULL)
    expect_neighbour (removal->window, removal->position);
  mediary_window_do (removal->window, removal->step, undoable);
}

static void
on_answered (MediaryAnswer answer, gpointer user_data)
{
  g_autoptr (Removal) removal = user_data;

  if (answer == MEDIARY_ANSWER_DO)
    go_ahead (removal);
  else if (answer == MEDIARY_ANSWER_SHOW)
    mediary_shell_set_show_details (removal->window->shell, TRUE);
}

static guint
count_used (GPtrArray *items)
{
  guint n_used = 0;

  for (guint i = 0; i < items->len; i++)
    n_used += mediary_item_get_n_uses (items->pdata[i]) > 0 ? 1 : 0;

  return n_used;
}

static void
append_name (GString *names, const char *name)
{
  g_string_append_printf (names, "%s“%s”", names->len > 0 ? "\n" : "", name);
}

static void
append_rest (GString *names, guint n_more)
{
  g_autofree char *more = NULL;

  if (n_more == 0)
    return;

  /* Translators: below the names of some documents or files */
  more = g_strdup_printf (ngettext ("and %'u more", "and %'u more", n_more), n_more);
  g_string_append_printf (names, "\n%s", more);
}

static void
ask (Removal *removal, const char *heading, const char *body, gboolean can_show)
{
  const char *label = mediary_undo_step_get_trashes (removal->step) ? _("_Move to Trash Anyway") : _("_Remove Anyway");

  mediary_dialogs_ask (GTK_WINDOW (removal->window), heading, body, can_show ? _("_Show Uses") : NULL, label, on_answered, removal);
}

static void
on_uses_listed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Removal     *removal = user_data;
  MediaryItem *item = removal->items->pdata[0];
  guint        n_uses = mediary_item_get_n_uses (item);
  g_autoptr (GPtrArray) uses = mediary_service_list_references_finish (MEDIARY_SERVICE (object), result, NULL);
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  guint            n_named = uses != NULL ? MIN (uses->len, N_NAMES) : 0;

  for (guint i = 0; i < n_named; i++) {
    g_autofree char *document = mediary_names_dup_document (mediary_reference_get_module_name (uses->pdata[i]), mediary_reference_get_artifact_name (uses->pdata[i]));

    append_name (names, document);
  }
  append_rest (names, n_uses - MIN (n_named, n_uses));

  /* Translators: the title of a question; how many documents use a file */
  heading = g_strdup_printf (ngettext ("Still Used in %'u Document", "Still Used in %'u Documents", n_uses), n_uses);
  /* Translators: first a file, then the names of documents, one a line */
  body = g_strdup_printf (_("“%s” is used in:\n%s"), mediary_item_get_display_name (item), names->str);
  ask (removal, heading, body, TRUE);
}

static void
ask_for_several (Removal *removal, guint n_used)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *heading = NULL;
  guint            n_named = 0;

  for (guint i = 0; i < removal->items->len && n_named < N_NAMES; i++) {
    if (mediary_item_get_n_uses (removal->items->pdata[i]) > 0) {
      append_name (names, mediary_item_get_display_name (removal->items->pdata[i]));
      n_named++;
    }
  }
  append_rest (names, n_used - n_named);

  /* Translators: the title of a question: of so many files that are to be removed, documents use so many */
  heading = g_strdup_printf (ngettext ("%'u of %'u File Is Still Used", "%'u of %'u Files Are Still Used", removal->items->len),
                             n_used, removal->items->len);
  ask (removal, heading, names->str, FALSE);
}

/* The Trash of the sandbox, or of a computer without its service, gives nothing back to us. */
static void
ask_about_trash (Removal *removal)
{
  mediary_dialogs_ask (GTK_WINDOW (removal->window), _("Move to the Trash?"), _("Mediary cannot put it back from there; your file manager can."), NULL, _("_Move to Trash"), on_answered, removal);
}

static void
begin (Removal *removal)
{
  guint n_used = count_used (removal->items);

  if (mediary_undo_step_get_removes_uses (removal->step) || n_used == 0) {
    if (mediary_undo_step_get_trashes (removal->step) && !mediary_trash_can_restore ()) {
      ask_about_trash (removal);
      return;
    }
    go_ahead (removal);
    removal_free (removal);
  } else if (removal->items->len == 1) {
    mediary_service_list_references_async (removal->window->service, mediary_item_get_id (removal->items->pdata[0]), NULL, N_NAMES, NULL, on_uses_listed, removal);
  } else {
    ask_for_several (removal, n_used);
  }
}

static Removal *
removal_new (MediaryWindow *self)
{
  Removal *removal = g_new0 (Removal, 1);

  removal->window = g_object_ref (self);

  return removal;
}

static MediaryUndoStep *
new_step (MediaryWindow *self, GPtrArray *items)
{
  const MediaryDestination *destination = self->place != NULL ? mediary_place_get_destination (self->place) : NULL;

  if (mediary_destination_is_document (destination))
    return mediary_undo_step_new_uses (items, destination->module_name, destination->artifact_name);

  return mediary_undo_step_new_items (items);
}

static gboolean
take_items (Removal *removal, GAsyncResult *result)
{
  removal->items = mediary_selected_items_load_finish (result, NULL);

  return removal->window->service != NULL && removal->items != NULL && removal->items->len > 0;
}

static void
on_loaded_to_remove (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Removal) removal = user_data;

  if (!take_items (removal, result))
    return;

  removal->step = new_step (removal->window, removal->items);
  begin (g_steal_pointer (&removal));
}

static void
on_loaded_to_trash (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Removal) removal = user_data;

  if (!take_items (removal, result))
    return;

  removal->step = mediary_undo_step_new_trash (removal->items);
  begin (g_steal_pointer (&removal));
}

static void
load_selected (MediaryWindow *self, GAsyncReadyCallback callback)
{
  Removal   *removal;
  GtkBitset *selected;

  if (self->selection == NULL)
    return;

  removal = removal_new (self);
  selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  removal->position = gtk_bitset_get_minimum (selected);
  gtk_bitset_unref (selected);
  if (!mediary_window_load_selected (self, callback, removal))
    removal_free (removal);
}

/* The selected files: from the document that is shown, or else from the library. */
void
mediary_window_remove_selected (MediaryWindow *self)
{
  load_selected (self, on_loaded_to_remove);
}

/* The selected files: from the disk. */
void
mediary_window_trash_selected (MediaryWindow *self)
{
  load_selected (self, on_loaded_to_trash);
}

/* One use of the file in the details. The file stays. */
void
mediary_window_remove_use (MediaryWindow *self, MediaryReference *reference)
{
  MediaryItem *item = mediary_item_details_get_item (self->details);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (MediaryUndoStep) step = NULL;

  if (item == NULL || !g_str_equal (mediary_item_get_id (item), mediary_reference_get_media_item_id (reference)))
    return;

  g_ptr_array_add (items, g_object_ref (item));
  step = mediary_undo_step_new_uses (items, mediary_reference_get_module_name (reference), mediary_reference_get_artifact_name (reference));
  mediary_window_do (self, step, TRUE);
}
