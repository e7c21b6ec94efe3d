/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-import-private.h"

/**
 * MediaryImport:
 *
 * What became of an export that was read in.
 *
 * It never changes, and may be read from any thread.
 */
struct _MediaryImport {
  GObject parent_instance;

  guint    n_items_added;
  guint    n_items_known;
  guint    n_references_added;
  guint    n_references_known;
  guint    n_refused;
  gboolean complete;
};

G_DEFINE_FINAL_TYPE (MediaryImport, mediary_import, G_TYPE_OBJECT)

static void
mediary_import_class_init (MediaryImportClass *klass)
{
}

static void
mediary_import_init (MediaryImport *self)
{
}

MediaryImport *
mediary_import_new (const MediaryRestoration *restoration, guint n_refused, gboolean complete)
{
  MediaryImport *self = g_object_new (MEDIARY_TYPE_IMPORT, NULL);

  self->n_items_added = restoration->n_items_added;
  self->n_items_known = restoration->n_items_known;
  self->n_references_added = restoration->n_references_added;
  self->n_references_known = restoration->n_references_known;
  self->n_refused = n_refused + restoration->n_references_lost;
  self->complete = complete;

  return self;
}

/**
 * mediary_import_get_n_items_added:
 * @self: an import
 *
 * Tells how many items are new.
 *
 * Returns: how many items are new
 */
guint
mediary_import_get_n_items_added (MediaryImport *self)
{
  g_return_val_if_fail (MEDIARY_IS_IMPORT (self), 0);

  return self->n_items_added;
}

/**
 * mediary_import_get_n_items_known:
 * @self: an import
 *
 * Tells how many items were there, by their id or their path.
 *
 * Returns: how many items were there, by their id or their path
 */
guint
mediary_import_get_n_items_known (MediaryImport *self)
{
  g_return_val_if_fail (MEDIARY_IS_IMPORT (self), 0);

  return self->n_items_known;
}

/**
 * mediary_import_get_n_references_added:
 * @self: an import
 *
 * Tells how many uses are new.
 *
 * Returns: how many uses are new
 */
guint
mediary_import_get_n_references_added (MediaryImport *self)
{
  g_return_val_if_fail (MEDIARY_IS_IMPORT (self), 0);

  return self->n_references_added;
}

/**
 * mediary_import_get_n_references_known:
 * @self: an import
 *
 * Tells how many uses were there.
 *
 * Returns: how many uses were there
 */
guint
mediary_import_get_n_references_known (MediaryImport *self)
{
  g_return_val_if_fail (MEDIARY_IS_IMPORT (self), 0);

  return self->n_references_known;
}

/**
 * mediary_import_get_n_refused:
 * @self: an import
 *
 * Tells how many lines were none of an export, or uses without their item.
 *
 * Returns: how many lines were none of an export, or uses without their item
 */
guint
mediary_import_get_n_refused (MediaryImport *self)
{
  g_return_val_if_fail (MEDIARY_IS_IMPORT (self), 0);

  return self->n_refused;
}

/**
 * mediary_import_get_complete:
 * @self: an import
 *
 * Says whether the end was there and its counts were right.
 *
 * Returns: whether the end was there and its counts were right; if not, the file was cut off
 */
gboolean
mediary_import_get_complete (MediaryImport *self)
{
  g_return_val_if_fail (MEDIARY_IS_IMPORT (self), FALSE);

  return self->complete;
}
