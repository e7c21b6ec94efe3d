/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-outcome-page.h"

#include <glib/gi18n.h>

#include "mediary-aside.h"
#include "mediary-outcome-row.h"
#include "mediary-words.h"
#include "model/mediary-direction.h"
#include "model/mediary-names.h"

/**
 * MediaryOutcomePage:
 *
 * What became of the files of the last check-in, and why some were not checked in. It grows while the check-in runs.
 */
struct _MediaryOutcomePage {
  AdwBin parent_instance;

  GtkLabel    *summary_label;
  GtkLabel    *destination_label;
  GtkListView *outcome_view;

  MediaryOutcomes *outcomes; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MediaryOutcomePage, mediary_outcome_page, ADW_TYPE_BIN)

/* A scrolled window without a row would not let the keyboard pass. */
static void
update_focus (MediaryOutcomePage *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self->outcome_view), GTK_TYPE_SCROLLED_WINDOW);

  gtk_widget_set_can_focus (scroller, g_list_model_get_n_items (mediary_outcomes_get_rows (self->outcomes)) > 0);
}

static void
on_outcomes_changed (MediaryOutcomePage *self)
{
  g_autofree char *summary = NULL;
  g_autofree char *dotted = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  summary = mediary_outcomes_dup_summary (self->outcomes);
  dotted = mediary_direction_dup_dotted (summary);
  gtk_label_set_label (self->summary_label, dotted);
  update_focus (self);
}

static void
append_line (GString *report, gpointer row)
{
  g_autofree char *path = NULL;

  if (GTK_IS_STRING_OBJECT (row)) {
    g_string_append_printf (report, "\n%s\n", gtk_string_object_get_string (row));
    return;
  }

  path = mediary_words_for_path (mediary_outcome_entry_get_path (row));
  g_string_append_printf (report, "%s\t%s\n", path, mediary_outcome_entry_get_sentence (row));
}

static void
on_copy_clicked (MediaryOutcomePage *self)
{
  g_autofree char *summary = mediary_outcomes_dup_summary (self->outcomes);
  g_autoptr (GString) report = g_string_new (summary);
  GListModel *rows = mediary_outcomes_get_rows (self->outcomes);

  g_string_append_c (report, '\n');
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (GObject) row = g_list_model_get_item (rows, i);

    append_line (report, row);
  }

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), report->str);
}

static void
on_row_setup (GtkListItemFactory *factory, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, mediary_outcome_row_new ());
  gtk_list_item_set_activatable (list_item, FALSE);
}

static void
on_row_bind (GtkListItemFactory *factory, GtkListItem *list_item)
{
  gpointer row = gtk_list_item_get_item (list_item);

  gtk_list_item_set_selectable (list_item, !GTK_IS_STRING_OBJECT (row));
  mediary_outcome_row_set_row (MEDIARY_OUTCOME_ROW (gtk_list_item_get_child (list_item)), row);
}

/* Only while it is in sight: a check-in of thousands would make rows that nobody sees. */
static void
update_view (MediaryOutcomePage *self)
{
  g_autoptr (GtkSelectionModel) selection = NULL;

  if (self->outcomes != NULL && gtk_widget_get_mapped (GTK_WIDGET (self))) {
    selection = GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (mediary_outcomes_get_rows (self->outcomes))));
    on_outcomes_changed (self);
  }
  gtk_list_view_set_model (self->outcome_view, selection);
}

static void
mediary_outcome_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mediary_outcome_page_parent_class)->map (widget);

  update_view (MEDIARY_OUTCOME_PAGE (widget));
}

static void
mediary_outcome_page_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mediary_outcome_page_parent_class)->unmap (widget);

  update_view (MEDIARY_OUTCOME_PAGE (widget));
}

static void
mediary_outcome_page_dispose (GObject *object)
{
  MediaryOutcomePage *self = MEDIARY_OUTCOME_PAGE (object);

  if (self->outcomes != NULL)
    g_signal_handlers_disconnect_by_func (self->outcomes, on_outcomes_changed, self);
  g_clear_object (&self->outcomes);

  G_OBJECT_CLASS (mediary_outcome_page_parent_class)->dispose (object);
}

static void
mediary_outcome_page_class_init (MediaryOutcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mediary_outcome_page_dispose;
  widget_class->map = mediary_outcome_page_map;
  widget_class->unmap = mediary_outcome_page_unmap;

  g_type_ensure (MEDIARY_TYPE_ASIDE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-outcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomePage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomePage, destination_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomePage, outcome_view);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_row_setup);
  gtk_widget_class_bind_template_callback (widget_class, on_row_bind);
}

static void
mediary_outcome_page_init (MediaryOutcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_destination (MediaryOutcomePage *self, const MediaryDestination *destination)
{
  g_autofree char *app = mediary_names_dup_app (destination->module_name);
  g_autofree char *document = mediary_destination_dup_title (destination);
  g_autofree char *line = mediary_direction_dup_line ((const char *const[]){ document, app, NULL });

  gtk_label_set_label (self->destination_label, line);
}

void
mediary_outcome_page_set_outcomes (MediaryOutcomePage *self, MediaryOutcomes *outcomes)
{
  if (self->outcomes != NULL)
    g_signal_handlers_disconnect_by_func (self->outcomes, on_outcomes_changed, self);

  g_set_object (&self->outcomes, outcomes);
  g_signal_connect_swapped (outcomes, "changed", G_CALLBACK (on_outcomes_changed), self);

  update_view (self);
  show_destination (self, mediary_outcomes_get_destination (outcomes));
}
