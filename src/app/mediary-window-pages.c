/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"

/* What stands around the files: title, the line of their place, and where there are none, the page that says why. */

static char *
dup_count (MediaryWindow *self)
{
  guint  n_items = mediary_window_get_n_shown (self);
  gint64 n_in_place = mediary_place_get_count (self->place);

  if (mediary_window_is_narrowed (self) && n_in_place != MEDIARY_PLACE_COUNT_UNKNOWN) {
    /* Translators: how many files match a search, of how many in this place */
    return g_strdup_printf (ngettext ("%'u of %'u file", "%'u of %'u files", (gulong) n_in_place), n_items, (guint) n_in_place);
  }

  /* Translators: how many files are in this place */
  return g_strdup_printf (ngettext ("%'u file", "%'u files", n_items), n_items);
}

static void
update_title (MediaryWindow *self, gboolean has_list)
{
  g_autofree char *count = has_list && (mediary_window_get_n_shown (self) > 0 || mediary_window_is_narrowed (self)) ? dup_count (self) : NULL;

  adw_window_title_set_title (self->window_title, self->place != NULL ? mediary_place_get_title (self->place) : _("Mediary"));
  adw_window_title_set_subtitle (self->window_title, count != NULL ? count : "");
}

static void
update_place_bar (MediaryWindow *self, gboolean has_items)
{
  g_autofree char *line = self->place != NULL ? mediary_place_dup_line (self->place) : NULL;

  gtk_label_set_label (self->place_label, line != NULL ? line : "");
  gtk_widget_set_visible (self->place_line, line != NULL);
  gtk_widget_set_visible (self->place_bar, has_items);
  gtk_widget_set_visible (self->document_menu_button, mediary_window_get_document (self) != NULL);
  gtk_widget_set_visible (self->keep_access_button, self->place != NULL && mediary_place_get_state (self->place) == MEDIARY_STATE_LENT);
}

/* What can be done about it: look everywhere, or take the filters away. */
static void
update_no_results (MediaryWindow *self)
{
  gboolean filtered = !mediary_filter_is_empty (&self->filter);

  adw_status_page_set_description (self->no_results_page, filtered ? _("No file here passes the filters and has all words of the search.") : _("No file here has all these words in its name, folder, app or document."));
  gtk_button_set_label (self->no_results_button, filtered ? _("_Remove Filters") : _("_Search All Media"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->no_results_button), filtered ? "win.remove-filters" : "win.search-everywhere");
}

static const char *
choose_page (MediaryWindow *self)
{
  if (self->place != NULL && mediary_place_get_kind (self->place) == MEDIARY_PLACE_LAST_CHECK_IN)
    return "outcome";

  if (self->list == NULL)
    return "loading";

  if (mediary_window_get_n_shown (self) > 0)
    return "items";

  if (mediary_window_is_narrowed (self))
    return "no_results";

  switch (mediary_place_get_kind (self->place)) {
  case MEDIARY_PLACE_ALL:
    return "empty";
  case MEDIARY_PLACE_NEEDS_ATTENTION:
    return "nothing_wrong";
  case MEDIARY_PLACE_NO_KNOWN_USE:
    return "all_used";
  case MEDIARY_PLACE_LAST_CHECK_IN:
  case MEDIARY_PLACE_HEADING:
  case MEDIARY_PLACE_TYPE_OF_MEDIA:
  case MEDIARY_PLACE_APP:
  case MEDIARY_PLACE_DOCUMENT:
  case MEDIARY_PLACE_NEW_DOCUMENT:
  case MEDIARY_PLACE_MORE:
  default:
    return "nothing";
  }
}

/* Brings what stands around the files in line with them. */
void
mediary_window_update_pages (MediaryWindow *self)
{
  const char *page = choose_page (self);
  gboolean    has_list = self->list != NULL && !g_str_equal (page, "outcome");

  /* What is in sight is still the list before. */
  if (self->next_list != NULL && !g_str_equal (page, "outcome")) {
    adw_window_title_set_title (self->window_title, mediary_place_get_title (self->place));
    if (self->list == NULL || g_str_equal (gtk_stack_get_visible_child_name (self->content_stack), "outcome"))
      gtk_stack_set_visible_child_name (self->content_stack, "loading");
    return;
  }

  if (has_list && !mediary_window_is_narrowed (self))
    mediary_place_set_count (self->place, mediary_window_get_n_shown (self));

  if (g_str_equal (page, "no_results"))
    update_no_results (self);
  gtk_stack_set_visible_child_name (self->content_stack, page);
  gtk_widget_set_sensitive (self->view_switch, !g_str_equal (page, "outcome"));
  update_title (self, has_list);
  update_place_bar (self, g_str_equal (page, "items") || g_str_equal (page, "no_results"));
  mediary_window_update_actions (self);
}
