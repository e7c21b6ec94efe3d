/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-sidebar-private.h"

#include <glib/gi18n.h>

#include "mediary-documents.h"

/* Changes come in bursts while files are checked in; the counts need not follow each. */
#define REFRESH_DELAY_MS 200

/**
 * MediarySidebar:
 *
 * The places to look, and below them apps → documents, as a tree that keeps itself up to date.
 *
 * What the service says is merged into the rows that are there: a row that stays is the same object, so it stays
 * expanded and selected. A new app stands first; those known keep their places until the next start, so that nothing
 * moves under the pointer.
 *
 * This file holds the rows; what stands below the apps and how many files each place has stand in mediary-sidebar-*.c.
 */
G_DEFINE_FINAL_TYPE (MediarySidebar, mediary_sidebar, G_TYPE_OBJECT)

/* Puts a place among the others, or takes it out. */
void
mediary_sidebar_set_shown (MediarySidebar *self, MediaryPlace *place, guint position, gboolean shown)
{
  guint    found;
  gboolean is_shown = g_list_store_find (self->places, place, &found);

  if (shown && !is_shown)
    g_list_store_insert (self->places, position, place);
  else if (!shown && is_shown)
    g_list_store_remove (self->places, found);
}

/* Where the first place of this kind stands, or GTK_INVALID_LIST_POSITION. */
guint
mediary_sidebar_find_kind (MediarySidebar *self, MediaryPlaceKind kind)
{
  guint n_places = g_list_model_get_n_items (G_LIST_MODEL (self->places));

  for (guint i = 0; i < n_places; i++) {
    g_autoptr (MediaryPlace) place = g_list_model_get_item (G_LIST_MODEL (self->places), i);

    if (mediary_place_get_kind (place) == kind)
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}

static gboolean
on_refresh (gpointer user_data)
{
  MediarySidebar *self = user_data;

  self->refresh_id = 0;
  mediary_sidebar_count_places (self);
  mediary_sidebar_load_apps (self);

  return G_SOURCE_REMOVE;
}

static void
on_service_changed (MediarySidebar *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_DELAY_MS, on_refresh, self);
}

static GListModel *
create_children (gpointer item, gpointer user_data)
{
  GListStore *documents = mediary_place_get_documents (item);

  return documents != NULL ? G_LIST_MODEL (g_object_ref (documents)) : NULL;
}

static void
append_place (MediarySidebar *self, MediaryPlace *place)
{
  g_list_store_append (self->places, place);
  g_object_unref (place);
}

static void
append_places (MediarySidebar *self)
{
  append_place (self, mediary_place_new (MEDIARY_PLACE_ALL, _("All Media"), "mediary-media-all-symbolic"));
  append_place (self, mediary_place_new (MEDIARY_PLACE_NO_KNOWN_USE, _("No Known Use"), "mediary-no-use-symbolic"));
  append_place (self, mediary_place_new (MEDIARY_PLACE_HEADING, _("Type"), NULL));
  append_place (self, mediary_place_new_for_type (MEDIARY_MEDIA_TYPE_IMAGE, _("Images"), "mediary-image-symbolic"));
  append_place (self, mediary_place_new_for_type (MEDIARY_MEDIA_TYPE_VIDEO, C_ ("all files of the type", "Video"), "mediary-video-symbolic"));
  append_place (self, mediary_place_new_for_type (MEDIARY_MEDIA_TYPE_AUDIO, _("Audio"), "mediary-sound-symbolic"));
}

static void
mediary_sidebar_dispose (GObject *object)
{
  MediarySidebar *self = MEDIARY_SIDEBAR (object);

  mediary_sidebar_set_service (self, NULL);
  g_clear_object (&self->selected);
  g_clear_object (&self->rows);
  g_clear_object (&self->places);
  g_clear_object (&self->apps);
  g_clear_object (&self->drag_places);
  g_clear_object (&self->apps_heading);
  g_clear_object (&self->problems_heading);
  for (guint i = 0; i < MEDIARY_SIDEBAR_N_PROBLEMS; i++)
    g_clear_object (&self->problems[i]);

  G_OBJECT_CLASS (mediary_sidebar_parent_class)->dispose (object);
}

static void
mediary_sidebar_class_init (MediarySidebarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mediary_sidebar_dispose;
}

static void
mediary_sidebar_init (MediarySidebar *self)
{
  g_autoptr (GListStore) parts = g_list_store_new (G_TYPE_LIST_MODEL);

  self->places = g_list_store_new (MEDIARY_TYPE_PLACE);
  self->apps = g_list_store_new (MEDIARY_TYPE_PLACE);
  self->drag_places = g_list_store_new (MEDIARY_TYPE_PLACE);
  self->apps_heading = mediary_place_new (MEDIARY_PLACE_HEADING, _("Used By"), NULL);
  self->problems_heading = mediary_place_new (MEDIARY_PLACE_HEADING, _("Needs Attention"), NULL);
  self->problems[0] = mediary_place_new_for_state (MEDIARY_STATE_MISSING, _("Not Found"), "mediary-not-found-symbolic");
  self->problems[1] = mediary_place_new_for_state (MEDIARY_STATE_NO_ACCESS, _("No Access"), "mediary-no-access-symbolic");
  self->problems[2] = mediary_place_new_for_state (MEDIARY_STATE_LENT, _("Lent"), "mediary-lent-symbolic");
  append_places (self);

  g_list_store_append (parts, self->places);
  g_list_store_append (parts, self->apps);
  g_list_store_append (parts, self->drag_places);
  self->rows = gtk_tree_list_model_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (g_steal_pointer (&parts)))),
                                        FALSE, FALSE, create_children, NULL, NULL);
}

MediarySidebar *
mediary_sidebar_new (void)
{
  return g_object_new (MEDIARY_TYPE_SIDEBAR, NULL);
}

GtkTreeListModel *
mediary_sidebar_get_rows (MediarySidebar *self)
{
  return self->rows;
}

/* The apps that use files, those used last first. */
GListModel *
mediary_sidebar_get_apps (MediarySidebar *self)
{
  return G_LIST_MODEL (self->apps);
}

void
mediary_sidebar_set_service (MediarySidebar *self, MediaryService *service)
{
  g_clear_handle_id (&self->refresh_id, g_source_remove);

  if (self->service != NULL) {
    g_cancellable_cancel (self->cancellable);
    g_signal_handlers_disconnect_by_func (self->service, on_service_changed, self);
  }
  g_clear_object (&self->cancellable);

  if (!g_set_object (&self->service, service) || service == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  g_signal_connect_swapped (service, "changed", G_CALLBACK (on_service_changed), self);
  on_refresh (self);
}

/* The place that is looked at: its row stays until another is. */
void
mediary_sidebar_set_selected (MediarySidebar *self, MediaryPlace *place)
{
  gboolean left_empty = self->selected != NULL && mediary_place_get_count (self->selected) == 0;

  if (self->selected == place)
    return;

  if (self->selected != NULL)
    mediary_place_set_held (self->selected, FALSE);
  g_set_object (&self->selected, place);
  if (place != NULL)
    mediary_place_set_held (place, TRUE);

  mediary_sidebar_show_problems (self);
  if (left_empty && self->service != NULL)
    on_service_changed (self); /* its row may go now */
}

/* While something is dragged, there is a row for a document that is not among the others. */
void
mediary_sidebar_set_dragging (MediarySidebar *self, gboolean dragging)
{
  gboolean shown = g_list_model_get_n_items (G_LIST_MODEL (self->drag_places)) > 0;
  g_autoptr (MediaryPlace) place = NULL;

  if (shown == dragging)
    return;

  if (shown) {
    g_list_store_remove_all (self->drag_places);
    return;
  }

  place = mediary_place_new (MEDIARY_PLACE_NEW_DOCUMENT, _("New Document…"), "mediary-document-generic-symbolic");
  g_list_store_append (self->drag_places, place);
}

/* The first place of this kind, or NULL. */
MediaryPlace *
mediary_sidebar_get_place (MediarySidebar *self, MediaryPlaceKind kind)
{
  guint position = mediary_sidebar_find_kind (self, kind);
  g_autoptr (MediaryPlace) place = NULL;

  if (position != GTK_INVALID_LIST_POSITION)
    place = g_list_model_get_item (G_LIST_MODEL (self->places), position);

  return place; /* the store keeps it */
}

/* The place of the last check-in is there from the first one on. */
void
mediary_sidebar_show_last_check_in (MediarySidebar *self)
{
  g_autoptr (MediaryPlace) place = NULL;

  if (mediary_sidebar_get_place (self, MEDIARY_PLACE_LAST_CHECK_IN) != NULL)
    return;

  place = mediary_place_new (MEDIARY_PLACE_LAST_CHECK_IN, _("Last Check-in"), "mediary-last-check-in-symbolic");
  g_list_store_insert (self->places, 1, place);
}

/* The row a place stands in, or GTK_INVALID_LIST_POSITION while it is not shown. */
guint
mediary_sidebar_find_place (MediarySidebar *self, MediaryPlace *place)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  for (guint i = 0; i < n_rows; i++) {
    g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->rows, i);
    g_autoptr (MediaryPlace) shown = gtk_tree_list_row_get_item (row);

    if (shown == place)
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}

/**
 * mediary_sidebar_reveal:
 * @self: a sidebar
 * @destination: an app, or a document
 *
 * Opens the app of a document and gives the row the document stands in. One that is not among those shown is added.
 */
guint
mediary_sidebar_reveal (MediarySidebar *self, const MediaryDestination *destination)
{
  MediaryPlace *app = mediary_sidebar_ensure_app (self, destination->module_name);
  guint         position = mediary_sidebar_find_place (self, app);
  g_autoptr (GtkTreeListRow) row = NULL;

  if (!mediary_destination_is_document (destination))
    return position;

  row = gtk_tree_list_model_get_row (self->rows, position);
  gtk_tree_list_row_set_expanded (row, TRUE);
  mediary_sidebar_load_documents (self, app);

  return mediary_sidebar_find_place (self, mediary_documents_ensure (app, destination));
}
