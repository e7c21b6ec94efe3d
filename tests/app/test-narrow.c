/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include <glib/gi18n.h>

#include "app-test.h"
#include "mediary-dialogs.h"
#include "mediary-shell-private.h"
#include "mediary-words.h"
#include "view/mediary-outcome-row.h"
#include "view/mediary-reference-row.h"

/*
 * What a phone has, or a window beside another: nothing in the window may need more than that, in no language, and with text
 * of twice the size neither. meson.build runs it once for each language.
 */
#define WIDTH 360

/* What the border of a window takes where shadows cannot be drawn. */
#define BORDER 10

static const int sizes_of_text[] = { 96, 192 };

/* No language has words as long as that which nobody speaks. */
static guint
get_n_sizes (void)
{
  return g_strcmp0 (g_getenv ("LANGUAGE"), "en_XA") == 0 ? 1 : G_N_ELEMENTS (sizes_of_text);
}

/* So that all that is too wide is told in one run. */
static guint n_too_wide;

static void
see_it_fits (gpointer widget, const char *what, int dpi, int width)
{
  int minimum;

  for (guint turn = 0; turn < 20; turn++)
    mediary_test_turn ();
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum <= width)
    return;

  g_test_message ("%s at %d dots per inch needs %d:", what, dpi, minimum);
  app_test_say_widths (widget, WIDTH / 2);
  n_too_wide++;
}

/* What is in it has the room within that border; the window, and the newer shell, ask for no less than a phone has. */
static void
see_window_fits (MediaryWindow *window, const char *what, int dpi)
{
  see_it_fits (window->shell->outer, what, dpi, WIDTH - BORDER);
}

/* Asked for again until it is so: the least width shrinks when the sidebar becomes a page. */
static gboolean
has_width (MediaryWindow *window, int width)
{
  gtk_window_set_default_size (GTK_WINDOW (window), width, 640);

  return mediary_shell_get_narrow (window->shell) && gtk_widget_get_width (GTK_WIDGET (window)) <= width;
}

static void
make_narrow (MediaryWindow *window)
{
  mediary_test_wait_until (has_width (window, 560)); /* the sidebar becomes a page, and the header gets room */
  mediary_test_wait_until (has_width (window, WIDTH));
}

/* In GNOME’s font. */
static void
set_size_of_text (int dpi)
{
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", dpi * PANGO_SCALE, "gtk-font-name", "Cantarell 11", NULL);
}

static void
activate (MediaryWindow *window, const char *name, const char *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), name, parameter != NULL ? g_variant_new_string (parameter) : NULL);
}

static void
see_pages_fit (MediaryWindow *window, int dpi)
{
  static const char *const pages[] = { "loading", "failed", "empty", "nothing_wrong", "all_used", "nothing", "no_results", "outcome", "items" };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    gtk_stack_set_visible_child_name (window->content_stack, pages[i]);
    see_window_fits (window, pages[i], dpi);
  }
  activate (window, "view-mode", "list");
  see_window_fits (window, "list", dpi);
  activate (window, "view-mode", "grid");
  see_window_fits (window, "grid", dpi);
}

static void
see_search_fits (MediaryWindow *window, int dpi)
{
  guint n_files = app_test_get_n_shown (window);

  activate (window, "search", NULL);
  gtk_editable_set_text (GTK_EDITABLE (window->search_entry), "website"); /* which is an app, too */
  mediary_test_wait_until (gtk_widget_get_first_child (GTK_WIDGET (window->filter_box)) != NULL);
  g_action_group_change_action_state (G_ACTION_GROUP (window), "filter-type", g_variant_new_string ("image"));
  g_action_group_change_action_state (G_ACTION_GROUP (window), "filter-state", g_variant_new_string ("not-found"));
  see_window_fits (window, "search with filters", dpi);
  activate (window, "remove-filters", NULL);
  activate (window, "escape", NULL);
  activate (window, "escape", NULL);
  mediary_test_wait_until (app_test_get_n_shown (window) == n_files);
}

static void
see_details_fit (MediaryWindow *window, int dpi)
{
  mediary_shell_set_show_details (window->shell, TRUE);
  see_window_fits (window, "no details", dpi);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 0, TRUE);
  mediary_test_wait_until (app_test_find (GTK_WIDGET (window->details), MEDIARY_TYPE_REFERENCE_ROW) != NULL);
  see_window_fits (window, "details", dpi);
  activate (window, "select-all", NULL);
  see_window_fits (window, "details of many", dpi);
  mediary_shell_set_show_details (window->shell, FALSE);
  see_window_fits (window, "several selected", dpi);
  activate (window, "select-none", NULL);
}

/* What comes over the files or below them. */
static void
see_bars_fit (MediaryWindow *window, int dpi)
{
  GtkRevealer *revealer = GTK_REVEALER (app_test_find (GTK_WIDGET (window->check_in_bar), GTK_TYPE_REVEALER));

  gtk_revealer_set_reveal_child (revealer, TRUE);
  see_window_fits (window, "progress", dpi);
  gtk_revealer_set_reveal_child (revealer, FALSE);

  mediary_drop_veil_show (window->drop_veil, "Check in to “a document with a long name”");
  see_window_fits (window, "veil", dpi);
  mediary_drop_veil_hide (window->drop_veil);
}

static void
see_sidebar_fits (MediaryWindow *window, int dpi)
{
  mediary_shell_set_content_visible (window->shell, FALSE);
  see_window_fits (window, "sidebar", dpi);
  mediary_shell_set_content_visible (window->shell, TRUE);
}

static void
check_in_badly (MediaryTest *test, MediaryWindow *window, const MediaryDestination *document)
{
  g_autofree char *text = mediary_test_make_bytes (test, "a text with a name that is longer than most names of texts are.txt", "hello", -1);
  g_autofree char *damaged = mediary_test_make_bytes (test, "damaged.png", "\x89PNG\r\n\x1a\nand then nothing more of it", 34);
  g_autoslist (GFile) files = app_test_list_files (damaged, text, NULL);

  mediary_window_receive_files (window, files, document);
  mediary_test_wait_until (app_test_check_in_is_over (window));
  mediary_window_show_last_check_in (window);
  mediary_test_wait_until (app_test_find (GTK_WIDGET (window->outcome_page), MEDIARY_TYPE_OUTCOME_ROW) != NULL);
}

static void
test_nothing_in_the_window_is_wider_than_a_phone (MediaryTest *test)
{
  g_autoptr (MediaryDestination) document = mediary_destination_new ("a long name of an app", "a name of a document that is longer than most of them");
  MediaryWindow *window;

  n_too_wide = 0;
  app_test_check_in (test, "a picture with a name that is longer than most names of pictures are.png", "website", "index.html");
  app_test_check_in_without_document (test, "b.png");
  window = app_test_open_window_showing (test, 2);
  make_narrow (window);

  for (guint i = 0; i < get_n_sizes (); i++) {
    set_size_of_text (sizes_of_text[i]);
    see_pages_fit (window, sizes_of_text[i]);
    see_search_fits (window, sizes_of_text[i]);
    see_details_fit (window, sizes_of_text[i]);
    see_bars_fit (window, sizes_of_text[i]);
    see_sidebar_fits (window, sizes_of_text[i]);
  }
  check_in_badly (test, window, document);
  see_window_fits (window, "outcome and toast", 0);
  mediary_window_show_destination (window, document);
  see_window_fits (window, "document", 0);
  mediary_test_wait_until (has_width (window, WIDTH) || n_too_wide > 0);

  app_test_close_window (window);
  set_size_of_text (96);
  g_assert_cmpuint (n_too_wide, ==, 0);
}

static GtkWindow *
get_window_in_front (MediaryWindow *window)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) other = g_list_model_get_item (windows, i);

    if (gtk_window_get_transient_for (other) == GTK_WINDOW (window) && gtk_widget_get_mapped (GTK_WIDGET (other)))
      return other; /* GTK keeps it */
  }

  return NULL;
}

/* The messages of the toolkit end the test. */
static void
see_dialog_fits (MediaryWindow *window, const char *what, int dpi)
{
  GtkWindow *dialog;

  mediary_test_wait_until ((dialog = get_window_in_front (window)) != NULL);
  see_it_fits (dialog, what, dpi, WIDTH + BORDER);
  gtk_window_destroy (dialog);
}

static void
see_dialogs_fit (MediaryWindow *window, int dpi)
{
  MediaryApplication *application = MEDIARY_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));

  activate (window, "show-shortcuts", NULL);
  see_dialog_fits (window, "shortcuts", dpi);
  mediary_dialogs_show_preferences (GTK_WINDOW (window), mediary_application_get_settings (application), window->service);
  see_dialog_fits (window, "preferences", dpi);
  mediary_dialogs_show_help (GTK_WINDOW (window));
  see_dialog_fits (window, "help", dpi);
  mediary_dialogs_show_about (GTK_WINDOW (window), 2);
  see_dialog_fits (window, "about", dpi);
  activate (window, "add-use", NULL);
  see_dialog_fits (window, "sheet", dpi);
}

static void
test_no_dialog_is_wider_than_a_phone (MediaryTest *test)
{
  MediaryWindow *window;

  n_too_wide = 0;
  window = app_test_open_window_with (test, 1);
  make_narrow (window);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (window->selection), 0, TRUE);

  for (guint i = 0; i < get_n_sizes (); i++) {
    set_size_of_text (sizes_of_text[i]);
    see_dialogs_fit (window, sizes_of_text[i]);
  }

  app_test_close_window (window);
  set_size_of_text (96);
  g_assert_cmpuint (n_too_wide, ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  textdomain (mediary_words_bind_text_domain ());
  g_test_init (&argc, &argv, NULL);

  mediary_test_add ("/narrow/nothing-in-the-window-is-wider-than-a-phone", test_nothing_in_the_window_is_wider_than_a_phone);
  mediary_test_add ("/narrow/no-dialog-is-wider-than-a-phone", test_no_dialog_is_wider_than_a_phone);

  return g_test_run ();
}
