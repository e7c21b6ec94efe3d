/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-nautilus-uses.h"

#include <gio/gdesktopappinfo.h>
#include <glib/gi18n-lib.h>
#include <nautilus-extension.h>

#include "mediary-nautilus-call.h"

/* Where a file is used, as rows of a page of properties: an app and its document. The rows come when the service answers. */

/* Nobody reads more of them in a page of properties; the window has them all. */
#define MAX_USES 100

typedef struct {
  GListStore *rows;
  guint       n_uses;
} Question;

static void
question_free (Question *self)
{
  g_object_unref (self->rows);
  g_free (self);
}

static void
add_row (Question *self, const char *name, const char *value)
{
  g_autoptr (NautilusPropertiesItem) row = nautilus_properties_item_new (name, value);

  g_list_store_append (self->rows, row);
}

/* The name of an installed app, or else what the module calls itself. */
static char *
dup_app_name (const char *module_name)
{
  g_autofree char *id = g_strconcat (module_name, ".desktop", NULL);
  g_autoptr (GDesktopAppInfo) app = g_desktop_app_info_new (id);

  return g_strdup (app != NULL ? g_app_info_get_display_name (G_APP_INFO (app)) : module_name);
}

static char *
dup_document_name (const char *artifact_name)
{
  g_autofree char *path = NULL;

  if (g_ascii_strncasecmp (artifact_name, "file:", 5) == 0)
    path = g_filename_from_uri (artifact_name, NULL, NULL);

  return path != NULL ? g_filename_display_basename (path) : g_strdup (artifact_name);
}

static void
add_use (Question *self, GVariant *use)
{
  const char      *module_name = "";
  const char      *artifact_name = "";
  const char      *location = NULL;
  g_autofree char *app = NULL;
  g_autofree char *document = NULL;
  g_autofree char *place = NULL;

  g_variant_lookup (use, "module_name", "&s", &module_name);
  g_variant_lookup (use, "artifact_name", "&s", &artifact_name);
  g_variant_lookup (use, "location", "&s", &location);

  app = dup_app_name (module_name);
  document = dup_document_name (artifact_name);
  if (location != NULL) /* Translators: the name of a document, and where in it: a cell, a page, a time */
    place = g_strdup_printf (_("%s, %s"), document, location);
  add_row (self, app, place != NULL ? place : document);
}

static void
add_uses (Question *self, GVariant *uses)
{
  GVariantIter iter;
  GVariant    *use;
  guint        n_shown = g_variant_n_children (uses);

  g_variant_iter_init (&iter, uses);
  while ((use = g_variant_iter_next_value (&iter)) != NULL) {
    add_use (self, use);
    g_variant_unref (use);
  }

  if (self->n_uses > n_shown) {
    g_autofree char *more = NULL;

    /* Translators: of the documents that use a file, so many are not shown */
    more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more", "%u more", self->n_uses - n_shown), self->n_uses - n_shown);
    add_row (self, more, _("Open the file with Mediary to see all"));
  }
}

static void
add_failure (Question *self, const GError *error)
{
  g_autofree char *name = g_dbus_error_get_remote_error (error);

  if (name != NULL && g_str_has_suffix (name, ".NotFound")) {
    add_row (self, _("Not Checked In"), _("Mediary does not know this file"));
    return;
  }

  g_debug ("Uses: %s", error->message);
  add_row (self, _("Mediary Does Not Answer"), _("Open Mediary to see what is wrong"));
}

static void
on_uses_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  Question *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = mediary_nautilus_call_finish (result, &error);

  if (answer != NULL) {
    g_autoptr (GVariant) uses = g_variant_get_child_value (answer, 0);

    add_uses (self, uses);
  } else {
    add_failure (self, error);
  }
  question_free (self);
}

static void
on_item_ready (GObject *source, GAsyncResult *result, gpointer data)
{
  Question *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = mediary_nautilus_call_finish (result, &error);
  g_autoptr (GVariant) item = NULL;
  const char *id = "";

  if (answer == NULL) {
    add_failure (self, error);
    question_free (self);
    return;
  }

  item = g_variant_get_child_value (answer, 0);
  g_variant_lookup (item, "id", "&s", &id);
  g_variant_lookup (item, "uses", "u", &self->n_uses);
  if (self->n_uses == 0) {
    add_row (self, _("No Known Use"), _("Mediary knows this file, and no document that uses it"));
    question_free (self);
    return;
  }

  mediary_nautilus_call ("ListReferences", g_variant_new ("(ssu)", id, "", MAX_USES), "(aa{sv})", on_uses_ready, self);
}

/* Returns: (transfer full): a list of NautilusPropertiesItem, empty at first */
GListModel *
mediary_nautilus_uses_new (GFile *file)
{
  GListStore      *rows = g_list_store_new (NAUTILUS_TYPE_PROPERTIES_ITEM);
  Question        *question = g_new0 (Question, 1);
  g_autofree char *uri = g_file_get_uri (file);

  question->rows = g_object_ref (rows);
  mediary_nautilus_call ("FindItem", g_variant_new ("(s)", uri), "(a{sv})", on_item_ready, question);

  return G_LIST_MODEL (rows);
}
