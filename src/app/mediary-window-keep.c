/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-dialogs.h"
#include "mediary-portal-keep.h"
#include "mediary-window-private.h"

/*
 * Files that a sandbox may read for a session only. What a person chooses in the file chooser it may read for good: so the
 * same file is chosen once more, or a folder it is in, and keeps its id, its path and its uses.
 */

typedef struct {
  MediaryWindow *window;
  MediaryItem   *item; /* (nullable): the one that is meant */
  GFile         *chosen;
} Wish;

static void
wish_free (Wish *wish)
{
  g_object_unref (wish->window);
  g_clear_object (&wish->item);
  g_object_unref (wish->chosen);
  g_free (wish);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static char *
dup_refusal (const Wish *wish)
{
  g_autofree char *folder = g_file_get_basename (wish->chosen);
  g_autofree char *shown = g_filename_display_name (folder);

  if (wish->item != NULL)
    /* Translators: %s is the name of a file; another one was chosen */
    return g_strdup_printf (_("That is another file. Choose “%s”"), mediary_item_get_display_name (wish->item));

  /* Translators: %s is the name of a folder that was chosen */
  return g_strdup_printf (_("None of the lent files is in “%s”. Choose the folder they are in"), shown);
}

static void
on_kept (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) wish = user_data;
  g_autoptr (GError) error = NULL;
  gssize           n_kept = mediary_portal_keep_finish (result, &error);
  g_autofree char *sentence = NULL;

  if (error != NULL)
    g_debug ("Keeping access: %s", error->message);
  if (n_kept > 0)
    /* Translators: %u files were lent to the sandbox, and can now be read for good */
    sentence = g_strdup_printf (ngettext ("Mediary may read %'u file from now on", "Mediary may read %'u files from now on", (gulong) n_kept), (guint) n_kept);
  else
    sentence = dup_refusal (wish);
  mediary_window_toast (wish->window, sentence, NULL, NULL);
}

static void
keep (MediaryWindow *self, MediaryItem *item, GFile *chosen)
{
  Wish *wish;

  if (self->service == NULL || g_file_peek_path (chosen) == NULL)
    return;

  wish = g_new0 (Wish, 1);
  wish->window = g_object_ref (self);
  g_set_object (&wish->item, item);
  wish->chosen = g_object_ref (chosen);
  mediary_portal_keep_async (self->service, item, chosen, on_kept, wish);
}

/* The dialog is modal: what was shown then is shown now. */
static void
on_chosen_again (GSList *files, gpointer user_data)
{
  MediaryWindow *self = user_data;
  MediaryItem   *item = mediary_item_details_get_item (self->details);

  if (files != NULL && item != NULL)
    keep (self, item, files->data);
}

/* To the file whose details are shown. */
void
mediary_window_keep_access (MediaryWindow *self)
{
  MediaryItem *item = mediary_item_details_get_item (self->details);

  if (item != NULL)
    mediary_dialogs_choose_again (GTK_WINDOW (self), item, on_chosen_again, self);
}

static void
on_folder_chosen (GSList *files, gpointer user_data)
{
  if (files != NULL)
    keep (user_data, NULL, files->data);
}

static GFile *
dup_folder_of_first (MediaryWindow *self)
{
  g_autoptr (MediaryLazyItem) first = self->list != NULL ? g_list_model_get_item (G_LIST_MODEL (self->list), 0) : NULL;
  MediaryItem *item = first != NULL ? mediary_lazy_item_get_item (first) : NULL;
  g_autoptr (GFile) file = item != NULL ? mediary_item_dup_file (item) : NULL;

  return file != NULL ? g_file_get_parent (file) : NULL;
}

/* To all lent files that are in a folder. */
void
mediary_window_keep_access_to_folder (MediaryWindow *self)
{
  g_autoptr (GFile) folder = dup_folder_of_first (self);

  mediary_dialogs_choose_lent_folder (GTK_WINDOW (self), folder, on_folder_chosen, self);
}
