/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-dialogs.h"
#include "mediary-window-private.h"

/*
 * Files that a sandbox may read for a session only. One that a person chooses in the file chooser it may read for good:
 * so the same file is chosen once more, and keeps its id, its path and its uses.
 */

static void
on_looked_at (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryItem) item = mediary_service_refresh_item_finish (MEDIARY_SERVICE (object), result, &error);

  if (item == NULL)
    g_debug ("Looking at a file that was chosen: %s", error->message);
  mediary_item_details_update (self->details);
}

static void
say_other (MediaryWindow *self, MediaryItem *item)
{
  /* Translators: %s is the name of a file; another one was chosen */
  g_autofree char *sentence = g_strdup_printf (_("That is another file. Choose “%s”"), mediary_item_get_display_name (item));

  mediary_window_toast (self, sentence, NULL, NULL);
}

static gboolean
is_called_the_same (const char *path, const char *other)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *other_name = g_path_get_basename (other);

  return g_str_equal (name, other_name);
}

/* The dialog is modal: what was shown then is shown now. */
static void
on_chosen_again (GSList *files, gpointer user_data)
{
  MediaryWindow *self = user_data;
  MediaryItem   *item = mediary_item_details_get_item (self->details);
  const char    *chosen = files != NULL ? g_file_peek_path (files->data) : NULL;

  if (chosen == NULL || item == NULL || self->service == NULL)
    return;

  if (!is_called_the_same (mediary_item_get_path (item), chosen)) {
    say_other (self, item);
    return;
  }

  mediary_service_lend_file (self->service, mediary_item_get_path (item), chosen, TRUE);
  mediary_service_refresh_item_async (self->service, mediary_item_get_id (item), NULL, on_looked_at, g_object_ref (self));
}

/* Of the file whose details are shown. */
void
mediary_window_keep_access (MediaryWindow *self)
{
  MediaryItem *item = mediary_item_details_get_item (self->details);
  g_autoptr (GFile) file = item != NULL ? mediary_item_dup_file (item) : NULL;

  if (file != NULL)
    mediary_dialogs_choose_again (GTK_WINDOW (self), file, on_chosen_again, self);
}
