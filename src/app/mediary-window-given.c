/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-dialogs.h"
#include "mediary-portal.h"
#include "mediary-window-private.h"

/* Files that were chosen, pasted or opened: in a sandbox, what they are called outside has to be found first. */

typedef void (*GivenFunc) (MediaryWindow *self,
                           GSList        *files);

typedef struct {
  MediaryWindow *window;
  GivenFunc      func;
} Given;

static void
on_paths_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autofree Given *given = user_data;
  g_autoptr (MediaryWindow) self = given->window;
  GSList *files = mediary_portal_files_finish (result, NULL);

  given->func (self, files);
  g_slist_free_full (files, g_object_unref);
}

static void
find_paths (MediaryWindow *self, GSList *files, gboolean lasts, GivenFunc func)
{
  Given *given;

  if (!mediary_portal_is_sandboxed () || self->service == NULL) {
    func (self, files);
    return;
  }

  given = g_new0 (Given, 1);
  given->window = g_object_ref (self);
  given->func = func;
  mediary_portal_find_paths_async (self->service, files, lasts, NULL, on_paths_found, given);
}

static void
receive (MediaryWindow *self, GSList *files)
{
  mediary_window_receive_files (self, files, NULL);
}

/**
 * mediary_window_receive_chosen:
 * @self: a window
 * @files: (element-type GFile): files from the file chooser, which a sandbox may read for good
 *
 * Does what mediary_window_receive_files() does.
 */
void
mediary_window_receive_chosen (MediaryWindow *self, GSList *files)
{
  find_paths (self, files, TRUE, receive);
}

static void
on_files_chosen (GSList *files, gpointer user_data)
{
  mediary_window_receive_chosen (user_data, files);
}

void
mediary_window_choose_files (MediaryWindow *self)
{
  mediary_dialogs_choose_files (GTK_WINDOW (self), on_files_chosen, self);
}

void
mediary_window_choose_folder (MediaryWindow *self)
{
  mediary_dialogs_choose_folder (GTK_WINDOW (self), on_files_chosen, self);
}

/**
 * mediary_window_receive_pasted:
 * @self: a window
 * @files: (element-type GFile): files from the clipboard, which a sandbox may read while the session lasts
 *
 * Does what mediary_window_receive_files() does.
 */
void
mediary_window_receive_pasted (MediaryWindow *self, GSList *files)
{
  find_paths (self, files, FALSE, receive);
}

/* Asks where files are used that a person opened with Mediary. The library is open. */
void
mediary_window_ask_about_opened (MediaryWindow *self, GSList *files)
{
  find_paths (self, files, FALSE, mediary_window_open_local_files);
}
