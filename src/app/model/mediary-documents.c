/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-documents.h"

#include <glib/gi18n.h>

#include "mediary-artifact.h"

/*
 * The documents under an app in the sidebar: the latest, then a row that shows all.
 *
 * What the library says is merged into the rows that are there, each looked up once: an app may have thousands.
 */

static gboolean
is_more (MediaryPlace *place)
{
  return mediary_place_get_kind (place) == MEDIARY_PLACE_MORE;
}

static const char *
get_name (MediaryPlace *document)
{
  return mediary_place_get_destination (document)->artifact_name;
}

/* Of the documents shown, by name; the keys are theirs. */
static GHashTable *
index_documents (GListStore *documents)
{
  GHashTable *places = g_hash_table_new (g_str_hash, g_str_equal);
  guint       n_places = g_list_model_get_n_items (G_LIST_MODEL (documents));

  for (guint i = 0; i < n_places; i++) {
    g_autoptr (MediaryPlace) place = g_list_model_get_item (G_LIST_MODEL (documents), i);

    if (!is_more (place))
      g_hash_table_insert (places, (gpointer) get_name (place), place); /* the store keeps it */
  }

  return places;
}

static void
remove_more (GListStore *documents)
{
  guint n_places = g_list_model_get_n_items (G_LIST_MODEL (documents));
  g_autoptr (MediaryPlace) last = n_places > 0 ? g_list_model_get_item (G_LIST_MODEL (documents), n_places - 1) : NULL;

  if (last != NULL && is_more (last))
    g_list_store_remove (documents, n_places - 1);
}

/* One row says how many there are, unless it would stand for none. */
static void
update_more (MediaryPlace *app, GListStore *documents)
{
  guint            n_places = g_list_model_get_n_items (G_LIST_MODEL (documents));
  guint            n_documents = mediary_place_get_n_documents (app);
  g_autofree char *title = NULL;
  g_autoptr (MediaryPlace) last = n_places > 0 ? g_list_model_get_item (G_LIST_MODEL (documents), n_places - 1) : NULL;
  g_autoptr (MediaryPlace) more = NULL;

  if (last != NULL && is_more (last))
    n_places--;

  /* Translators: the last row under an app in the sidebar; %'u is its number of documents */
  title = g_strdup_printf (ngettext ("Show %'u…", "Show All %'u…", n_documents), n_documents);
  if (last != NULL && is_more (last) && n_documents > n_places && g_str_equal (mediary_place_get_title (last), title))
    return;

  remove_more (documents);
  if (n_documents <= n_places || mediary_place_get_all_documents (app))
    return;

  more = mediary_place_new_for_more (mediary_place_get_destination (app)->module_name, title);
  g_list_store_append (documents, more);
}

/* What is not in @artifacts goes, or has no files while it is looked at. */
static void
remove_others (GListStore *documents, GPtrArray *artifacts)
{
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < artifacts->len; i++)
    g_hash_table_add (names, (gpointer) mediary_artifact_get_name (artifacts->pdata[i]));

  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (documents)); i > 0; i--) {
    g_autoptr (MediaryPlace) place = g_list_model_get_item (G_LIST_MODEL (documents), i - 1);

    if (is_more (place) || g_hash_table_contains (names, get_name (place)))
      continue;

    if (mediary_place_get_held (place))
      mediary_place_set_count (place, 0);
    else
      g_list_store_remove (documents, i - 1);
  }
}

static void
insert (GListStore *documents, guint position, GPtrArray *places)
{
  if (places->len > 0)
    g_list_store_splice (documents, position, 0, places->pdata, places->len);
}

/**
 * mediary_documents_merge:
 * @app: an app
 * @artifacts: (element-type MediaryArtifact): its documents, those used last first
 * @complete: whether that is all of them
 *
 * Rows that stay are the same objects, at the same places. Documents used since stand first, older ones last.
 */
void
mediary_documents_merge (MediaryPlace *app, GPtrArray *artifacts, gboolean complete)
{
  GListStore *documents = mediary_place_get_documents (app);
  g_autoptr (GHashTable) shown = NULL;
  g_autoptr (GPtrArray) newer = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) older = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean seen_one = FALSE;

  if (complete)
    remove_others (documents, artifacts);
  shown = index_documents (documents);

  for (guint i = 0; i < artifacts->len; i++) {
    MediaryArtifact *artifact = artifacts->pdata[i];
    MediaryPlace    *document = g_hash_table_lookup (shown, mediary_artifact_get_name (artifact));

    seen_one = seen_one || document != NULL;
    if (document == NULL) {
      document = mediary_place_new_for_document (mediary_artifact_get_module_name (artifact), mediary_artifact_get_name (artifact));
      g_ptr_array_add (seen_one ? older : newer, document);
    }
    mediary_place_set_count (document, mediary_artifact_get_n_items (artifact));
  }

  insert (documents, 0, newer);
  if (older->len > 0) {
    remove_more (documents);
    insert (documents, g_list_model_get_n_items (G_LIST_MODEL (documents)), older);
  }
  update_more (app, documents);
}

/* The document's row under the app; one that is not among the latest is added behind them. */
MediaryPlace *
mediary_documents_ensure (MediaryPlace *app, const MediaryDestination *destination)
{
  GListStore *documents = mediary_place_get_documents (app);
  g_autoptr (GHashTable) shown = index_documents (documents);
  MediaryPlace *document = g_hash_table_lookup (shown, destination->artifact_name);
  g_autoptr (MediaryPlace) added = NULL;

  if (document != NULL)
    return document;

  added = mediary_place_new_for_document (destination->module_name, destination->artifact_name);
  remove_more (documents);
  g_list_store_append (documents, added);
  update_more (app, documents);

  return added; /* the store keeps it */
}
