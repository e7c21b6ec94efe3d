/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-check-in-sheet.h"

#include <glib/gi18n.h>

#include "mediary-accessible.h"
#include "mediary-dialogs.h"
#include "mediary-entry-matches.h"
#include "mediary-fitting.h"
#include "model/mediary-direction.h"
#include "model/mediary-file-summary.h"
#include "model/mediary-names.h"
#include "model/mediary-suggestions.h"

/**
 * MediaryCheckInSheet:
 *
 * The one question after a drop: which document of which app uses these files? The likeliest answer is chosen already,
 * so Enter is enough, and nobody has to type the name of an app.
 */
struct _MediaryCheckInSheet {
  AdwWindow parent_instance;

  GtkButton      *accept_button;
  GtkLabel       *summary_label;
  GtkListBox     *destination_list;
  GtkCheckButton *choose_check;
  AdwActionRow   *choose_row;
  GtkCheckButton *other_check;
  AdwEntryRow    *app_entry;
  AdwEntryRow    *document_entry;
  GtkWidget      *own_row;
  GtkCheckButton *own_check;
  GtkEditable    *location_entry;
  GtkWidget      *subfolders_row;
  GtkSwitch      *subfolders_switch;

  MediaryService      *service;
  GSList              *files; /* of GFile */
  MediaryDestination  *inferred;
  MediaryDestination  *chosen;  /* (nullable): the document from the file chooser */
  MediaryEntryMatches *matches; /* (nullable): gone when the sheet goes */
  GCancellable        *cancellable;
  GPtrArray           *suggestion_checks; /* of GtkCheckButton, lent; the destination is attached to each */
};

G_DEFINE_FINAL_TYPE (MediaryCheckInSheet, mediary_check_in_sheet, ADW_TYPE_WINDOW)

enum {
  SIGNAL_ACCEPTED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

/* Where there is room; never wider than its window. */
#define SHEET_WIDTH 440
/* Room for the suggestions that arrive a moment later, and for both entries of “Other…”. */
#define SHEET_HEIGHT 600

#define DESTINATION_KEY "mediary-destination"

static const char *
get_text (GtkEditable *entry)
{
  return gtk_editable_get_text (entry);
}

/* “Check In” works as soon as there is an answer. */
static void
on_answer_changed (MediaryCheckInSheet *self)
{
  g_autoptr (MediaryDestination) destination = mediary_check_in_sheet_dup_destination (self);
  gboolean other = gtk_check_button_get_active (self->other_check);

  gtk_widget_set_visible (GTK_WIDGET (self->app_entry), other);
  gtk_widget_set_visible (GTK_WIDGET (self->document_entry), other);
  if (!other && self->matches != NULL)
    mediary_entry_matches_hide (self->matches);
  gtk_widget_set_sensitive (GTK_WIDGET (self->accept_button), destination != NULL);
}

/* The answer before goes a moment before the next one comes; a button that could not be pressed in between would lose the keyboard. */
static void
on_check_toggled (MediaryCheckInSheet *self, GtkCheckButton *check)
{
  if (gtk_check_button_get_active (check))
    on_answer_changed (self);
}

static void
on_accept_clicked (MediaryCheckInSheet *self)
{
  g_signal_emit (self, signals[SIGNAL_ACCEPTED], 0);
  gtk_window_close (GTK_WINDOW (self));
}

static void
add_suggestion (MediaryCheckInSheet *self, const MediarySuggestion *suggestion, int position)
{
  GtkWidget       *row = adw_action_row_new ();
  GtkWidget       *check = gtk_check_button_new ();
  g_autofree char *title = mediary_destination_dup_title (suggestion->destination);
  g_autofree char *app = mediary_names_dup_app (suggestion->destination->module_name);
  g_autofree char *subtitle = mediary_direction_dup_line ((const char *const[]){ app, suggestion->reason, NULL });
  g_autofree char *escaped_title = g_markup_escape_text (title, -1);
  g_autofree char *escaped_subtitle = g_markup_escape_text (subtitle, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped_title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped_subtitle);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);

  gtk_check_button_set_group (GTK_CHECK_BUTTON (check), self->own_check);
  g_object_set_data_full (G_OBJECT (check), DESTINATION_KEY, mediary_destination_copy (suggestion->destination),
                          (GDestroyNotify) mediary_destination_free);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (on_check_toggled), self);
  g_ptr_array_add (self->suggestion_checks, check);
  gtk_list_box_insert (self->destination_list, row, position);
}

/* Whether somebody chose something: until then it is “No Document Yet”, or nothing where that is no answer. */
static gboolean
is_answered (MediaryCheckInSheet *self)
{
  return gtk_check_button_get_active (self->choose_check) || gtk_check_button_get_active (self->other_check);
}

/* The first suggestion is the answer, unless one was given while they were looked for. */
static void
on_suggestions_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryCheckInSheet) self = user_data;
  g_autoptr (GPtrArray) suggestions = mediary_suggestions_load_finish (result, NULL);

  if (suggestions == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;

  for (guint i = 0; i < suggestions->len; i++)
    add_suggestion (self, suggestions->pdata[i], (int) i);

  if (suggestions->len > 0 && ((MediarySuggestion *) suggestions->pdata[0])->likely && !is_answered (self))
    gtk_check_button_set_active (self->suggestion_checks->pdata[0], TRUE);
}

static void
on_summary_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryCheckInSheet) self = user_data;
  g_autofree MediaryFileSummary *summary = mediary_file_summary_load_finish (result, NULL);
  g_autofree char               *line = NULL;

  if (summary == NULL)
    return;

  line = mediary_file_summary_dup_line (summary);
  gtk_label_set_label (self->summary_label, line);
  gtk_widget_set_visible (self->subfolders_row, summary->n_folders > 0);
}

/* The app of a document is the one that opens its kind. */
static void
on_default_app_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryCheckInSheet) self = user_data;
  g_autoptr (GAppInfo) app = g_app_info_get_default_for_type_finish (result, NULL);
  const char      *id = app != NULL ? g_app_info_get_id (app) : NULL;
  g_autofree char *title = NULL;
  g_autofree char *escaped = NULL;

  if (self->chosen == NULL)
    return;

  if (id != NULL) {
    g_free (self->chosen->module_name);
    self->chosen->module_name = mediary_names_dup_module (id);
  }

  title = mediary_destination_dup_title (self->chosen);
  escaped = g_markup_escape_text (title, -1);
  adw_action_row_set_subtitle (self->choose_row, escaped);
  on_answer_changed (self);
}

static void
on_document_chosen (GSList *files, gpointer user_data)
{
  MediaryCheckInSheet *self = user_data;
  g_autofree char     *uri = files != NULL ? g_file_get_uri (files->data) : NULL;
  g_autofree char     *type = uri != NULL ? g_content_type_guess (uri, NULL, 0, NULL) : NULL;

  if (uri == NULL)
    return;

  g_clear_pointer (&self->chosen, mediary_destination_free);
  self->chosen = mediary_destination_new (MEDIARY_NO_DOCUMENT_MODULE, uri);
  g_app_info_get_default_for_type_async (type, FALSE, self->cancellable, on_default_app_ready, g_object_ref (self));
}

static void
on_choose_toggled (MediaryCheckInSheet *self, GtkCheckButton *check)
{
  if (gtk_check_button_get_active (check))
    mediary_dialogs_choose_document (GTK_WINDOW (self), _("Choose the Document That Uses the Files"), on_document_chosen, self);
  on_check_toggled (self, check);
}

static void
mediary_check_in_sheet_dispose (GObject *object)
{
  MediaryCheckInSheet *self = MEDIARY_CHECK_IN_SHEET (object);

  g_cancellable_cancel (self->cancellable);
  if (self->matches != NULL)
    mediary_entry_matches_close (self->matches);
  g_clear_object (&self->matches);
  g_clear_object (&self->service);
  g_slist_free_full (g_steal_pointer (&self->files), g_object_unref);

  G_OBJECT_CLASS (mediary_check_in_sheet_parent_class)->dispose (object);
}

static void
mediary_check_in_sheet_finalize (GObject *object)
{
  MediaryCheckInSheet *self = MEDIARY_CHECK_IN_SHEET (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->suggestion_checks);
  g_clear_pointer (&self->inferred, mediary_destination_free);
  g_clear_pointer (&self->chosen, mediary_destination_free);

  G_OBJECT_CLASS (mediary_check_in_sheet_parent_class)->finalize (object);
}

static void
mediary_check_in_sheet_class_init (MediaryCheckInSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mediary_check_in_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = mediary_check_in_sheet_finalize;

  signals[SIGNAL_ACCEPTED] = g_signal_new ("accepted", MEDIARY_TYPE_CHECK_IN_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-check-in-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, accept_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, summary_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, destination_list);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, choose_check);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, choose_row);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, other_check);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, app_entry);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, document_entry);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, own_row);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, own_check);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, location_entry);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, subfolders_row);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInSheet, subfolders_switch);
  gtk_widget_class_bind_template_callback (widget_class, on_answer_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_check_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_accept_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_toggled);
}

static void
mediary_check_in_sheet_init (MediaryCheckInSheet *self)
{
  self->cancellable = g_cancellable_new ();
  self->suggestion_checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mediary_accessible_tidy (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->accept_button));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->accept_button));
}

/**
 * mediary_check_in_sheet_new:
 * @parent: the window the files were dropped on
 * @service: the service, for suggestions
 * @files: (element-type GFile): the files
 * @inferred: (nullable): who uses them, as far as it can be guessed
 *
 * Returns: (transfer none): a sheet to be presented; it emits “accepted” before it closes
 */
MediaryCheckInSheet *
mediary_check_in_sheet_new (GtkWindow *parent, MediaryService *service, GSList *files, const MediaryDestination *inferred)
{
  MediaryCheckInSheet *self = g_object_new (MEDIARY_TYPE_CHECK_IN_SHEET, "transient-for", parent, NULL);
  g_autofree char     *app = inferred != NULL ? mediary_names_dup_app (inferred->module_name) : NULL;

  mediary_fit_to_parent (GTK_WINDOW (self), SHEET_WIDTH, SHEET_HEIGHT);
  self->service = g_object_ref (service);
  self->files = g_slist_copy_deep (files, (GCopyFunc) g_object_ref, NULL);
  self->inferred = mediary_destination_copy (inferred);
  if (inferred != NULL && inferred->artifact_name == NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->app_entry), app);
  self->matches = mediary_entry_matches_new (service, self->app_entry, self->document_entry);

  on_answer_changed (self);
  mediary_file_summary_load_async (service, files, self->cancellable, on_summary_ready, g_object_ref (self));
  mediary_suggestions_load_async (service, files, inferred, self->cancellable, on_suggestions_ready, g_object_ref (self));

  return self;
}

/* The files are in the library; the question is only which other document uses them. */
void
mediary_check_in_sheet_set_for_use (MediaryCheckInSheet *self)
{
  gtk_window_set_title (GTK_WINDOW (self), _("Add Use"));
  gtk_button_set_label (self->accept_button, _("_Add"));
  gtk_widget_set_visible (self->own_row, FALSE);
  gtk_check_button_set_active (self->own_check, FALSE);
  on_answer_changed (self);
}

GSList *
mediary_check_in_sheet_get_files (MediaryCheckInSheet *self)
{
  return self->files;
}

static MediaryDestination *
dup_answer (MediaryCheckInSheet *self)
{
  if (gtk_check_button_get_active (self->choose_check))
    return mediary_destination_copy (self->chosen);

  if (gtk_check_button_get_active (self->other_check))
    return self->matches != NULL ? mediary_entry_matches_dup_destination (self->matches) : NULL;

  for (guint i = 0; i < self->suggestion_checks->len; i++) {
    if (gtk_check_button_get_active (self->suggestion_checks->pdata[i]))
      return mediary_destination_copy (g_object_get_data (self->suggestion_checks->pdata[i], DESTINATION_KEY));
  }

  return gtk_check_button_get_active (self->own_check) ? mediary_destination_new_own () : NULL;
}

/* The answer, or NULL while it is not complete. */
MediaryDestination *
mediary_check_in_sheet_dup_destination (MediaryCheckInSheet *self)
{
  MediaryDestination *destination = dup_answer (self);

  if (destination != NULL) {
    g_free (destination->location);
    destination->location = *get_text (self->location_entry) != '\0' ? g_strdup (get_text (self->location_entry)) : NULL;
  }

  return destination;
}

/* Answers “Choose Document…”, which opens the chooser. */
void
mediary_check_in_sheet_choose_document (MediaryCheckInSheet *self)
{
  gtk_check_button_set_active (self->choose_check, TRUE);
}

gboolean
mediary_check_in_sheet_get_include_subfolders (MediaryCheckInSheet *self)
{
  return gtk_switch_get_active (self->subfolders_switch);
}
