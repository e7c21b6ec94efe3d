/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mediary-nautilus-check-in.h"

#include <glib/gi18n-lib.h>

#include "mediary-nautilus-call.h"

/* Checks files in, each as used by its folder, and tells what came of it in a notification. */

#define MODULE_NAME "org.gnome.Nautilus"
/* The contract allows no more in one call. */
#define MAX_FILES 10000
/* Of what was refused, so much is named. */
#define MAX_NAMED 5

typedef struct {
  guint    n_calls; /* under way */
  guint    n_checked_in;
  guint    n_refused;
  GString *refusals; /* a line each */
} Outcome;

static const char *
reason_of (const char *error)
{
  if (error == NULL)
    error = "";
  if (g_str_has_suffix (error, ".UnsupportedMediaType"))
    return _("not a picture, sound or video");
  if (g_str_has_suffix (error, ".PermissionDenied"))
    return _("you may not read it");
  if (g_str_has_suffix (error, ".FileNotFound"))
    return _("it is not there any more");

  return _("it could not be checked in");
}

static void
add_refusal (Outcome *outcome, const char *uri, const char *error)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;

  if (++outcome->n_refused > MAX_NAMED)
    return;

  file = g_file_new_for_uri (uri);
  path = g_file_get_basename (file);
  name = g_filename_display_name (path);
  /* Translators: a line about a file that was refused: its name, and why */
  g_string_append_printf (outcome->refusals, _("%s: %s"), name, reason_of (error));
  g_string_append_c (outcome->refusals, '\n');
}

static char *
dup_title (Outcome *outcome)
{
  if (outcome->n_checked_in == 0)
    return g_strdup (_("Nothing Was Checked In"));

  /* Translators: the title of a notification */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u File Checked In to Mediary", "%u Files Checked In to Mediary", outcome->n_checked_in),
                          outcome->n_checked_in);
}

static char *
dup_body (Outcome *outcome)
{
  guint n_unnamed = outcome->n_refused - MIN (outcome->n_refused, MAX_NAMED);

  if (n_unnamed > 0) /* Translators: the last line of a list of files that were refused */
    g_string_append_printf (outcome->refusals, g_dngettext (GETTEXT_PACKAGE, "and %u more", "and %u more", n_unnamed), n_unnamed);

  return g_strchomp (g_strdup (outcome->refusals->str));
}

static void
tell (Outcome *outcome)
{
  GApplication    *application = g_application_get_default ();
  g_autofree char *title = dup_title (outcome);
  g_autofree char *body = dup_body (outcome);
  g_autoptr (GNotification) notification = g_notification_new (title);
  g_autoptr (GIcon) icon = g_themed_icon_new (MEDIARY_APPLICATION_ID);

  if (*body != '\0')
    g_notification_set_body (notification, body);
  g_notification_set_icon (notification, icon);
  if (application != NULL)
    g_application_send_notification (application, "mediary-check-in", notification);
}

static void
end_call (Outcome *outcome)
{
  if (--outcome->n_calls > 0)
    return;

  tell (outcome);
  g_string_free (outcome->refusals, TRUE);
  g_free (outcome);
}

static void
add_result (Outcome *outcome, GVariant *result)
{
  const char *uri = "";
  const char *error = NULL;

  g_variant_lookup (result, "uri", "&s", &uri);
  if (g_variant_lookup (result, "error", "&s", &error))
    add_refusal (outcome, uri, error);
  else
    outcome->n_checked_in++;
}

static void
on_checked_in (GObject *source, GAsyncResult *result, gpointer data)
{
  Outcome *outcome = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) answer = mediary_nautilus_call_finish (result, &error);
  g_autoptr (GVariant) results = NULL;
  GVariantIter iter;
  GVariant    *each;

  if (answer == NULL) {
    g_debug ("Check-in: %s", error->message);
    g_string_assign (outcome->refusals, _("Mediary does not answer. Open it to see what is wrong."));
    end_call (outcome);
    return;
  }

  results = g_variant_get_child_value (answer, 0);
  g_variant_iter_init (&iter, results);
  while ((each = g_variant_iter_next_value (&iter)) != NULL) {
    add_result (outcome, each);
    g_variant_unref (each);
  }
  end_call (outcome);
}

static void
call_for (Outcome *outcome, GPtrArray *uris, guint first, const char *folder)
{
  gssize n_uris = MIN (uris->len - first, MAX_FILES);

  outcome->n_calls++;
  mediary_nautilus_call ("CheckInMany",
                         g_variant_new ("(@asssa{sv})",
                                        g_variant_new_strv ((const char *const *) uris->pdata + first, n_uris),
                                        MODULE_NAME, folder, NULL),
                         "(aa{sv})", on_checked_in, outcome);
}

/* Returns: (transfer full) (element-type utf8 GPtrArray): the URIs in each folder: a search shows files of many */
static GHashTable *
group_by_folder (GPtrArray *files)
{
  GHashTable *folders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < files->len; i++) {
    GFile *file = g_ptr_array_index (files, i);
    g_autoptr (GFile) parent = g_file_get_parent (file);
    g_autofree char *folder = parent != NULL ? g_file_get_uri (parent) : g_file_get_uri (file);
    GPtrArray       *uris = g_hash_table_lookup (folders, folder);

    if (uris == NULL) {
      uris = g_ptr_array_new_with_free_func (g_free);
      g_hash_table_insert (folders, g_steal_pointer (&folder), uris);
    }
    g_ptr_array_add (uris, g_file_get_uri (file));
  }

  return folders;
}

/* @files: (element-type GFile): local ones, at least one */
void
mediary_nautilus_check_in (GPtrArray *files)
{
  g_autoptr (GHashTable) folders = group_by_folder (files);
  Outcome       *outcome = g_new0 (Outcome, 1);
  GHashTableIter iter;
  const char    *folder;
  GPtrArray     *uris;

  outcome->refusals = g_string_new (NULL);
  g_hash_table_iter_init (&iter, folders);
  while (g_hash_table_iter_next (&iter, (gpointer *) &folder, (gpointer *) &uris)) {
    for (guint first = 0; first < uris->len; first += MAX_FILES)
      call_for (outcome, uris, first, folder);
  }
}
