/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-item-details-private.h"
#include "mediary-reference-row.h"

/* The details of a file: where it is used. */

/* Uses shown before “Show All” is asked for. */
#define N_USES 20

static void
on_use_activated (MediaryReferenceRow *row, gpointer user_data)
{
  MediaryItemDetails *self = user_data;

  g_signal_emit_by_name (self, "use-activated", mediary_reference_row_get_reference (row));
}

static void
on_use_removed (MediaryReferenceRow *row, gpointer user_data)
{
  MediaryItemDetails *self = user_data;

  g_signal_emit_by_name (self, "remove-use", mediary_reference_row_get_reference (row));
}

static void
append_use (MediaryItemDetails *self, MediaryReference *reference)
{
  GtkWidget *row = mediary_reference_row_new (reference);

  g_signal_connect (row, "activated", G_CALLBACK (on_use_activated), self);
  g_signal_connect (row, "remove", G_CALLBACK (on_use_removed), self);
  adw_preferences_group_add (self->uses_group, row);
  g_ptr_array_add (self->use_rows, row);
}

static gboolean
shows_these_uses (MediaryItemDetails *self, GPtrArray *references)
{
  if (self->use_rows->len != references->len)
    return FALSE;

  for (guint i = 0; i < references->len; i++) {
    MediaryReference *shown = mediary_reference_row_get_reference (self->use_rows->pdata[i]);

    if (!g_str_equal (mediary_reference_get_id (shown), mediary_reference_get_id (references->pdata[i])))
      return FALSE;
  }

  return TRUE;
}

static void
on_references_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryItemDetails) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) references = mediary_service_list_references_finish (MEDIARY_SERVICE (object), result, &error);

  if (references == NULL) {
    g_debug ("Listing the uses of a file: %s", error->message);
    return;
  }

  mediary_item_details_show_history (self, references);
  if (shows_these_uses (self, references))
    return;

  mediary_item_details_clear_rows (self->uses_group, self->use_rows);
  for (guint i = 0; i < references->len; i++)
    append_use (self, references->pdata[i]);
}

/* An answer that is still to come is of no use any more. */
void
mediary_item_details_cancel_uses (MediaryItemDetails *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

void
mediary_item_details_show_uses (MediaryItemDetails *self, MediaryItem *item)
{
  guint            n_uses = mediary_item_get_n_uses (item);
  gboolean         more = n_uses > N_USES && !self->all_uses;
  g_autofree char *title = NULL;
  g_autofree char *all = NULL;

  /* Translators: the title above the documents that use a file */
  title = n_uses > 0 ? g_strdup_printf (_("Used in %'u"), n_uses) : g_strdup (_("No Known Use"));
  adw_preferences_group_set_title (self->uses_group, title);
  adw_preferences_group_set_description (self->uses_group, n_uses > 0 ? NULL : _("No document that Mediary knows uses this file."));

  /* Translators: %u is the number of documents that use a file */
  all = g_strdup_printf (_("Show All %'u"), n_uses);
  gtk_button_set_label (self->all_uses_button, all);
  gtk_widget_set_visible (GTK_WIDGET (self->all_uses_button), more);

  mediary_item_details_cancel_uses (self);
  self->cancellable = g_cancellable_new ();
  mediary_service_list_references_async (self->service, mediary_item_get_id (item), NULL, more ? N_USES : MAX (n_uses, N_USES),
                                         self->cancellable, on_references_ready, g_object_ref (self));
}
