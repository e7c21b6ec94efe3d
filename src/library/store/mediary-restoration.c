/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-restoration.h"

#include "store/mediary-reference-table.h"

/* What is there stays as it is; what is missing comes with its own id. So doing it twice does no harm. */

MediaryRestoration
mediary_restoration_begin (void)
{
  return (MediaryRestoration){ .other = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
}

void
mediary_restoration_clear (MediaryRestoration *self)
{
  g_clear_pointer (&self->other, g_hash_table_unref);
}

static gboolean
add_record (MediaryRestoration *self, MediaryDatabase *database, const MediaryItemRecord *record, GError **error)
{
  self->n_items_added++;

  return mediary_item_record_write (record, database, error) != 0;
}

/* Writer thread. Where the same path is another item by now, the uses go to that one. */
gboolean
mediary_restoration_add_item (MediaryRestoration      *self,
                              MediaryDatabase         *database,
                              const MediaryItemRecord *record,
                              GError                 **error)
{
  MediaryItem *item = record->stored->item;
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryStoredItem) present = mediary_item_table_find_id (database, mediary_item_get_id (item), &local_error);

  if (present == NULL && local_error == NULL)
    present = mediary_item_table_find_path (database, mediary_item_get_path (item), &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  if (present == NULL)
    return add_record (self, database, record, error);

  self->n_items_known++;
  g_hash_table_insert (self->other,
                       g_strdup (mediary_item_get_id (item)),
                       g_strdup (mediary_item_get_id (present->item)));

  return TRUE;
}

/* Returns: (nullable): NULL without an error when somebody has forgotten the item in the meantime */
static MediaryStoredItem *
find_item_now (MediaryRestoration *self, MediaryDatabase *database, MediaryReference *reference, GError **error)
{
  const char *id = mediary_reference_get_media_item_id (reference);
  const char *other = g_hash_table_lookup (self->other, id);

  return mediary_item_table_find_id (database, other != NULL ? other : id, error);
}

/* The same use, or another one with this id. */
static MediaryReference *
find_present (MediaryDatabase *database, const MediaryReferenceRow *row, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  MediaryReference *present;

  present = mediary_reference_table_find (database, row->media_item_id, row->module_name, row->artifact_name, &local_error);
  if (present == NULL && local_error == NULL)
    present = mediary_reference_table_find_id (database, row->id, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));

  return present;
}

static gboolean
insert_reference (MediaryRestoration *self,
                  MediaryDatabase    *database,
                  MediaryStoredItem  *stored,
                  MediaryReference   *reference,
                  GError            **error)
{
  MediaryReferenceRow row = mediary_reference_table_row (reference);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryReference) present = NULL;

  row.media_item_id = mediary_item_get_id (stored->item);
  present = find_present (database, &row, &local_error);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  if (present != NULL) {
    self->n_references_known++;
    return TRUE;
  }
  self->n_references_added++;

  return mediary_reference_table_insert (database, mediary_item_get_number (stored->item), &row, error);
}

/* Writer thread. After its item. */
gboolean
mediary_restoration_add_reference (MediaryRestoration *self,
                                   MediaryDatabase    *database,
                                   MediaryReference   *reference,
                                   GError            **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (MediaryStoredItem) stored = find_item_now (self, database, reference, &local_error);

  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }
  if (stored == NULL) {
    self->n_references_lost++;
    return TRUE;
  }

  return insert_reference (self, database, stored, reference, error);
}
