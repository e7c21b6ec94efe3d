/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "mediary-release-notes.h"

/* What is new is said in one place, the metainfo, which stores of apps show too; the window carries it along untranslated. */
#define METAINFO "/org/mediary/Mediary/metainfo.xml"

typedef struct {
  const char *version;
  GString    *notes;
  GString    *text; /* of the paragraph or list item that is read, or NULL */
  gboolean    in_release;
} Reading;

static gboolean
has_text (const char *element)
{
  return g_str_equal (element, "p") || g_str_equal (element, "li");
}

static gboolean
is_list (const char *element)
{
  return g_str_equal (element, "ul") || g_str_equal (element, "ol");
}

static void
on_start_element (GMarkupParseContext *context, const char *element, const char **names, const char **values, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  for (guint i = 0; g_str_equal (element, "release") && names[i] != NULL; i++)
    reading->in_release |= g_str_equal (names[i], "version") && g_str_equal (values[i], reading->version);
  if (!reading->in_release)
    return;

  if (has_text (element))
    reading->text = g_string_new (NULL);
  else if (is_list (element))
    g_string_append_printf (reading->notes, "<%s>", element);
}

static void
append_text (Reading *reading, const char *element)
{
  g_autofree char *text = g_strstrip (g_string_free (g_steal_pointer (&reading->text), FALSE));
  g_autofree char *escaped = g_markup_escape_text (*text != '\0' ? gettext (text) : "", -1);

  g_string_append_printf (reading->notes, "<%s>%s</%s>", element, escaped, element);
}

static void
on_end_element (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  if (reading->text != NULL && has_text (element))
    append_text (reading, element);
  else if (reading->in_release && is_list (element))
    g_string_append_printf (reading->notes, "</%s>", element);
  if (g_str_equal (element, "release"))
    reading->in_release = FALSE;
}

static void
on_text (GMarkupParseContext *context, const char *text, gsize length, gpointer user_data, GError **error)
{
  Reading *reading = user_data;

  if (reading->text != NULL)
    g_string_append_len (reading->text, text, (gssize) length);
}

/**
 * mediary_release_notes_dup:
 * @version: of the program
 *
 * Says what is new in a version, in the user's language and as “About” takes it: paragraphs and lists.
 *
 * Returns: (transfer full): the notes; empty where the metainfo has none for that version
 */
char *
mediary_release_notes_dup (const char *version)
{
  static const GMarkupParser parser = { .start_element = on_start_element, .end_element = on_end_element, .text = on_text };
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (GBytes) metainfo = g_resources_lookup_data (METAINFO, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  Reading reading = { .version = version, .notes = notes };
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, &reading, NULL);

  if (!g_markup_parse_context_parse (context, g_bytes_get_data (metainfo, NULL), (gssize) g_bytes_get_size (metainfo), &error))
    g_warning ("Reading the metainfo: %s", error->message);

  return g_string_free (g_steal_pointer (&notes), FALSE);
}
