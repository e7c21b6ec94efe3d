/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-shortcuts.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mediary-accessible.h"
#include "mediary-aside.h"

/**
 * MediaryShortcuts:
 *
 * What can be done and with which keys, in groups, to be searched. The toolkit’s own window has columns whatever its width is,
 * and is deprecated in newer versions.
 */
struct _MediaryShortcuts {
  AdwWindow parent_instance;

  GtkWidget          *search_button;
  GtkSearchBar       *search_bar;
  GtkWidget          *search_entry;
  GtkStack           *stack;
  AdwPreferencesPage *page;

  GPtrArray *groups; /* of AdwPreferencesGroup */
  GPtrArray *rows;   /* of AdwPreferencesRow */
};

G_DEFINE_FINAL_TYPE (MediaryShortcuts, mediary_shortcuts, ADW_TYPE_WINDOW)

static gboolean
is_wanted (GtkWidget *row, const char *wanted)
{
  g_autofree char *title = g_utf8_casefold (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);

  return strstr (title, wanted) != NULL;
}

static gboolean
has_visible_row (MediaryShortcuts *self, GtkWidget *group)
{
  for (guint i = 0; i < self->rows->len; i++) {
    GtkWidget *row = self->rows->pdata[i];

    if (gtk_widget_get_visible (row) && gtk_widget_is_ancestor (row, group))
      return TRUE;
  }

  return FALSE;
}

static void
on_search_changed (MediaryShortcuts *self)
{
  g_autofree char *wanted = g_utf8_casefold (gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), -1);
  gboolean         found = FALSE;

  for (guint i = 0; i < self->rows->len; i++)
    gtk_widget_set_visible (self->rows->pdata[i], is_wanted (self->rows->pdata[i], wanted));

  for (guint i = 0; i < self->groups->len; i++) {
    gboolean visible = has_visible_row (self, self->groups->pdata[i]);

    gtk_widget_set_visible (self->groups->pdata[i], visible);
    found = found || visible;
  }

  gtk_stack_set_visible_child_name (self->stack, found ? "shortcuts" : "nothing");
}

static void
mediary_shortcuts_dispose (GObject *object)
{
  MediaryShortcuts *self = MEDIARY_SHORTCUTS (object);

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (mediary_shortcuts_parent_class)->dispose (object);
}

static void
mediary_shortcuts_class_init (MediaryShortcutsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mediary_shortcuts_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-shortcuts.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryShortcuts, search_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryShortcuts, search_bar);
  gtk_widget_class_bind_template_child (widget_class, MediaryShortcuts, search_entry);
  gtk_widget_class_bind_template_child (widget_class, MediaryShortcuts, stack);
  gtk_widget_class_bind_template_child (widget_class, MediaryShortcuts, page);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
}

static void
mediary_shortcuts_init (MediaryShortcuts *self)
{
  self->groups = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
  gtk_search_bar_set_key_capture_widget (self->search_bar, GTK_WIDGET (self));
  mediary_accessible_tidy (GTK_WIDGET (self));
  gtk_window_set_focus (GTK_WINDOW (self), self->search_button);
}

GtkWidget *
mediary_shortcuts_new (void)
{
  return g_object_new (MEDIARY_TYPE_SHORTCUTS, NULL);
}

void
mediary_shortcuts_add_group (MediaryShortcuts *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  mediary_accessible_name_lists (group, title);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (group));
  g_ptr_array_add (self->groups, group);
}

/* “Ctrl++ / Ctrl+=”: the keys as a screen reader says them. */
static char *
dup_spoken_keys (const char *keys)
{
  g_auto (GStrv) names = g_strsplit (keys, " ", -1);

  for (guint i = 0; names[i] != NULL; i++) {
    GdkModifierType modifiers;
    guint           key;

    if (gtk_accelerator_parse (names[i], &key, &modifiers)) {
      g_free (names[i]);
      names[i] = gtk_accelerator_get_label (key, modifiers);
    }
  }

  return g_strjoinv (" / ", names);
}

static GtkWidget *
new_label (const char *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);

  return label;
}

/**
 * mediary_shortcuts_add:
 * @self: the window
 * @title: what can be done
 * @keys: as gtk_accelerator_parse() reads them; several have a blank between them
 *
 * Adds a line to the newest group.
 */
void
mediary_shortcuts_add (MediaryShortcuts *self, const char *title, const char *keys)
{
  GtkWidget       *row = adw_preferences_row_new ();
  GtkWidget       *key_label = gtk_shortcut_label_new (keys);
  GtkWidget       *line = mediary_aside_new (new_label (title), key_label);
  g_autofree char *spoken_keys = dup_spoken_keys (keys);
  g_autofree char *spoken = g_strconcat (title, ", ", spoken_keys, NULL);

  gtk_widget_set_valign (key_label, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (line, 12);
  gtk_widget_set_margin_bottom (line, 12);
  gtk_widget_set_margin_start (line, 12);
  gtk_widget_set_margin_end (line, 12);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  mediary_accessible_set_label (row, spoken);
  adw_preferences_group_add (self->groups->pdata[self->groups->len - 1], row);
  g_ptr_array_add (self->rows, row);
}
