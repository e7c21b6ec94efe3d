/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app-test.h"
#include "view/mediary-check-in-bar.h"

/* The line that tells how far check-ins are, and what a screen reader is told of it. */

/* How far each check-in is: what the library would say is said here, since it is as fast as the machine. */
static guint    n_found;
static guint    n_done;
static gboolean counting;

guint    __wrap_mediary_check_in_job_get_n_found (MediaryCheckInJob *job);
guint    __wrap_mediary_check_in_job_get_n_done (MediaryCheckInJob *job);
gboolean __wrap_mediary_check_in_job_get_counting (MediaryCheckInJob *job);

guint
__wrap_mediary_check_in_job_get_n_found (MediaryCheckInJob *job)
{
  return n_found;
}

guint
__wrap_mediary_check_in_job_get_n_done (MediaryCheckInJob *job)
{
  return n_done;
}

gboolean
__wrap_mediary_check_in_job_get_counting (MediaryCheckInJob *job)
{
  return counting;
}

typedef struct {
  GtkWidget         *window;
  MediaryCheckInBar *bar;
  GString           *told; /* what a screen reader was, a line each */
} Shown;

static GtkLabel *
find_label (GtkWidget *parent, GtkAccessibleRole role)
{
  if (GTK_IS_LABEL (parent) && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (parent)) == role)
    return GTK_LABEL (parent);

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL; child = gtk_widget_get_next_sibling (child)) {
    GtkLabel *found = find_label (child, role);

    if (found != NULL)
      return found;
  }

  return NULL;
}

/* What is not in the window, a screen reader does not see. */
static void
on_told (GtkLabel *label, GParamSpec *pspec, gpointer user_data)
{
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (label)));
  g_string_append_printf (user_data, "%s\n", gtk_label_get_label (label));
}

static Shown
show_bar (void)
{
  Shown shown = { .window = gtk_window_new (), .bar = g_object_new (MEDIARY_TYPE_CHECK_IN_BAR, NULL), .told = g_string_new (NULL) };

  gtk_window_set_child (GTK_WINDOW (shown.window), GTK_WIDGET (shown.bar));
  gtk_window_present (GTK_WINDOW (shown.window));
  mediary_test_wait_until (gtk_widget_get_mapped (GTK_WIDGET (shown.bar)));
  g_signal_connect (find_label (GTK_WIDGET (shown.bar), GTK_ACCESSIBLE_ROLE_STATUS), "notify::label", G_CALLBACK (on_told), shown.told);

  return shown;
}

static void
end (Shown *shown)
{
  gpointer bar = shown->bar;

  g_object_add_weak_pointer (G_OBJECT (bar), &bar);
  gtk_window_destroy (GTK_WINDOW (shown->window));
  mediary_test_wait_until (bar == NULL);
  g_string_free (shown->told, TRUE);
}

static MediaryOutcomes *
new_outcomes (void)
{
  g_autoptr (MediaryCheckInJob) job = mediary_check_in_job_new ("website", "index.html");

  return mediary_outcomes_new (job, NULL);
}

static void
set_progress (MediaryOutcomes *outcomes, guint done, guint found)
{
  n_done = done;
  n_found = found;
  g_object_notify (G_OBJECT (mediary_outcomes_get_job (outcomes)), "n-done");
}

static gboolean
is_revealed (Shown *shown)
{
  return gtk_revealer_get_child_revealed (GTK_REVEALER (app_test_find (GTK_WIDGET (shown->bar), GTK_TYPE_REVEALER)));
}

static void
test_a_screen_reader_is_told_each_quarter (void)
{
  Shown            shown = show_bar ();
  MediaryOutcomes *outcomes = new_outcomes ();

  set_progress (outcomes, 0, 8);
  mediary_check_in_bar_add_job (shown.bar, outcomes);
  mediary_test_wait_until (is_revealed (&shown));
  for (guint done = 1; done <= 8; done++)
    set_progress (outcomes, done, 8);
  g_assert_cmpstr (shown.told->str, ==,
                   "Checking in 0 of 8\nChecking in 2 of 8\nChecking in 4 of 8\nChecking in 6 of 8\nChecking in 8 of 8\n");

  mediary_check_in_bar_remove_job (shown.bar, outcomes);
  mediary_test_wait_until (!is_revealed (&shown));
  mediary_test_finalize (outcomes);
  end (&shown);
}

/* A folder: the first files are all that are known, and soon a few of many. */
static void
test_while_files_are_looked_for_only_the_beginning_is_told (void)
{
  Shown            shown = show_bar ();
  MediaryOutcomes *outcomes = new_outcomes ();

  counting = TRUE;
  set_progress (outcomes, 0, 0);
  mediary_check_in_bar_add_job (shown.bar, outcomes);
  mediary_test_wait_until (is_revealed (&shown));
  set_progress (outcomes, 0, 8);
  set_progress (outcomes, 6, 8);
  set_progress (outcomes, 8, 100);
  counting = FALSE;
  set_progress (outcomes, 40, 100);
  g_assert_cmpstr (shown.told->str, ==, "Checking in 0 of 8\nChecking in 40 of 100\n");

  mediary_check_in_bar_remove_job (shown.bar, outcomes);
  mediary_test_finalize (outcomes);
  end (&shown);
}

static void
test_several_check_ins_are_one_line (void)
{
  Shown            shown = show_bar ();
  MediaryOutcomes *first = new_outcomes ();
  MediaryOutcomes *second = new_outcomes ();
  GtkLabel        *line = find_label (GTK_WIDGET (shown.bar), GTK_ACCESSIBLE_ROLE_LABEL);

  mediary_check_in_bar_add_job (shown.bar, first);
  mediary_check_in_bar_add_job (shown.bar, second);
  set_progress (first, 3, 8);
  g_assert_cmpstr (gtk_label_get_label (line), ==, "2 check-ins, 6 of 16");

  mediary_check_in_bar_remove_job (shown.bar, first);
  g_assert_cmpstr (gtk_label_get_label (line), ==, "Checking in 3 of 8");

  mediary_check_in_bar_remove_job (shown.bar, second);
  mediary_test_finalize (first);
  mediary_test_finalize (second);
  end (&shown);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/check-in-bar/a-screen-reader-is-told-each-quarter", test_a_screen_reader_is_told_each_quarter);
  g_test_add_func ("/check-in-bar/while-files-are-looked-for-only-the-beginning-is-told", test_while_files_are_looked_for_only_the_beginning_is_told);
  g_test_add_func ("/check-in-bar/several-check-ins-are-one-line", test_several_check_ins_are_one_line);

  return g_test_run ();
}
