/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-names.h"

#include <gio/gdesktopappinfo.h>
#include <glib/gi18n.h>

#include "mediary-words.h"

/*
 * How apps and documents are shown. A module that is the id of an installed desktop file is that app, by its name and
 * icon; an artifact that is a file: URI is that file. Anything else is shown as it is, since it may be any stable name.
 */

/* Desktop files are read from disk, and the sidebar asks for the same few over and over. */
static GDesktopAppInfo *
lookup_app (const char *module_name)
{
  static GHashTable *apps; /* of char * → GDesktopAppInfo, or NULL where none is installed */
  g_autofree char   *desktop_id = NULL;
  GDesktopAppInfo   *app;

  if (apps == NULL)
    apps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (g_hash_table_lookup_extended (apps, module_name, NULL, (gpointer *) &app))
    return app;

  /* A slash would make it a path. */
  desktop_id = g_strconcat (module_name, g_str_has_suffix (module_name, ".desktop") ? "" : ".desktop", NULL);
  app = strchr (desktop_id, G_DIR_SEPARATOR) == NULL ? g_desktop_app_info_new (desktop_id) : NULL;
  g_hash_table_insert (apps, g_strdup (module_name), app);

  return app;
}

gboolean
mediary_names_is_own (const char *module_name, const char *artifact_name)
{
  return g_strcmp0 (module_name, MEDIARY_NO_DOCUMENT_MODULE) == 0 && g_strcmp0 (artifact_name, MEDIARY_NO_DOCUMENT_ARTIFACT) == 0;
}

char *
mediary_names_dup_app (const char *module_name)
{
  GDesktopAppInfo *app = lookup_app (module_name);

  if (app != NULL)
    return g_strdup (g_app_info_get_name (G_APP_INFO (app)));

  return g_strdup (g_str_equal (module_name, MEDIARY_NO_DOCUMENT_MODULE) ? _("Mediary") : module_name);
}

GIcon *
mediary_names_dup_app_icon (const char *module_name)
{
  GDesktopAppInfo *app = lookup_app (module_name);
  GIcon           *icon = app != NULL ? g_app_info_get_icon (G_APP_INFO (app)) : NULL;

  if (icon != NULL)
    return g_object_ref (icon);

  if (g_str_equal (module_name, MEDIARY_NO_DOCUMENT_MODULE))
    return g_themed_icon_new (MEDIARY_NO_DOCUMENT_MODULE "-symbolic");

  return g_themed_icon_new ("mediary-app-generic-symbolic");
}

static char *
dup_document_path (const char *artifact_name)
{
  return g_str_has_prefix (artifact_name, "file:") ? g_filename_from_uri (artifact_name, NULL, NULL) : NULL;
}

char *
mediary_names_dup_document (const char *module_name, const char *artifact_name)
{
  g_autofree char *path = dup_document_path (artifact_name);
  g_autofree char *name = NULL;

  if (mediary_names_is_own (module_name, artifact_name))
    return g_strdup (_("No Document Yet"));

  name = path != NULL ? g_path_get_basename (path) : g_strdup (artifact_name);

  return mediary_words_for_name (name);
}

/* The folder of a document that is a file, as a person reads it; NULL for any other. */
char *
mediary_names_dup_document_folder (const char *artifact_name)
{
  g_autofree char *path = dup_document_path (artifact_name);

  return path != NULL ? mediary_words_for_folder (path) : NULL;
}

/* By the name alone: the document may be on a disk that sleeps. */
GIcon *
mediary_names_dup_document_icon (const char *artifact_name)
{
  g_autofree char *path = dup_document_path (artifact_name);
  g_autofree char *type = NULL;

  if (path == NULL)
    return g_themed_icon_new ("mediary-document-generic-symbolic");

  type = g_content_type_guess (path, NULL, 0, NULL);
  if (g_content_type_is_unknown (type))
    return g_themed_icon_new ("mediary-document-generic-symbolic");

  return g_content_type_get_icon (type);
}

/* What an app is called that has this desktop file: any thread. */
char *
mediary_names_dup_module (const char *desktop_id)
{
  return g_str_has_suffix (desktop_id, ".desktop") ? g_strndup (desktop_id, strlen (desktop_id) - strlen (".desktop")) : g_strdup (desktop_id);
}

/* The installed app of this name, or NULL. */
GAppInfo *
mediary_names_dup_app_info (const char *module_name)
{
  GDesktopAppInfo *app = lookup_app (module_name);

  return app != NULL ? g_object_ref (G_APP_INFO (app)) : NULL;
}

/* Whether a document has an address that an app can open; anything else is a name only its own app knows. */
gboolean
mediary_names_can_open (const char *artifact_name)
{
  return g_str_has_prefix (artifact_name, "file:") || g_str_has_prefix (artifact_name, "http:") || g_str_has_prefix (artifact_name, "https:");
}
