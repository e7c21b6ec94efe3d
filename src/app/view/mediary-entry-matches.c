/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-entry-matches.h"

#include "mediary-artifact.h"
#include "mediary-module.h"
#include "model/mediary-names.h"

/* Below an entry; more would push the rest of the sheet away. */
#define N_MATCHES 3

/* Asked of the library, since not all of them are of the app that is named. */
#define N_FOUND 12

#define DESTINATION_KEY "mediary-destination"

/**
 * MediaryEntryMatches:
 *
 * What the library knows of an app or a document while its name is typed: rows below the entry, each of which completes it.
 * Nobody has to know that Kdenlive is called “org.kde.kdenlive”, or a document by its address.
 */
struct _MediaryEntryMatches {
  GObject parent_instance;

  MediaryService *service;
  AdwEntryRow    *app_entry;      /* lent by the sheet, which lives longer */
  AdwEntryRow    *document_entry; /* the same */
  GPtrArray      *rows;           /* of GtkWidget, lent by the list */
  GPtrArray      *modules;        /* (nullable) of MediaryModule */
  GPtrArray      *chosen;         /* of MediaryDestination: what was meant by the words in the entries */
  GCancellable   *cancellable;    /* (nullable): of the search for documents */
  GCancellable   *closing;
  gboolean        completing;
};

G_DEFINE_FINAL_TYPE (MediaryEntryMatches, mediary_entry_matches, G_TYPE_OBJECT)

static const char *
get_text (AdwEntryRow *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static GtkListBox *
get_list (MediaryEntryMatches *self)
{
  return GTK_LIST_BOX (gtk_widget_get_parent (GTK_WIDGET (self->app_entry)));
}

static void
forget_rows (MediaryEntryMatches *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    gtk_list_box_remove (get_list (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static gboolean
contains (const char *text, const char *part)
{
  g_autofree char *folded_text = g_utf8_casefold (text, -1);
  g_autofree char *folded_part = g_utf8_casefold (part, -1);

  return strstr (folded_text, folded_part) != NULL;
}

/* The app by the name people know, or the name it has in the library. */
static char *
dup_module_name (MediaryEntryMatches *self)
{
  const char *text = get_text (self->app_entry);

  for (guint i = 0; self->modules != NULL && i < self->modules->len; i++) {
    const char      *module_name = mediary_module_get_name (self->modules->pdata[i]);
    g_autofree char *app = mediary_names_dup_app (module_name);

    if (g_utf8_collate (app, text) == 0)
      return g_strdup (module_name);
  }

  return g_strdup (text);
}

static void
complete (MediaryEntryMatches *self, const MediaryDestination *destination)
{
  g_autofree char *app = mediary_names_dup_app (destination->module_name);
  g_autofree char *title = mediary_destination_dup_title (destination);

  self->completing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->app_entry), app);
  if (mediary_destination_is_document (destination)) {
    g_ptr_array_add (self->chosen, mediary_destination_copy (destination));
    gtk_editable_set_text (GTK_EDITABLE (self->document_entry), title);
  }
  self->completing = FALSE;

  forget_rows (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->document_entry));
  gtk_editable_set_position (GTK_EDITABLE (self->document_entry), -1);
}

static void
on_match_activated (GtkWidget *row, gpointer user_data)
{
  g_autoptr (MediaryDestination) destination = mediary_destination_copy (g_object_get_data (G_OBJECT (row), DESTINATION_KEY));

  complete (user_data, destination); /* the row goes with it */
}

/* Takes the destination. */
static void
add_row (MediaryEntryMatches *self, AdwEntryRow *entry, MediaryDestination *destination)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *title = mediary_destination_dup_title (destination);
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  g_autofree char *app = mediary_names_dup_app (destination->module_name);
  g_autofree char *escaped_app = g_markup_escape_text (app, -1);
  g_autoptr (GIcon) icon = mediary_names_dup_app_icon (destination->module_name);
  GtkWidget *image = gtk_image_new_from_gicon (icon);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped_title);
  if (mediary_destination_is_document (destination))
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped_app);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), image);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), DESTINATION_KEY, destination, (GDestroyNotify) mediary_destination_free);
  g_signal_connect (row, "activated", G_CALLBACK (on_match_activated), self);

  gtk_list_box_insert (get_list (self), row, gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (entry)) + 1 + (int) self->rows->len);
  g_ptr_array_add (self->rows, row);
}

static void
cancel_search (MediaryEntryMatches *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
on_app_changed (MediaryEntryMatches *self)
{
  const char *text = get_text (self->app_entry);

  if (self->completing)
    return;

  cancel_search (self);
  forget_rows (self);
  for (guint i = 0; *text != '\0' && self->modules != NULL && i < self->modules->len && self->rows->len < N_MATCHES; i++) {
    const char      *module_name = mediary_module_get_name (self->modules->pdata[i]);
    g_autofree char *app = mediary_names_dup_app (module_name);

    if (!g_str_equal (module_name, MEDIARY_NO_DOCUMENT_MODULE) && (contains (app, text) || contains (module_name, text)))
      add_row (self, self->app_entry, mediary_destination_new (module_name, NULL));
  }
}

static void
on_documents_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryEntryMatches) self = user_data;
  g_autoptr (GPtrArray) artifacts = mediary_service_find_artifacts_finish (MEDIARY_SERVICE (object), result, NULL);
  g_autofree char *module_name = NULL;

  if (artifacts == NULL || g_cancellable_is_cancelled (self->closing))
    return;

  module_name = dup_module_name (self);
  for (guint i = 0; i < artifacts->len && self->rows->len < N_MATCHES; i++) {
    const char *app = mediary_artifact_get_module_name (artifacts->pdata[i]);
    const char *name = mediary_artifact_get_name (artifacts->pdata[i]);

    if (!mediary_names_is_own (app, name) && (*module_name == '\0' || g_str_equal (app, module_name)))
      add_row (self, self->document_entry, mediary_destination_new (app, name));
  }
}

static void
on_document_changed (MediaryEntryMatches *self)
{
  const char *text = get_text (self->document_entry);

  if (self->completing)
    return;

  cancel_search (self);
  forget_rows (self);
  if (*text == '\0')
    return;

  self->cancellable = g_cancellable_new ();
  mediary_service_find_artifacts_async (self->service, text, N_FOUND, self->cancellable, on_documents_found, g_object_ref (self));
}

static void
on_modules_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryEntryMatches) self = user_data;

  self->modules = mediary_service_list_modules_finish (MEDIARY_SERVICE (object), result, NULL);
}

static void
mediary_entry_matches_dispose (GObject *object)
{
  MediaryEntryMatches *self = MEDIARY_ENTRY_MATCHES (object);

  mediary_entry_matches_close (self);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (mediary_entry_matches_parent_class)->dispose (object);
}

static void
mediary_entry_matches_finalize (GObject *object)
{
  MediaryEntryMatches *self = MEDIARY_ENTRY_MATCHES (object);

  g_object_unref (self->closing);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->chosen);
  g_clear_pointer (&self->modules, g_ptr_array_unref);

  G_OBJECT_CLASS (mediary_entry_matches_parent_class)->finalize (object);
}

static void
mediary_entry_matches_class_init (MediaryEntryMatchesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mediary_entry_matches_dispose;
  G_OBJECT_CLASS (klass)->finalize = mediary_entry_matches_finalize;
}

static void
mediary_entry_matches_init (MediaryEntryMatches *self)
{
  self->rows = g_ptr_array_new ();
  self->chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) mediary_destination_free);
  self->closing = g_cancellable_new ();
}

/**
 * mediary_entry_matches_new:
 * @service: the library
 * @app_entry: a row of a list, where the name of an app is typed
 * @document_entry: a row of the same list, where that of its document is
 *
 * Returns: (transfer full): has to be closed before the entries go
 */
MediaryEntryMatches *
mediary_entry_matches_new (MediaryService *service, AdwEntryRow *app_entry, AdwEntryRow *document_entry)
{
  MediaryEntryMatches *self = g_object_new (MEDIARY_TYPE_ENTRY_MATCHES, NULL);

  self->service = g_object_ref (service);
  self->app_entry = app_entry;
  self->document_entry = document_entry;
  g_signal_connect_object (app_entry, "changed", G_CALLBACK (on_app_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document_entry, "changed", G_CALLBACK (on_document_changed), self, G_CONNECT_SWAPPED);
  mediary_service_list_modules_async (service, NULL, 0, self->closing, on_modules_ready, g_object_ref (self));

  return self;
}

/* The entries go; what the library still answers is nobody’s. */
void
mediary_entry_matches_close (MediaryEntryMatches *self)
{
  cancel_search (self);
  g_cancellable_cancel (self->closing);
}

/* Nothing is offered any more, until something else is typed. */
void
mediary_entry_matches_hide (MediaryEntryMatches *self)
{
  cancel_search (self);
  forget_rows (self);
}

/* What is meant by what the entries say, or NULL while one of them says nothing. */
MediaryDestination *
mediary_entry_matches_dup_destination (MediaryEntryMatches *self)
{
  const char      *document = get_text (self->document_entry);
  g_autofree char *module_name = dup_module_name (self);

  if (*module_name == '\0' || *document == '\0')
    return NULL;

  for (guint i = self->chosen->len; i > 0; i--) {
    MediaryDestination *chosen = self->chosen->pdata[i - 1];
    g_autofree char    *title = mediary_destination_dup_title (chosen);

    if (g_str_equal (chosen->module_name, module_name) && g_str_equal (title, document))
      return mediary_destination_copy (chosen);
  }

  return mediary_destination_new (module_name, document);
}
