/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app-test.h"
#include "mediary-words.h"
#include "model/mediary-missing-package.h"
#include "view/mediary-item-details-private.h"
#include "view/mediary-outcome-row.h"

/* Which package is named for a file that could not be read, and where it is not. */

static void
write_sql (MediaryTest *test, const char *sql)
{
  g_autofree char *path = g_build_filename (test->data, "mediary.db", NULL);
  const char      *arguments[] = { "sqlite3", "-cmd", ".timeout 60000", path, sql, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* The picture’s record says that its format has no decoder, whatever this computer has. */
static MediaryItem *
dup_unread (MediaryTest *test, const char *name, const char *content_type)
{
  g_autofree char *path = mediary_test_make_png (test, name, 8, 8);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "website", "index.html");
  g_autofree char *sql = g_strdup_printf ("UPDATE media_items SET metadata = json_object ('size', 8, 'content_type', '%s', 'note', 'no-decoder')"
                                          " WHERE id = '%s'",
                                          content_type, mediary_reference_get_media_item_id (reference));
  g_autoptr (GError) error = NULL;
  MediaryItem *item;

  write_sql (test, sql);
  item = mediary_service_get_item (test->service, mediary_reference_get_media_item_id (reference), NULL, &error);
  g_assert_no_error (error);

  return item;
}

static void
test_a_package_is_named_only_where_it_is_known (MediaryTest *test)
{
  g_assert_cmpstr (mediary_missing_package_for_type ("video/x-ms-wmv", "debian", NULL), ==, "gstreamer1.0-plugins-ugly");
  g_assert_cmpstr (mediary_missing_package_for_type ("audio/x-aiff", "ubuntu", "debian"), ==, "gstreamer1.0-plugins-bad");
  g_assert_cmpstr (mediary_missing_package_for_type ("audio/x-aiff", "linuxmint", "ubuntu debian"), ==, "gstreamer1.0-plugins-bad");
  g_assert_null (mediary_missing_package_for_type ("audio/x-aiff", "fedora", NULL));
  g_assert_null (mediary_missing_package_for_type ("audio/x-aiff", "x", "notdebian"));
  g_assert_null (mediary_missing_package_for_type ("audio/x-aiff", NULL, NULL));
  g_assert_null (mediary_missing_package_for_type ("video/x-matroska", "debian", NULL)); /* its tracks may lack this or that */
  g_assert_null (mediary_missing_package_for_type (NULL, "debian", NULL));

  /* A newer gdk-pixbuf asks glycin, and these packages would not help. */
  g_assert_cmpstr (mediary_missing_package_for_type ("image/heif", "debian", NULL), ==, gdk_pixbuf_minor_version < 43 ? "heif-gdk-pixbuf" : NULL);
  g_assert_cmpstr (mediary_missing_package_for_type ("image/avif", "debian", NULL), ==, gdk_pixbuf_minor_version < 43 ? "libavif-gdk-pixbuf" : NULL);
}

static void
test_only_what_has_no_decoder_needs_one (MediaryTest *test)
{
  g_autofree char *path = mediary_test_make_bytes (test, "damaged.png", "\x89PNG\r\n\x1a\nand then nothing more of it", 34);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "website", "index.html");
  g_autoptr (MediaryItem) damaged = mediary_test_item (test, path);
  g_autoptr (MediaryItem) other = dup_unread (test, "other.png", "image/x-no-such-format");
  g_autofree char *damaged_note = mediary_missing_package_dup_note (damaged);
  g_autofree char *other_note = mediary_missing_package_dup_note (other);
  g_autofree char *usual_note = mediary_words_for_note (other);

  g_assert_null (mediary_missing_package_get (damaged));
  g_assert_true (g_str_has_prefix (damaged_note, "The file is damaged"));
  g_assert_null (mediary_missing_package_get (other));
  g_assert_cmpstr (other_note, ==, usual_note);
}

static void
on_text_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (object), result, NULL);
}

static char *
dup_clipboard (MediaryWindow *window)
{
  char *text = NULL;

  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (window)), NULL, on_text_ready, &text);
  mediary_test_wait_until (text != NULL);

  return text;
}

/* On a system that is no Debian there is nothing to copy, and the sentence is the usual one. */
static gboolean
is_named (MediaryItem *item)
{
  return mediary_missing_package_get (item) != NULL;
}

static void
test_the_details_name_the_package_and_copy_it (MediaryTest *test)
{
  g_autoptr (MediaryItem) item = dup_unread (test, "song.aiff", "audio/x-aiff");
  MediaryWindow   *window = app_test_open_window_showing (test, 1);
  g_autofree char *copied = NULL;
  const char      *title;

  app_test_select (window, 0);
  mediary_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (window->details->notice_row)));
  title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (window->details->notice_row));
  g_assert_cmpint (gtk_widget_get_visible (window->details->copy_package_row), ==, is_named (item));
  g_assert_cmpint (strstr (title, "AIFF files need the package “gstreamer1.0-plugins-bad”.") != NULL, ==, is_named (item));

  if (is_named (item)) {
    gtk_widget_activate (window->details->copy_package_row);
    mediary_test_wait_until (app_test_toast_contains (window, "“gstreamer1.0-plugins-bad” copied"));
    copied = dup_clipboard (window);
    g_assert_cmpstr (copied, ==, "gstreamer1.0-plugins-bad");
  }
  app_test_close_window (window);
}

static gboolean
has_button (GtkWidget *parent, const char *label)
{
  if (GTK_IS_BUTTON (parent))
    return gtk_widget_get_visible (parent) && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (parent)), label) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    if (has_button (child, label))
      return TRUE;
  }

  return FALSE;
}

static void
test_the_last_check_in_names_the_package_too (MediaryTest *test)
{
  g_autoptr (MediaryItem) item = dup_unread (test, "song.aiff", "audio/x-aiff");
  g_autoptr (MediaryOutcomeEntry) entry = mediary_outcome_entry_new_for_item (item);
  g_autoptr (GVariant) variant = g_variant_ref_sink (mediary_outcome_entry_to_variant (entry));
  g_autoptr (MediaryOutcomeEntry) again = mediary_outcome_entry_new_from_variant (variant);
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("website", "index.html");
  g_autoptr (MediaryOutcomes) outcomes = mediary_outcomes_new (job, NULL);
  MediaryWindow *window = app_test_open_window_showing (test, 1);
  GtkWidget     *row = g_object_ref_sink (mediary_outcome_row_new ());

  g_assert_cmpint (mediary_outcome_entry_get_action (again), ==, is_named (item) ? MEDIARY_OUTCOME_ACTION_COPY_PACKAGE : MEDIARY_OUTCOME_ACTION_READ_AGAIN);
  g_assert_cmpint (strstr (mediary_outcome_entry_get_sentence (again), "gstreamer1.0-plugins-bad") != NULL, ==, is_named (item));

  mediary_outcomes_replace (outcomes, again);
  mediary_window_set_outcomes (window, outcomes);
  mediary_outcome_row_set_row (MEDIARY_OUTCOME_ROW (row), again);
  g_assert_cmpint (has_button (row, "Copy Package Name"), ==, is_named (item));
  if (is_named (item)) {
    g_action_group_activate_action (G_ACTION_GROUP (window), "copy-package", g_variant_new_string (mediary_outcome_entry_get_item_id (again)));
    mediary_test_wait_until (app_test_toast_contains (window, "“gstreamer1.0-plugins-bad” copied"));
  }
  g_assert_true (has_button (row, "Try Again")); /* which is what comes next */
  g_assert_cmpint (mediary_outcome_entry_get_action (again), ==, MEDIARY_OUTCOME_ACTION_READ_AGAIN);
  g_object_unref (row);
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/missing-package/a-package-is-named-only-where-it-is-known", test_a_package_is_named_only_where_it_is_known);
  mediary_test_add ("/missing-package/only-what-has-no-decoder-needs-one", test_only_what_has_no_decoder_needs_one);
  mediary_test_add ("/missing-package/the-details-name-the-package-and-copy-it", test_the_details_name_the_package_and_copy_it);
  mediary_test_add ("/missing-package/the-last-check-in-names-the-package-too", test_the_last_check_in_names_the_package_too);

  return g_test_run ();
}
