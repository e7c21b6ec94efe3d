/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-window-private.h"

/*
 * The place that was looked at last is the one that the first window of the next start opens at. It is shown at once; whether it
 * is still there is asked when the library is open, and a document or an app that is gone gives way to all files.
 */

static const struct {
  const char      *name;
  MediaryPlaceKind kind;
  guint            which; /* of its kind: a MediaryMediaType, or a MediaryState */
} places[] = {
  { "all", MEDIARY_PLACE_ALL, 0 },
  { "last-check-in", MEDIARY_PLACE_LAST_CHECK_IN, 0 },
  { "not-found", MEDIARY_PLACE_NEEDS_ATTENTION, MEDIARY_STATE_MISSING },
  { "no-access", MEDIARY_PLACE_NEEDS_ATTENTION, MEDIARY_STATE_NO_ACCESS },
  { "lent", MEDIARY_PLACE_NEEDS_ATTENTION, MEDIARY_STATE_LENT },
  { "no-known-use", MEDIARY_PLACE_NO_KNOWN_USE, 0 },
  { "images", MEDIARY_PLACE_TYPE_OF_MEDIA, MEDIARY_MEDIA_TYPE_IMAGE },
  { "video", MEDIARY_PLACE_TYPE_OF_MEDIA, MEDIARY_MEDIA_TYPE_VIDEO },
  { "audio", MEDIARY_PLACE_TYPE_OF_MEDIA, MEDIARY_MEDIA_TYPE_AUDIO },
  { "app", MEDIARY_PLACE_APP, 0 },
  { "document", MEDIARY_PLACE_DOCUMENT, 0 },
};

static gboolean
is_which (MediaryPlace *place, guint which)
{
  switch (mediary_place_get_kind (place)) {
  case MEDIARY_PLACE_NEEDS_ATTENTION:
    return mediary_place_get_state (place) == (MediaryState) which;
  case MEDIARY_PLACE_TYPE_OF_MEDIA:
    return mediary_place_get_media_type (place) == (MediaryMediaType) which;
  default:
    return TRUE;
  }
}

/* To be called when another place is shown. */
void
mediary_window_remember_place (MediaryWindow *self)
{
  const MediaryDestination *destination = mediary_place_get_destination (self->place);

  if (!self->remembers_place)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    if (places[i].kind == mediary_place_get_kind (self->place) && is_which (self->place, places[i].which))
      g_settings_set_string (self->settings, "last-place", places[i].name);
  }
  g_settings_set_string (self->settings, "last-module", destination != NULL ? destination->module_name : "");
  g_settings_set_string (self->settings, "last-artifact", destination != NULL && destination->artifact_name != NULL ? destination->artifact_name : "");
}

static guint
find_row (MediaryWindow *self, MediaryPlaceKind kind, guint which)
{
  GListModel *rows = G_LIST_MODEL (self->sidebar_selection);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (GtkTreeListRow) row = g_list_model_get_item (rows, i);
    g_autoptr (MediaryPlace) place = gtk_tree_list_row_get_item (row);

    if (mediary_place_get_kind (place) == kind && is_which (place, which))
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}

static guint
reveal (MediaryWindow *self, MediaryPlaceKind kind)
{
  g_autofree char *module_name = g_settings_get_string (self->settings, "last-module");
  g_autofree char *artifact_name = g_settings_get_string (self->settings, "last-artifact");
  g_autoptr (MediaryDestination) destination = mediary_destination_new (module_name, kind == MEDIARY_PLACE_DOCUMENT ? artifact_name : NULL);

  if (*module_name == '\0' || (kind == MEDIARY_PLACE_DOCUMENT && *artifact_name == '\0'))
    return GTK_INVALID_LIST_POSITION;

  return mediary_sidebar_reveal (self->sidebar, destination);
}

/* It says nothing of the pane that a narrow window begins with, as choosing a place does. */
static void
select_row (MediaryWindow *self, guint position)
{
  if (position == GTK_INVALID_LIST_POSITION)
    return;

  gtk_single_selection_set_selected (self->sidebar_selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->sidebar_view), "list.scroll-to-item", "u", position);
}

static void
restore (MediaryWindow *self, MediaryPlaceKind kind, guint which)
{
  switch (kind) {
  case MEDIARY_PLACE_APP:
  case MEDIARY_PLACE_DOCUMENT:
    select_row (self, reveal (self, kind));
    break;
  case MEDIARY_PLACE_NEEDS_ATTENTION:
    mediary_sidebar_show_problem (self->sidebar, (MediaryState) which);
    select_row (self, find_row (self, kind, which));
    break;
  case MEDIARY_PLACE_LAST_CHECK_IN:
    self->awaits_last_check_in = TRUE; /* until it has been read whether there is one */
    break;
  default:
    select_row (self, find_row (self, kind, which));
  }
}

/* To be called once, before the library is open. */
void
mediary_window_restore_place (MediaryWindow *self)
{
  GtkApplication  *application = gtk_window_get_application (GTK_WINDOW (self));
  GList           *windows = gtk_application_get_windows (application);
  g_autofree char *name = g_settings_get_string (self->settings, "last-place");

  if (windows == NULL || windows->next == NULL) {
    for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
      if (g_str_equal (places[i].name, name))
        restore (self, places[i].kind, places[i].which);
    }
  }
  self->remembers_place = TRUE;
}

/* Somebody was faster, or there is none. */
void
mediary_window_restore_last_check_in (MediaryWindow *self)
{
  gboolean is_due = self->awaits_last_check_in && self->outcomes != NULL;

  self->awaits_last_check_in = FALSE;
  if (is_due && self->place == mediary_sidebar_get_place (self->sidebar, MEDIARY_PLACE_ALL) && !gtk_search_bar_get_search_mode (self->search_bar))
    select_row (self, find_row (self, MEDIARY_PLACE_LAST_CHECK_IN, 0));
}

typedef struct {
  MediaryWindow *window;
  MediaryPlace  *place;
} Check;

static void
check_free (Check *check)
{
  g_object_unref (check->window);
  g_object_unref (check->place);
  g_free (check);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Check, check_free)

static void
on_counted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Check) check = user_data;
  gint64 n_items = mediary_service_count_items_finish (MEDIARY_SERVICE (object), result, NULL);

  if (n_items == 0 && check->window->service != NULL && check->window->place == check->place)
    select_row (check->window, find_row (check->window, MEDIARY_PLACE_ALL, 0));
}

/* To be called when the library is open. */
void
mediary_window_check_place (MediaryWindow *self)
{
  MediaryPlaceKind kind = mediary_place_get_kind (self->place);
  g_autoptr (MediaryQuery) query = NULL;
  Check *check;

  if (kind != MEDIARY_PLACE_APP && kind != MEDIARY_PLACE_DOCUMENT && kind != MEDIARY_PLACE_NEEDS_ATTENTION)
    return;

  check = g_new0 (Check, 1);
  check->window = g_object_ref (self);
  check->place = g_object_ref (self->place);
  query = mediary_place_dup_query (self->place);
  mediary_service_count_items_async (self->service, query, NULL, on_counted, check);
}
