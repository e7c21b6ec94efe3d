/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gtk/gtk.h>
#include <pango/pangocairo.h>

#include "mediary-test.h"
#include "model/mediary-direction.h"

/* What keeps its order in a window from right to left. Nothing here needs a display. */

static const char *const parts[] = { "Website", "استُخدم مؤخرًا", NULL };

static void
test_nothing_is_added_from_left_to_right (void)
{
  g_autofree char *path = NULL;
  g_autofree char *line = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
  path = mediary_direction_dup_path ("~/صور/2026");
  line = mediary_direction_dup_line (parts);

  g_assert_cmpstr (path, ==, "~/صور/2026");
  g_assert_cmpstr (line, ==, "Website\u00a0· استُخدم مؤخرًا");
}

/* Where the middle of each character is drawn, from the left, by the algorithm that every label uses. */
static void
assert_is_left_of (PangoLayout *layout, const char *left, const char *right)
{
  const char    *text = pango_layout_get_text (layout);
  PangoRectangle left_place, right_place;

  pango_layout_index_to_pos (layout, (int) (strstr (text, left) - text), &left_place);
  pango_layout_index_to_pos (layout, (int) (strstr (text, right) - text), &right_place);
  g_assert_cmpint (left_place.x, <, right_place.x);
}

static PangoLayout *
lay_out (const char *text)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout  *layout;

  pango_context_set_base_dir (context, PANGO_DIRECTION_RTL);
  layout = pango_layout_new (context);
  pango_layout_set_text (layout, text, -1);
  g_object_unref (context);

  return layout;
}

static void
test_a_path_runs_from_left_to_right (void)
{
  g_autofree char *path = NULL;
  g_autoptr (PangoLayout) layout = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  path = mediary_direction_dup_path ("~/صور/صيف/2026");
  layout = lay_out (path);

  assert_is_left_of (layout, "~", "ص");
  assert_is_left_of (layout, "صور", "صيف");
  assert_is_left_of (layout, "صيف", "2026");
}

static void
test_a_line_begins_on_the_right (void)
{
  g_autofree char *line = NULL;
  g_autoptr (PangoLayout) layout = NULL;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  line = mediary_direction_dup_line (parts);
  layout = lay_out (line);

  assert_is_left_of (layout, "·", "Website");
  assert_is_left_of (layout, "مؤخر", "·");
}

/* In the marks of both directions, and however wide it is. */
static void
assert_no_line_begins_with_a_dot (const char *text)
{
  g_autoptr (PangoLayout) layout = lay_out (text);
  int n_lines = 0;

  g_assert_nonnull (strstr (text, "·"));
  for (int width = 10; width < 400; width++) {
    pango_layout_set_width (layout, width * PANGO_SCALE);
    n_lines = pango_layout_get_line_count (layout);

    for (int i = 0; i < n_lines; i++) {
      const char *start = text + pango_layout_get_line_readonly (layout, i)->start_index;

      g_assert_false (g_str_has_prefix (start, "B4") || g_str_has_prefix (start, "kB"));
      g_assert_false (g_str_has_prefix (start, "·") || g_str_has_prefix (start, "\u00a0") || g_str_has_prefix (start, "×"));
    }
  }
  g_assert_cmpint (n_lines, ==, 1);
}

/* Nor with the end of something short. */
static void
test_no_line_begins_with_a_dot (void)
{
  static const char *const use[] = { "Calc", "Sheet 1, B4", "Today 08:11", NULL };

  for (GtkTextDirection direction = GTK_TEXT_DIR_LTR; direction <= GTK_TEXT_DIR_RTL; direction++) {
    g_autofree char *line = NULL;
    g_autofree char *facts = NULL;

    gtk_widget_set_default_direction (direction);
    line = mediary_direction_dup_line (use);
    facts = mediary_direction_dup_dotted ("JPEG · 1600 × 1200 · 60.2 kB");
    assert_no_line_begins_with_a_dot (line);
    assert_no_line_begins_with_a_dot (facts);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/direction/nothing-is-added-from-left-to-right", test_nothing_is_added_from_left_to_right);
  g_test_add_func ("/direction/a-path-runs-from-left-to-right", test_a_path_runs_from_left_to_right);
  g_test_add_func ("/direction/a-line-begins-on-the-right", test_a_line_begins_on_the_right);
  g_test_add_func ("/direction/no-line-begins-with-a-dot", test_no_line_begins_with_a_dot);

  return g_test_run ();
}
