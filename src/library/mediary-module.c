/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "mediary-module.h"

/**
 * MediaryModule:
 *
 * A program that uses media items, and how many.
 *
 * It never changes, and may be read from any thread.
 */
struct _MediaryModule {
  GObject parent_instance;

  char  *name;
  guint  n_items;
  guint  n_artifacts;
  gint64 last_used_at;
};

G_DEFINE_FINAL_TYPE (MediaryModule, mediary_module, G_TYPE_OBJECT)

static void
mediary_module_finalize (GObject *object)
{
  MediaryModule *self = MEDIARY_MODULE (object);

  g_free (self->name);

  G_OBJECT_CLASS (mediary_module_parent_class)->finalize (object);
}

static void
mediary_module_class_init (MediaryModuleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_module_finalize;
}

static void
mediary_module_init (MediaryModule *self)
{
}

/**
 * mediary_module_new:
 * @name: its name
 * @n_items: how many items its artifacts use
 * @n_artifacts: how many artifacts it has
 * @last_used_at: when it was used last, Unix time in seconds
 *
 * Makes one as it was listed before, by another process perhaps, to continue [method@Service.list_modules] behind it.
 *
 * Returns: (transfer full): the module
 */
MediaryModule *
mediary_module_new (const char *name, guint n_items, guint n_artifacts, gint64 last_used_at)
{
  MediaryModule *self = g_object_new (MEDIARY_TYPE_MODULE, NULL);

  self->name = g_strdup (name);
  self->n_items = n_items;
  self->n_artifacts = n_artifacts;
  self->last_used_at = last_used_at;

  return self;
}

/**
 * mediary_module_get_name:
 * @self: a module
 *
 * Gets its name, as it was given.
 *
 * Returns: (transfer none): its name, as it was given
 */
const char *
mediary_module_get_name (MediaryModule *self)
{
  g_return_val_if_fail (MEDIARY_IS_MODULE (self), NULL);

  return self->name;
}

/**
 * mediary_module_get_n_items:
 * @self: a module
 *
 * Tells how many items its artifacts use.
 *
 * Returns: how many items its artifacts use
 */
guint
mediary_module_get_n_items (MediaryModule *self)
{
  g_return_val_if_fail (MEDIARY_IS_MODULE (self), 0);

  return self->n_items;
}

/**
 * mediary_module_get_n_artifacts:
 * @self: a module
 *
 * Tells how many artifacts it has.
 *
 * Returns: how many artifacts it has
 */
guint
mediary_module_get_n_artifacts (MediaryModule *self)
{
  g_return_val_if_fail (MEDIARY_IS_MODULE (self), 0);

  return self->n_artifacts;
}

/**
 * mediary_module_get_last_used_at:
 * @self: a module
 *
 * Tells when a use was last recorded, Unix time in seconds.
 *
 * Returns: when a use was last recorded, Unix time in seconds
 */
gint64
mediary_module_get_last_used_at (MediaryModule *self)
{
  g_return_val_if_fail (MEDIARY_IS_MODULE (self), 0);

  return self->last_used_at;
}
