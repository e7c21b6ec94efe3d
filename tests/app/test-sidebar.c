/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "mediary-test.h"
#include "model/mediary-documents.h"
#include "model/mediary-sidebar.h"

static MediaryPlace *
dup_place (MediarySidebar *sidebar, guint position)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (mediary_sidebar_get_rows (sidebar), position);

  return row != NULL ? gtk_tree_list_row_get_item (row) : NULL;
}

static guint
find (MediarySidebar *sidebar, const char *title)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (mediary_sidebar_get_rows (sidebar)));

  for (guint i = 0; i < n_rows; i++) {
    g_autoptr (MediaryPlace) place = dup_place (sidebar, i);

    if (g_str_equal (mediary_place_get_title (place), title))
      return i;
  }

  return GTK_INVALID_LIST_POSITION;
}

static gint64
count (MediarySidebar *sidebar, const char *title)
{
  g_autoptr (MediaryPlace) place = dup_place (sidebar, find (sidebar, title));

  return place != NULL ? mediary_place_get_count (place) : MEDIARY_PLACE_COUNT_UNKNOWN;
}

static void
check_in (MediaryTest *test, const char *name, const char *module_name, const char *artifact_name)
{
  g_autofree char *path = mediary_test_make_png (test, name, 8, 8);
  g_autoptr (MediaryReference) reference = mediary_test_check_in (test, path, module_name, artifact_name);

  g_assert_nonnull (reference);
}

static MediarySidebar *
new_sidebar (MediaryTest *test)
{
  MediarySidebar *sidebar = mediary_sidebar_new ();

  mediary_sidebar_set_service (sidebar, test->service);

  return sidebar;
}

/* Answers that are under way hold both. */
static void
end (MediarySidebar *sidebar)
{
  mediary_sidebar_set_service (sidebar, NULL);
  mediary_test_finalize (sidebar);
}

static void
test_places_have_counts (MediaryTest *test)
{
  MediarySidebar *sidebar;

  check_in (test, "a.png", "website", "index.html");
  check_in (test, "b.png", MEDIARY_NO_DOCUMENT_MODULE, MEDIARY_NO_DOCUMENT_ARTIFACT);
  sidebar = new_sidebar (test);

  mediary_test_wait_until (count (sidebar, "All Media") == 2);
  mediary_test_wait_until (count (sidebar, "No Known Use") == 1);
  mediary_test_wait_until (count (sidebar, "Images") == 2);
  mediary_test_wait_until (count (sidebar, "Video") == 0);
  mediary_test_wait_until (count (sidebar, "website") == 1);
  g_assert_cmpuint (find (sidebar, "index.html"), ==, GTK_INVALID_LIST_POSITION);

  end (sidebar);
}

static void
test_a_new_use_is_counted_and_nothing_closes (MediaryTest *test)
{
  MediarySidebar *sidebar;
  g_autoptr (MediaryDestination) index = mediary_destination_new ("website", "index.html");
  g_autoptr (GtkTreeListRow) row = NULL;

  check_in (test, "a.png", "website", "index.html");
  sidebar = new_sidebar (test);
  mediary_test_wait_until (find (sidebar, "website") != GTK_INVALID_LIST_POSITION);
  mediary_sidebar_reveal (sidebar, index);
  mediary_test_wait_until (count (sidebar, "index.html") == 1);
  row = gtk_tree_list_model_get_row (mediary_sidebar_get_rows (sidebar), find (sidebar, "website"));

  check_in (test, "b.png", "website", "index.html");
  check_in (test, "b.png", "website", "about.html");
  check_in (test, "b.png", "another", "one");

  mediary_test_wait_until (count (sidebar, "index.html") == 2);
  mediary_test_wait_until (count (sidebar, "about.html") == 1);
  mediary_test_wait_until (count (sidebar, "another") == 1);
  g_assert_true (gtk_tree_list_row_get_expanded (row));
  g_assert_cmpuint (find (sidebar, "another"), <, find (sidebar, "website"));

  g_clear_object (&row);
  end (sidebar);
}

static void
test_revealing_a_document_opens_its_app (MediaryTest *test)
{
  MediarySidebar *sidebar;
  g_autoptr (MediaryDestination) about = mediary_destination_new ("website", "about.html");
  g_autoptr (MediaryPlace) place = NULL;
  guint position;

  check_in (test, "a.png", "website", "index.html");
  check_in (test, "a.png", "website", "about.html");
  sidebar = new_sidebar (test);
  mediary_test_wait_until (find (sidebar, "website") != GTK_INVALID_LIST_POSITION);

  position = mediary_sidebar_reveal (sidebar, about);
  place = dup_place (sidebar, position);
  g_assert_cmpstr (mediary_place_get_title (place), ==, "about.html");
  mediary_test_wait_until (count (sidebar, "index.html") == 1);
  g_assert_cmpuint (mediary_sidebar_find_place (sidebar, place), !=, GTK_INVALID_LIST_POSITION);

  g_clear_object (&place);
  end (sidebar);
}

static void
test_a_document_without_files_goes (MediaryTest *test)
{
  MediarySidebar *sidebar;
  g_autoptr (MediaryDestination) about = mediary_destination_new ("website", "about.html");
  g_autofree char *path = mediary_test_make_png (test, "a.png", 8, 8);
  g_autoptr (MediaryReference) kept = mediary_test_check_in (test, path, "website", "index.html");
  g_autoptr (MediaryReference) removed = mediary_test_check_in (test, path, "website", "about.html");

  sidebar = new_sidebar (test);
  mediary_test_wait_until (find (sidebar, "website") != GTK_INVALID_LIST_POSITION);
  mediary_sidebar_reveal (sidebar, about);
  mediary_test_wait_until (count (sidebar, "index.html") == 1);

  g_assert_true (mediary_service_remove_reference (test->service, mediary_reference_get_id (removed), NULL, NULL));
  mediary_test_wait_until (find (sidebar, "about.html") == GTK_INVALID_LIST_POSITION);
  g_assert_cmpuint (find (sidebar, "index.html"), !=, GTK_INVALID_LIST_POSITION);

  end (sidebar);
}

static void
test_problems_have_a_place_while_there_are_any (MediaryTest *test)
{
  MediarySidebar  *sidebar;
  g_autofree char *path = mediary_test_make_png (test, "a.png", 8, 8);
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "website", "index.html");
  g_autoptr (MediaryReference) second = NULL;
  g_autoptr (MediaryReference) third = NULL;
  g_autofree char *again = NULL;

  sidebar = new_sidebar (test);
  mediary_test_wait_until (count (sidebar, "All Media") == 1);
  g_assert_cmpuint (find (sidebar, "Not Found"), ==, GTK_INVALID_LIST_POSITION);
  g_assert_cmpuint (find (sidebar, "Needs Attention"), ==, GTK_INVALID_LIST_POSITION);

  g_assert_cmpint (g_unlink (path), ==, 0);
  second = mediary_test_check_in (test, path, "website", "about.html");
  mediary_test_wait_until (count (sidebar, "Not Found") == 1);
  g_assert_cmpuint (find (sidebar, "Needs Attention") + 1, ==, find (sidebar, "Not Found"));
  g_assert_cmpuint (find (sidebar, "No Access"), ==, GTK_INVALID_LIST_POSITION);

  again = mediary_test_make_png (test, "a.png", 8, 8);
  third = mediary_test_check_in (test, again, "website", "contact.html");
  mediary_test_wait_until (find (sidebar, "Not Found") == GTK_INVALID_LIST_POSITION);
  g_assert_cmpuint (find (sidebar, "Needs Attention"), ==, GTK_INVALID_LIST_POSITION);

  end (sidebar);
}

static void
test_the_place_that_is_looked_at_stays (MediaryTest *test)
{
  MediarySidebar  *sidebar;
  g_autofree char *path = mediary_test_make_png (test, "a.png", 8, 8);
  g_autoptr (MediaryReference) first = mediary_test_check_in (test, path, "website", "index.html");
  g_autoptr (MediaryReference) second = NULL;
  g_autoptr (MediaryReference) third = NULL;
  g_autoptr (MediaryPlace) place = NULL;
  g_autofree char *again = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  second = mediary_test_check_in (test, path, "website", "about.html");
  sidebar = new_sidebar (test);
  mediary_test_wait_until (count (sidebar, "Not Found") == 1);
  place = dup_place (sidebar, find (sidebar, "Not Found"));
  mediary_sidebar_set_selected (sidebar, place);

  again = mediary_test_make_png (test, "a.png", 8, 8);
  third = mediary_test_check_in (test, again, "website", "contact.html");
  mediary_test_wait_until (count (sidebar, "Not Found") == 0);
  mediary_sidebar_set_selected (sidebar, NULL);
  g_assert_cmpuint (find (sidebar, "Not Found"), ==, GTK_INVALID_LIST_POSITION);

  g_clear_object (&place);
  end (sidebar);
}

static void
test_a_document_that_is_looked_at_stays_without_files (MediaryTest *test)
{
  MediarySidebar *sidebar;
  g_autoptr (MediaryDestination) about = mediary_destination_new ("website", "about.html");
  g_autofree char *path = mediary_test_make_png (test, "a.png", 8, 8);
  g_autoptr (MediaryReference) removed = mediary_test_check_in (test, path, "website", "about.html");
  g_autoptr (MediaryReference) added = NULL;
  g_autoptr (MediaryPlace) document = NULL;

  sidebar = new_sidebar (test);
  mediary_test_wait_until (find (sidebar, "website") != GTK_INVALID_LIST_POSITION);
  document = dup_place (sidebar, mediary_sidebar_reveal (sidebar, about));
  mediary_sidebar_set_selected (sidebar, document);
  mediary_test_wait_until (mediary_place_get_count (document) == 1);

  /* The last file of the app's last document. */
  g_assert_true (mediary_service_remove_reference (test->service, mediary_reference_get_id (removed), NULL, NULL));
  mediary_test_wait_until (count (sidebar, "about.html") == 0);
  g_assert_cmpint (count (sidebar, "website"), ==, 0);

  added = mediary_test_check_in (test, path, "website", "about.html");
  mediary_test_wait_until (count (sidebar, "website") == 1 && mediary_place_get_count (document) == 1);

  g_assert_true (mediary_service_remove_reference (test->service, mediary_reference_get_id (added), NULL, NULL));
  mediary_test_wait_until (count (sidebar, "website") == 0);
  mediary_sidebar_set_selected (sidebar, NULL);
  mediary_test_wait_until (find (sidebar, "website") == GTK_INVALID_LIST_POSITION);

  g_clear_object (&document);
  end (sidebar);
}

static void
test_the_rest_of_many_documents_is_asked_for (MediaryTest *test)
{
  MediarySidebar *sidebar;
  g_autoptr (MediaryPlace) app = NULL;
  g_autoptr (MediaryPlace) more = NULL;
  g_autoptr (GtkTreeListRow) row = NULL;
  GListModel *documents;

  for (guint i = 0; i < MEDIARY_DOCUMENTS_SHOWN + 4; i++) {
    g_autofree char *name = g_strdup_printf ("page %u", i);

    check_in (test, "a.png", "website", name);
  }
  sidebar = new_sidebar (test);
  mediary_test_wait_until (find (sidebar, "website") != GTK_INVALID_LIST_POSITION);
  app = dup_place (sidebar, find (sidebar, "website"));
  row = gtk_tree_list_model_get_row (mediary_sidebar_get_rows (sidebar), find (sidebar, "website"));
  gtk_tree_list_row_set_expanded (row, TRUE);
  documents = G_LIST_MODEL (mediary_place_get_documents (app));
  g_assert_cmpuint (g_list_model_get_n_items (documents), ==, 0); /* none before they are asked for */

  mediary_sidebar_load_documents (sidebar, app);
  mediary_test_wait_until (g_list_model_get_n_items (documents) == MEDIARY_DOCUMENTS_SHOWN + 1);
  more = g_list_model_get_item (documents, MEDIARY_DOCUMENTS_SHOWN);
  g_assert_cmpstr (mediary_place_get_title (more), ==, "Show All 54…");
  g_assert_false (mediary_place_takes_files (more));

  mediary_sidebar_show_all_documents (sidebar, more);
  mediary_test_wait_until (g_list_model_get_n_items (documents) == MEDIARY_DOCUMENTS_SHOWN + 4);
  g_assert_cmpuint (find (sidebar, "Show All 54…"), ==, GTK_INVALID_LIST_POSITION);

  g_clear_object (&more);
  g_clear_object (&row);
  end (sidebar);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  mediary_test_add ("/sidebar/places-have-counts", test_places_have_counts);
  mediary_test_add ("/sidebar/a-new-use-is-counted-and-nothing-closes", test_a_new_use_is_counted_and_nothing_closes);
  mediary_test_add ("/sidebar/revealing-a-document-opens-its-app", test_revealing_a_document_opens_its_app);
  mediary_test_add ("/sidebar/a-document-without-files-goes", test_a_document_without_files_goes);
  mediary_test_add ("/sidebar/problems-have-a-place-while-there-are-any", test_problems_have_a_place_while_there_are_any);
  mediary_test_add ("/sidebar/the-place-that-is-looked-at-stays", test_the_place_that_is_looked_at_stays);
  mediary_test_add ("/sidebar/a-document-that-is-looked-at-stays-without-files", test_a_document_that_is_looked_at_stays_without_files);
  mediary_test_add ("/sidebar/the-rest-of-many-documents-is-asked-for", test_the_rest_of_many_documents_is_asked_for);

  return g_test_run ();
}
