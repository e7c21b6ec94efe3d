/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-nautilus-extension.h"

#include <glib/gi18n-lib.h>
#include <nautilus-extension.h>

#include "mediary-nautilus-check-in.h"
#include "mediary-nautilus-uses.h"

/**
 * MediaryNautilusExtension:
 *
 * What Files shows of Mediary: “Check In to Mediary” in the menu of media files, and “Used In” among the properties of one.
 */
struct _MediaryNautilusExtension {
  GObject parent_instance;
};

static gboolean
is_media (NautilusFileInfo *info)
{
  g_autofree char *type = nautilus_file_info_get_mime_type (info);

  return type != NULL && (g_str_has_prefix (type, "image/") || g_str_has_prefix (type, "video/") || g_str_has_prefix (type, "audio/") || g_str_equal (type, "application/ogg"));
}

/* Returns: (transfer full) (nullable): the file, if the service could open it */
static GFile *
dup_local_file (NautilusFileInfo *info)
{
  g_autoptr (GFile) location = nautilus_file_info_get_location (info);
  g_autofree char *path = location != NULL ? g_file_get_path (location) : NULL;

  return path != NULL && !nautilus_file_info_is_directory (info) ? g_file_new_for_path (path) : NULL;
}

static void
on_check_in_activated (NautilusMenuItem *item, gpointer data)
{
  mediary_nautilus_check_in (data);
}

static void
free_files (gpointer data, GClosure *closure)
{
  g_ptr_array_unref (data);
}

/* All files that are selected, so that what is refused is told; but not where nothing looks like media. */
static GList *
get_file_items (NautilusMenuProvider *provider, GList *infos)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean          any_media = FALSE;
  NautilusMenuItem *item;

  for (GList *l = infos; l != NULL; l = l->next) {
    GFile *file = dup_local_file (l->data);

    if (file == NULL)
      continue;
    g_ptr_array_add (files, file);
    any_media = any_media || is_media (l->data);
  }
  if (!any_media)
    return NULL;

  item = nautilus_menu_item_new ("Mediary::check-in", _("Check In to Mediary"), _("Let Mediary know that the files are used in this folder"), NULL);
  g_signal_connect_data (item, "activate", G_CALLBACK (on_check_in_activated), g_steal_pointer (&files), free_files, 0);

  return g_list_prepend (NULL, item);
}

static GList *
get_models (NautilusPropertiesModelProvider *provider, GList *infos)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GListModel) uses = NULL;

  if (infos == NULL || infos->next != NULL || !is_media (infos->data))
    return NULL;
  file = dup_local_file (infos->data);
  if (file == NULL)
    return NULL;

  uses = mediary_nautilus_uses_new (file);

  return g_list_prepend (NULL, nautilus_properties_model_new (_("Used In"), uses));
}

static void
init_menu_provider (NautilusMenuProviderInterface *interface)
{
  interface->get_file_items = get_file_items;
}

static void
init_properties_provider (NautilusPropertiesModelProviderInterface *interface)
{
  interface->get_models = get_models;
}

G_DEFINE_DYNAMIC_TYPE_EXTENDED (MediaryNautilusExtension, mediary_nautilus_extension, G_TYPE_OBJECT, 0,
                                G_IMPLEMENT_INTERFACE_DYNAMIC (NAUTILUS_TYPE_MENU_PROVIDER, init_menu_provider)
                                  G_IMPLEMENT_INTERFACE_DYNAMIC (NAUTILUS_TYPE_PROPERTIES_MODEL_PROVIDER, init_properties_provider))

static void
mediary_nautilus_extension_class_init (MediaryNautilusExtensionClass *klass)
{
}

static void
mediary_nautilus_extension_class_finalize (MediaryNautilusExtensionClass *klass)
{
}

static void
mediary_nautilus_extension_init (MediaryNautilusExtension *self)
{
}

void
mediary_nautilus_extension_register (GTypeModule *module)
{
  mediary_nautilus_extension_register_type (module);
}
