/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-documents.h"
#include "mediary-module.h"
#include "mediary-sidebar-private.h"

/* The apps that use files, and below each its documents, brought in line with what the library says. */

static const char *
get_key (MediaryPlace *app)
{
  return mediary_place_get_destination (app)->module_name;
}

static MediaryPlace *
find_by_key (GListStore *store, const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (store)); i++) {
    g_autoptr (MediaryPlace) place = g_list_model_get_item (G_LIST_MODEL (store), i);

    if (g_str_equal (get_key (place), key))
      return place; /* the store keeps it */
  }

  return NULL;
}

static void
empty_app (MediaryPlace *app)
{
  g_autoptr (GPtrArray) no_artifacts = g_ptr_array_new ();

  mediary_place_set_n_documents (app, 0);
  mediary_documents_merge (app, no_artifacts, TRUE);
  mediary_place_set_count (app, 0);
}

/* Apps whose key is not in @keys go, or have no files while they are looked at. */
static void
remove_others (GListStore *apps, GHashTable *keys)
{
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (apps)); i > 0; i--) {
    g_autoptr (MediaryPlace) app = g_list_model_get_item (G_LIST_MODEL (apps), i - 1);

    if (g_hash_table_contains (keys, get_key (app)))
      continue;

    if (mediary_place_get_held (app))
      empty_app (app);
    else
      g_list_store_remove (apps, i - 1);
  }
}

static void
on_artifacts_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryPlace) app = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) artifacts = mediary_service_list_artifacts_finish (MEDIARY_SERVICE (object), result, &error);

  /* An answer that is full is only the latest, and says nothing of the others. */
  if (artifacts != NULL)
    mediary_documents_merge (app, artifacts, artifacts->len != MEDIARY_DOCUMENTS_SHOWN);
  else
    g_debug ("Listing the documents of “%s”: %s", mediary_place_get_title (app), error->message);
}

/* Reads the documents of an app that is shown open. */
void
mediary_sidebar_load_documents (MediarySidebar *self, MediaryPlace *app)
{
  const MediaryDestination *destination = mediary_place_get_destination (app);

  if (self->service == NULL || mediary_place_get_kind (app) != MEDIARY_PLACE_APP)
    return;

  mediary_service_list_artifacts_async (self->service, destination->module_name, NULL,
                                        mediary_place_get_all_documents (app) ? 0 : MEDIARY_DOCUMENTS_SHOWN, self->cancellable,
                                        on_artifacts_ready, g_object_ref (app));
}

/* @more: the last row under an app; it goes, and all documents come. */
void
mediary_sidebar_show_all_documents (MediarySidebar *self, MediaryPlace *more)
{
  MediaryPlace *app = find_by_key (self->apps, get_key (more));

  if (app == NULL)
    return;

  mediary_place_set_all_documents (app, TRUE);
  mediary_sidebar_load_documents (self, app);
}

static int
compare_last_use (gconstpointer a, gconstpointer b)
{
  gint64 first = mediary_module_get_last_used_at (*(MediaryModule *const *) a);
  gint64 second = mediary_module_get_last_used_at (*(MediaryModule *const *) b);

  return (first < second) - (first > second);
}

/* The heading stands last, just before the apps. */
static void
show_apps_heading (MediarySidebar *self)
{
  mediary_sidebar_set_shown (self, self->apps_heading, g_list_model_get_n_items (G_LIST_MODEL (self->places)), g_list_model_get_n_items (G_LIST_MODEL (self->apps)) > 0);
}

static void
take_modules (MediarySidebar *self, GPtrArray *modules)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_new = 0;

  for (guint i = 0; i < modules->len; i++)
    g_hash_table_add (keys, (gpointer) mediary_module_get_name (modules->pdata[i]));
  remove_others (self->apps, keys);
  g_ptr_array_sort (modules, compare_last_use);

  for (guint i = 0; i < modules->len; i++) {
    MediaryModule *module = modules->pdata[i];
    g_autoptr (MediaryPlace) added = NULL;
    MediaryPlace *app = find_by_key (self->apps, mediary_module_get_name (module));

    if (app == NULL) {
      app = added = mediary_place_new_for_app (mediary_module_get_name (module));
      g_list_store_insert (self->apps, n_new++, app);
    } else if (!self->knows_apps && g_list_store_find (self->apps, app, &n_new)) {
      n_new++; /* somebody has gone to it before the others were known: those used before it stand below it */
    }
    mediary_place_set_n_documents (app, mediary_module_get_n_artifacts (module));
    if (g_list_model_get_n_items (G_LIST_MODEL (mediary_place_get_documents (app))) > 0)
      mediary_sidebar_load_documents (self, app);
    mediary_place_set_count (app, mediary_module_get_n_items (module));
  }
  self->knows_apps = TRUE;
  show_apps_heading (self);
}

static void
on_modules_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediarySidebar) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) modules = mediary_service_list_modules_finish (MEDIARY_SERVICE (object), result, &error);

  if (modules != NULL)
    take_modules (self, modules);
  else
    g_debug ("Listing the apps: %s", error->message);
}

/* Asks which apps use files. */
void
mediary_sidebar_load_apps (MediarySidebar *self)
{
  mediary_service_list_modules_async (self->service, NULL, 0, self->cancellable, on_modules_ready, g_object_ref (self));
}

/* The place of an app, which is added if it is not shown yet. */
MediaryPlace *
mediary_sidebar_ensure_app (MediarySidebar *self, const char *module_name)
{
  g_autoptr (MediaryPlace) added = NULL;
  MediaryPlace *app = find_by_key (self->apps, module_name);

  if (app != NULL)
    return app;

  added = mediary_place_new_for_app (module_name);
  g_list_store_insert (self->apps, 0, added);
  show_apps_heading (self);

  return added; /* the store keeps it */
}
