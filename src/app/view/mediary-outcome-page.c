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

  MediaryOutcomes    *outcomes;  /* (nullable) */
  GtkSingleSelection *selection; /* (nullable): of their rows */
};

G_DEFINE_FINAL_TYPE (MediaryOutcomePage, mediary_outcome_page, ADW_TYPE_BIN)

enum {
  SIGNAL_SELECTED,
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* For the view to make the row that is to have the keyboard. */
#define N_FRAMES 10

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
}

/* The file of the row in the library, or NULL: it was not checked in, or the row is a heading. */
static const char *
get_item_id (gpointer row)
{
  return MEDIARY_IS_OUTCOME_ENTRY (row) ? mediary_outcome_entry_get_item_id (row) : NULL;
}

static void
on_row_bind (GtkListItemFactory *factory, GtkListItem *list_item)
{
  gpointer row = gtk_list_item_get_item (list_item);

  gtk_list_item_set_activatable (list_item, get_item_id (row) != NULL);
  mediary_outcome_row_set_row (MEDIARY_OUTCOME_ROW (gtk_list_item_get_child (list_item)), row);
}

/* The keyboard comes to each row, since GTK 4.8 stops at one that cannot be selected; but only a file in the library stays so. */
static void
on_selected (MediaryOutcomePage *self)
{
  gpointer row = self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;

  if (row != NULL && get_item_id (row) == NULL)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  else
    g_signal_emit (self, signals[SIGNAL_SELECTED], 0);
}

static void
on_activated (MediaryOutcomePage *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0);
}

static void
make_selection (MediaryOutcomePage *self)
{
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_func (self->selection, on_selected, self);
  g_clear_object (&self->selection);
  self->selection = g_object_new (GTK_TYPE_SINGLE_SELECTION, "autoselect", FALSE, "can-unselect", TRUE,
                                  "model", mediary_outcomes_get_rows (self->outcomes), NULL);
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (on_selected), self);
  on_selected (self);
}

/* Only while it is in sight: a check-in of thousands would make rows that nobody sees. */
static void
update_view (MediaryOutcomePage *self)
{
  gboolean shown = self->outcomes != NULL && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (shown)
    on_outcomes_changed (self);
  gtk_list_view_set_model (self->outcome_view, shown ? GTK_SELECTION_MODEL (self->selection) : NULL);
  if (shown && mediary_outcome_page_get_selected (self) != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self->outcome_view), "list.scroll-to-item", "u", gtk_single_selection_get_selected (self->selection));
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
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_func (self->selection, on_selected, self);
  g_clear_object (&self->selection);
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

  /* Another row, or none. */
  signals[SIGNAL_SELECTED] = g_signal_new ("selected", MEDIARY_TYPE_OUTCOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  /* By Return or a double click: it is selected. */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", MEDIARY_TYPE_OUTCOME_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (MEDIARY_TYPE_ASIDE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-outcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomePage, summary_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomePage, destination_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryOutcomePage, outcome_view);
  gtk_widget_class_bind_template_callback (widget_class, on_copy_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
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
  make_selection (self);

  update_view (self);
  show_destination (self, mediary_outcomes_get_destination (outcomes));
}

/* The id of the file whose row is selected, or NULL. */
const char *
mediary_outcome_page_get_selected (MediaryOutcomePage *self)
{
  return self->selection != NULL ? get_item_id (gtk_single_selection_get_selected_item (self->selection)) : NULL;
}

void
mediary_outcome_page_select_none (MediaryOutcomePage *self)
{
  if (self->selection != NULL)
    gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
}

static gboolean
focus_selected_row (GtkWidget *view)
{
  for (GtkWidget *row = gtk_widget_get_first_child (view); row != NULL; row = gtk_widget_get_next_sibling (row)) {
    if (gtk_widget_get_mapped (row) && (gtk_widget_get_state_flags (row) & GTK_STATE_FLAG_SELECTED) != 0)
      return gtk_widget_grab_focus (row);
  }

  return FALSE;
}

static gboolean
on_frame (GtkWidget *view, GdkFrameClock *clock, gpointer user_data)
{
  guint *n_frames = user_data;

  return focus_selected_row (view) || ++*n_frames == N_FRAMES ? G_SOURCE_REMOVE : G_SOURCE_CONTINUE;
}

/* As soon as the row is there, where the page comes into sight again. Returns: FALSE where none is selected */
gboolean
mediary_outcome_page_focus_selected (MediaryOutcomePage *self)
{
  GtkWidget *view = GTK_WIDGET (self->outcome_view);

  if (mediary_outcome_page_get_selected (self) == NULL)
    return FALSE;
  if (!focus_selected_row (view))
    gtk_widget_add_tick_callback (view, on_frame, g_new0 (guint, 1), g_free);

  return TRUE;
}
