/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-item-details-private.h"
#include "mediary-words.h"
#include "model/mediary-missing-package.h"
#include "model/mediary-state.h"

/* What is wrong with the file that is shown: it is not there, may not be read, or only until one logs out. */

static void
say_loan (MediaryItemDetails *self, MediaryState state)
{
  adw_action_row_set_subtitle (self->lent_row, state == MEDIARY_STATE_PRESENT ? _("Mediary may read this file only until you log out.") : _("Mediary could read this file only until you logged out."));
}

static void
on_loan_resolved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryItemDetails) self = user_data;
  g_autoptr (MediaryResolution) resolution = mediary_service_resolve_finish (MEDIARY_SERVICE (object), result, NULL);
  MediaryItem *item = mediary_item_details_get_item (self);

  if (resolution != NULL && item != NULL && g_str_equal (mediary_item_get_path (item), mediary_resolution_get_path (resolution)))
    say_loan (self, mediary_resolution_get_state (resolution));
}

/* In a sandbox: that it may not look at the file for long, and what to do about it. Whether the session has ended is looked
 * up. */
static void
show_loan (MediaryItemDetails *self, MediaryItem *item)
{
  gboolean lent = mediary_item_get_state (item) == MEDIARY_STATE_LENT;

  gtk_widget_set_visible (GTK_WIDGET (self->lent_row), lent);
  gtk_widget_set_visible (self->keep_access_row, lent);
  if (!lent)
    return;

  say_loan (self, MEDIARY_STATE_PRESENT);
  mediary_service_resolve_async (self->service, mediary_item_get_id (item), NULL, on_loan_resolved, g_object_ref (self));
}

void
mediary_item_details_show_notice (MediaryItemDetails *self, MediaryItem *item)
{
  MediaryState     state = mediary_item_get_state (item);
  g_autofree char *note = mediary_missing_package_dup_note (item);
  gboolean         readable = mediary_state_may_be_read (state);

  show_loan (self, item);
  gtk_widget_set_visible (self->copy_package_row, readable && mediary_missing_package_get (item) != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->copy_package_row), "s", mediary_item_get_id (item));
  gtk_widget_set_visible (GTK_WIDGET (self->notice_row), !readable || note != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_list), state != MEDIARY_STATE_PRESENT || note != NULL);
  adw_action_row_set_subtitle (self->notice_row, NULL);

  if (readable) {
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->notice_row), note != NULL ? note : "");
    gtk_image_set_from_icon_name (self->notice_icon, "mediary-note-symbolic");
    return;
  }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->notice_row), mediary_words_for_state (state));
  adw_action_row_set_subtitle (self->notice_row, state == MEDIARY_STATE_MISSING ? _("The file is not where it was when it was last seen.") : _("The file is there, but you are not allowed to read it."));
  gtk_image_set_from_icon_name (self->notice_icon, mediary_state_get_icon_name (state));
}
