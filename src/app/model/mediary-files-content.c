/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-files-content.h"

#include <string.h>

#include "mediary-item.h"
#include "mediary-portal-content.h"
#include "mediary-portal.h"

/*
 * Files of the library, as they are copied or dragged to other programs: first the files themselves, then who they are
 * to Mediary, as text a cell can hold.
 */

#define OWN_TYPE "application/x-mediary-items"

static char *
dup_text (GPtrArray *items)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (text, "%smediary:%s", i > 0 ? "\n" : "", mediary_item_get_id (items->pdata[i]));

  return g_string_free (text, FALSE);
}

static GdkContentProvider *
new_for_files (GPtrArray *items)
{
  GSList             *files = NULL;
  GdkFileList        *list;
  GdkContentProvider *provider;

  for (guint i = items->len; i > 0; i--)
    files = g_slist_prepend (files, mediary_item_dup_file (items->pdata[i - 1]));

  if (mediary_portal_is_sandboxed ()) {
    provider = mediary_portal_content_new (files);
  } else {
    list = gdk_file_list_new_from_list (files);
    provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, list);
    g_boxed_free (GDK_TYPE_FILE_LIST, list);
  }
  g_slist_free_full (files, g_object_unref);

  return provider;
}

/**
 * mediary_files_content_new:
 * @items: (element-type MediaryItem): files
 *
 * Returns: (transfer full): the files as a list of files, as `mediary:` text, and as a type of our own
 */
GdkContentProvider *
mediary_files_content_new (GPtrArray *items)
{
  g_autofree char *text = dup_text (items);
  g_autoptr (GBytes) own = g_bytes_new (text, strlen (text));
  GdkContentProvider *providers[] = {
    new_for_files (items),
    gdk_content_provider_new_for_bytes (OWN_TYPE, own),
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
  };

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}
