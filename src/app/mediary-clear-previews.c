/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-clear-previews.h"

#include <glib/gi18n.h>

#include "mediary-dialogs.h"
#include "mediary-words.h"

/*
 * The pictures that Mediary made of files and put into the desktop’s store, where a file manager finds them too. They cannot be
 * had back, only made again, so it is said how many they are, and asked.
 */

typedef struct {
  AdwPreferencesWindow *window;
  MediaryService       *service;
} Clearing;

static void
clearing_free (Clearing *clearing)
{
  g_object_unref (clearing->window);
  g_object_unref (clearing->service);
  g_free (clearing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Clearing, clearing_free)

static void
say (AdwPreferencesWindow *window, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_preferences_window_add_toast (window, adw_toast_new (escaped));
}

static void
on_cleared (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Clearing) clearing = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  guint            n_previews;

  if (!mediary_service_clear_thumbnails_finish (MEDIARY_SERVICE (object), result, &n_previews, NULL, &error)) {
    say (clearing->window, mediary_words_for_error (error));
    return;
  }

  /* Translators: the number of previews that were removed */
  sentence = g_strdup_printf (ngettext ("%'u preview removed", "%'u previews removed", n_previews), n_previews);
  say (clearing->window, sentence);
}

static void
on_answered (MediaryAnswer answer, gpointer user_data)
{
  g_autoptr (Clearing) clearing = user_data;
  MediaryService *service = clearing->service;

  if (answer == MEDIARY_ANSWER_DO)
    mediary_service_clear_thumbnails_async (service, NULL, on_cleared, g_steal_pointer (&clearing));
}

static void
on_counted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Clearing) clearing = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *size = NULL;
  g_autofree char *body = NULL;
  guint            n_previews;
  guint64          n_bytes;

  if (!mediary_service_count_thumbnails_finish (MEDIARY_SERVICE (object), result, &n_previews, &n_bytes, &error)) {
    say (clearing->window, mediary_words_for_error (error));
    return;
  }

  if (n_previews == 0) {
    say (clearing->window, _("There are no previews that Mediary made"));
    return;
  }

  size = g_format_size (n_bytes);
  /* Translators: how many previews, and their size: “36 previews … 1.2 MB” */
  body = g_strdup_printf (ngettext ("Mediary made %'u preview, which takes %s. It makes it again when its file is in sight. What other apps made stays.",
                                    "Mediary made %'u previews, which take %s. It makes them again when their files are in sight. What other apps made stays.",
                                    n_previews),
                          n_previews, size);
  mediary_dialogs_ask (GTK_WINDOW (clearing->window), _("Clear Mediary’s Previews?"), body, NULL, _("_Clear"), on_answered, clearing);
  g_steal_pointer (&clearing); /* by the answer */
}

/* Says how much there is, and asks, in front of @window. */
void
mediary_clear_previews (AdwPreferencesWindow *window, MediaryService *service)
{
  Clearing *clearing = g_new0 (Clearing, 1);

  clearing->window = g_object_ref (window);
  clearing->service = g_object_ref (service);
  mediary_service_count_thumbnails_async (service, NULL, on_counted, clearing);
}
