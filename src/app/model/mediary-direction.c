/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-direction.h"

#include <gtk/gtk.h>

/*
 * What keeps its order in a window from right to left, and its dots where a line ends. A line takes its direction from its first letter, so without a mark
 * “Website · استُخدم مؤخرًا” would begin on the wrong side, and the folders of a path would change places with their
 * letters. And where it is narrow, a line would go on with “· Today” in the next. The marks are not in what is copied or
 * said on: only what is shown goes through here.
 */

#define LEFT_TO_RIGHT_ISOLATE "\u2066"
#define FIRST_STRONG_ISOLATE  "\u2068"
#define POP_ISOLATE           "\u2069"
#define RIGHT_TO_LEFT_MARK    "\u200f"

#define NO_BREAK_SPACE "\u00a0"
/* No line is broken before it. */
#define DOT NO_BREAK_SPACE "· "
/* “Sheet 1, B4”, “Today 08:11”, “60.2 kB”: a part of no more letters than this goes to the next line as a whole. */
#define SHORT_PART 12

static gboolean
is_right_to_left (void)
{
  return gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;
}

/* A path runs from left to right. Each of its names is on its own, or two in Arabic letters would change places. */
char *
mediary_direction_dup_path (const char *path)
{
  g_auto (GStrv) names = NULL;
  g_autofree char *isolated = NULL;

  if (!is_right_to_left ())
    return g_strdup (path);

  names = g_strsplit (path, "/", -1);
  isolated = g_strjoinv (POP_ISOLATE "/" FIRST_STRONG_ISOLATE, names);
  return g_strconcat (LEFT_TO_RIGHT_ISOLATE FIRST_STRONG_ISOLATE, isolated, POP_ISOLATE POP_ISOLATE, NULL);
}

static char *
hold_together (const char *part)
{
  GString *held = g_string_new (part);

  if (g_utf8_strlen (part, -1) <= SHORT_PART)
    g_string_replace (held, " ", NO_BREAK_SPACE, 0);
  g_string_replace (held, " × ", NO_BREAK_SPACE "×" NO_BREAK_SPACE, 0);

  return g_string_free (held, FALSE);
}

/* “Kdenlive · 00:12”: the first part is where the line begins, whatever its letters are. */
char *
mediary_direction_dup_line (const char *const *parts)
{
  gboolean right_to_left = is_right_to_left ();
  GString *line = g_string_new (right_to_left ? RIGHT_TO_LEFT_MARK : NULL);

  for (guint i = 0; parts[i] != NULL; i++) {
    g_autofree char *part = hold_together (parts[i]);

    g_string_append (line, i > 0 ? DOT : "");
    g_string_append_printf (line, right_to_left ? FIRST_STRONG_ISOLATE "%s" POP_ISOLATE : "%s", part);
  }

  return g_string_free (line, FALSE);
}

/* What is a line already: “JPEG · 1600 × 1200” */
char *
mediary_direction_dup_dotted (const char *line)
{
  g_auto (GStrv) parts = g_strsplit (line, " · ", -1);

  for (guint i = 0; g_strv_length (parts) > 1 && parts[i] != NULL; i++) {
    char *part = hold_together (parts[i]);

    g_free (parts[i]);
    parts[i] = part;
  }

  return g_strjoinv (DOT, parts);
}
