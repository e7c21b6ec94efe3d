/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "mediary-window-private.h"
#include "model/mediary-suggestions.h"

/* Files that a person gives, by whatever way: who uses them, and whether that has to be asked. */

/* Of the files, those on this computer; the number of the others is told. */
static GSList *
keep_local (GSList *files, guint *n_remote)
{
  GSList *local = NULL;

  *n_remote = 0;
  for (; files != NULL; files = files->next) {
    if (g_file_peek_path (files->data) != NULL)
      local = g_slist_prepend (local, files->data);
    else
      (*n_remote)++;
  }

  return g_slist_reverse (local);
}

static void
say_remote (MediaryWindow *self, guint n_remote, gboolean any_local)
{
  g_autofree char *text = NULL;

  if (!any_local) {
    mediary_window_toast (self, _("Only files on this computer or in a mounted folder can be checked in"), NULL, NULL);
    return;
  }

  /* Translators: of several files that were dropped, this many are links to another computer */
  text = g_strdup_printf (ngettext ("%'u file is not on this computer and was left out", "%'u files are not on this computer and were left out", n_remote), n_remote);
  mediary_window_toast (self, text, NULL, NULL);
}

/* Who uses files dropped on what is shown now; the document is missing where an app is shown. */
static const MediaryDestination *
get_target_of_place (MediaryWindow *self)
{
  return self->place != NULL ? mediary_place_get_destination (self->place) : NULL;
}

/* Those that can be checked in; the others are told. */
static GSList *
take_local (MediaryWindow *self, GSList *files)
{
  guint   n_remote;
  GSList *local = keep_local (files, &n_remote);

  g_debug ("Received %u files", g_slist_length (files));

  if (files == NULL)
    mediary_window_toast (self, _("No file arrived. Copy the files and paste them here instead"), NULL, NULL);
  else if (n_remote > 0)
    say_remote (self, n_remote, local != NULL);

  if (self->service == NULL)
    g_clear_pointer (&local, g_slist_free);

  return local;
}

typedef struct {
  MediaryWindow *window;
  GSList        *files; /* of GFile */
} Guess;

static void
on_guessed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Guess *guess = user_data;
  g_autoptr (MediaryWindow) self = guess->window;
  g_autoptr (GPtrArray) suggestions = mediary_suggestions_load_finish (result, NULL);
  g_autoptr (MediaryDestination) own = mediary_destination_new_own ();
  MediarySuggestion *first = suggestions != NULL && suggestions->len > 0 ? suggestions->pdata[0] : NULL;

  if (self->service != NULL)
    mediary_window_check_in (self, guess->files, first != NULL && first->likely ? first->destination : own,
                             g_settings_get_boolean (self->settings, "include-subfolders"));
  g_slist_free_full (guess->files, g_object_unref);
}

/* For those who never want to be asked. The word afterwards says where. */
static void
guess_destination (MediaryWindow *self, GSList *files)
{
  Guess *guess = g_new0 (Guess, 1);

  guess->window = g_object_ref (self);
  guess->files = g_slist_copy_deep (files, (GCopyFunc) g_object_ref, NULL);
  mediary_suggestions_load_async (self->service, files, NULL, NULL, on_guessed, guess);
}

/* Where the document is clear nothing is asked; where it is not, the preference says whether a guess is good enough. */
static void
check_in_or_ask (MediaryWindow *self, GSList *files, const MediaryDestination *target)
{
  g_autofree char          *preference = g_settings_get_string (self->settings, "ask-destination");
  const MediaryDestination *guess = target != NULL ? target : self->last_destination;
  gboolean explicit = mediary_destination_is_document (target);
  gboolean never = g_str_equal (preference, "never");

  if ((explicit && !g_str_equal (preference, "always")) || (never && mediary_destination_is_document (guess)))
    mediary_window_check_in (self, files, guess, g_settings_get_boolean (self->settings, "include-subfolders"));
  else if (never && target == NULL)
    guess_destination (self, files);
  else
    mediary_window_ask_where_used (self, files, guess);
}

/**
 * mediary_window_receive_files:
 * @self: a window
 * @files: (element-type GFile): files that were dropped, pasted or chosen
 * @target: (nullable): the app or document they were dropped on; %NULL for the window itself
 *
 * Checks the files in where it is clear who uses them, and asks where it is not. Never fails as a whole: what cannot
 * be checked in is told.
 */
void
mediary_window_receive_files (MediaryWindow *self, GSList *files, const MediaryDestination *target)
{
  g_autoptr (GSList) local = take_local (self, files);

  if (local == NULL)
    return;

  if (target == NULL)
    target = get_target_of_place (self);

  check_in_or_ask (self, local, target);
}

/**
 * mediary_window_receive_files_for_place:
 * @self: a window
 * @files: (element-type GFile): files that were dropped
 * @place: the row of the sidebar they were dropped on
 *
 * The same, for files whose app or document is that of a row. One without either asks, whatever is shown beside it.
 */
void
mediary_window_receive_files_for_place (MediaryWindow *self, GSList *files, MediaryPlace *place)
{
  g_autoptr (GSList) local = NULL;

  if (mediary_place_get_destination (place) != NULL) {
    mediary_window_receive_files (self, files, mediary_place_get_destination (place));
    return;
  }

  local = take_local (self, files);
  if (local != NULL && mediary_place_get_kind (place) == MEDIARY_PLACE_NEW_DOCUMENT)
    mediary_window_ask_for_document (self, local);
  else if (local != NULL)
    check_in_or_ask (self, local, NULL);
}

static void
on_clipboard_read (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (object), result, &error);

  if (value != NULL) {
    mediary_window_receive_pasted (self, g_value_get_boxed (value));
    return;
  }

  g_debug ("Reading the clipboard: %s", error->message);
  mediary_window_toast (self, _("There are no copied files to paste"), NULL, NULL);
}

void
mediary_window_paste (MediaryWindow *self)
{
  gdk_clipboard_read_value_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                  on_clipboard_read, g_object_ref (self));
}
