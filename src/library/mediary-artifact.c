/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-artifact.h"

/**
 * MediaryArtifact:
 *
 * A document (or anything else with a name) of a module that uses media items.
 *
 * It never changes, and may be read from any thread.
 */
struct _MediaryArtifact {
  GObject parent_instance;

  char  *module_name;
  char  *name;
  guint  n_items;
  gint64 last_used_at;
};

G_DEFINE_FINAL_TYPE (MediaryArtifact, mediary_artifact, G_TYPE_OBJECT)

static void
mediary_artifact_finalize (GObject *object)
{
  MediaryArtifact *self = MEDIARY_ARTIFACT (object);

  g_free (self->module_name);
  g_free (self->name);

  G_OBJECT_CLASS (mediary_artifact_parent_class)->finalize (object);
}

static void
mediary_artifact_class_init (MediaryArtifactClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_artifact_finalize;
}

static void
mediary_artifact_init (MediaryArtifact *self)
{
}

/**
 * mediary_artifact_new:
 * @module_name: its module
 * @name: its name
 * @n_items: how many items it uses
 * @last_used_at: when it was used last, Unix time in seconds
 *
 * Makes one as it was listed before, by another process perhaps, to continue [method@Service.list_artifacts] behind it.
 *
 * Returns: (transfer full): the artifact
 */
MediaryArtifact *
mediary_artifact_new (const char *module_name, const char *name, guint n_items, gint64 last_used_at)
{
  MediaryArtifact *self = g_object_new (MEDIARY_TYPE_ARTIFACT, NULL);

  self->module_name = g_strdup (module_name);
  self->name = g_strdup (name);
  self->n_items = n_items;
  self->last_used_at = last_used_at;

  return self;
}

/**
 * mediary_artifact_get_module_name:
 * @self: an artifact
 *
 * Gets the module it belongs to.
 *
 * Returns: (transfer none): the module it belongs to
 */
const char *
mediary_artifact_get_module_name (MediaryArtifact *self)
{
  g_return_val_if_fail (MEDIARY_IS_ARTIFACT (self), NULL);

  return self->module_name;
}

/**
 * mediary_artifact_get_name:
 * @self: an artifact
 *
 * Gets its name, as it was given.
 *
 * Returns: (transfer none): its name, as it was given; a `file:` URI where it is a file
 */
const char *
mediary_artifact_get_name (MediaryArtifact *self)
{
  g_return_val_if_fail (MEDIARY_IS_ARTIFACT (self), NULL);

  return self->name;
}

/**
 * mediary_artifact_get_n_items:
 * @self: an artifact
 *
 * Tells how many items it uses.
 *
 * Returns: how many items it uses
 */
guint
mediary_artifact_get_n_items (MediaryArtifact *self)
{
  g_return_val_if_fail (MEDIARY_IS_ARTIFACT (self), 0);

  return self->n_items;
}

/**
 * mediary_artifact_get_last_used_at:
 * @self: an artifact
 *
 * Tells when a use was last recorded, Unix time in seconds.
 *
 * Returns: when a use was last recorded, Unix time in seconds
 */
gint64
mediary_artifact_get_last_used_at (MediaryArtifact *self)
{
  g_return_val_if_fail (MEDIARY_IS_ARTIFACT (self), 0);

  return self->last_used_at;
}
