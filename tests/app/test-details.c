/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"
#include "view/mediary-item-details-private.h"
#include "view/mediary-preview.h"
#include "view/mediary-thumbnail-pile.h"

/* What the pane beside the files says of those that are selected. */

static void
test_several_selected_files_are_summed_up (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with_apps (test);

  app_test_activate (window, "select-all");
  mediary_test_wait_until (app_test_says (GTK_WIDGET (window->details), "3 images"));
  g_assert_true (app_test_says (GTK_WIDGET (window->details), "3 Files Selected"));
  mediary_test_wait_until (app_test_says (GTK_WIDGET (window->details), "2 documents"));
  g_assert_true (app_test_says (GTK_WIDGET (window->details), "No Known Use"));

  app_test_close_window (window);
}

static void
test_several_files_lie_on_a_pile (MediaryTest *test)
{
  MediaryWindow *window = app_test_open_window_with (test, 2);

  app_test_select_all (window);
  mediary_test_wait_until (app_test_find (GTK_WIDGET (window->details), GTK_TYPE_PICTURE) != NULL);
  mediary_test_wait_until (window->selected_items != NULL && window->selected_items->len == 2);
  g_assert_nonnull (app_test_find (GTK_WIDGET (window->details), MEDIARY_TYPE_THUMBNAIL_PILE));
  app_test_close_window (window);
}

static gboolean
tells_documents (MediaryWindow *window, const char *text)
{
  AdwActionRow *row = window->details->used_in_row;

  return gtk_widget_get_visible (GTK_WIDGET (row)) && g_str_equal (adw_action_row_get_subtitle (row), text);
}

/* Four uses; a document that uses two of the files is one. */
static void
test_several_files_tell_in_how_many_documents_they_are (MediaryTest *test)
{
  MediaryWindow *window;

  app_test_check_in (test, "a.png", "website", "index.html");
  app_test_check_in (test, "b.png", "website", "index.html");
  app_test_check_in (test, "c.png", "website", "index.html");
  app_test_check_in (test, "c.png", "website", "about.html");
  window = app_test_open_window_showing (test, 3);
  app_test_select_all (window);
  mediary_test_wait_until (tells_documents (window, "2 documents"));

  gtk_selection_model_unselect_item (GTK_SELECTION_MODEL (window->selection), 2);
  mediary_test_wait_until (tells_documents (window, "1 document"));

  app_test_check_in (test, "a.png", "website", "news.html");
  app_test_select_all (window);
  mediary_test_wait_until (tells_documents (window, "3 documents"));
  app_test_close_window (window);
}

static int
get_preview_width (MediaryWindow *window)
{
  GtkWidget    *preview = app_test_find (GTK_WIDGET (window->details), MEDIARY_TYPE_PREVIEW);
  GtkWidget    *picture = preview != NULL ? app_test_find (preview, GTK_TYPE_PICTURE) : NULL;
  GdkPaintable *paintable = picture != NULL ? gtk_picture_get_paintable (GTK_PICTURE (picture)) : NULL;

  return paintable != NULL ? gdk_paintable_get_intrinsic_width (paintable) : 0;
}

/* The tile’s picture at first; then one that the extractor has drawn as large as the pane needs it. */
static void
test_a_preview_becomes_sharp (MediaryTest *test)
{
  MediaryWindow   *window;
  g_autofree char *path = mediary_test_make_png (test, "a.png", 900, 600);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, "website", "index.html");

  g_assert_nonnull (reference);
  window = app_test_open_window_showing (test, 1);
  app_test_select_all (window);
  mediary_test_wait_until (get_preview_width (window) == 512 * gtk_widget_get_scale_factor (GTK_WIDGET (window)));
  app_test_close_window (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  mediary_test_add ("/details/several-selected-files-are-summed-up", test_several_selected_files_are_summed_up);
  mediary_test_add ("/details/several-files-lie-on-a-pile", test_several_files_lie_on_a_pile);
  mediary_test_add ("/details/several-files-tell-in-how-many-documents-they-are", test_several_files_tell_in_how_many_documents_they_are);
  mediary_test_add ("/details/a-preview-becomes-sharp", test_a_preview_becomes_sharp);

  return g_test_run ();
}
