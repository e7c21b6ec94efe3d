/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-item-details.h"

#include <glib/gi18n.h>

#include "mediary-accessible.h"
#include "mediary-facts.h"
#include "mediary-preview.h"
#include "mediary-reference-row.h"
#include "mediary-thumbnail-pile.h"
#include "mediary-words.h"
#include "model/mediary-names.h"

/* Uses shown before “Show All” is asked for. */
#define N_USES 20

/**
 * MediaryItemDetails:
 *
 * The file that is selected: how it looks, what it is, and above all where it is used.
 */
struct _MediaryItemDetails {
  AdwBin parent_instance;

  GtkStack             *details_stack;
  MediaryThumbnailPile *pile;
  GtkLabel             *many_label;
  AdwPreferencesGroup  *many_group;
  MediaryPreview       *preview;
  GtkLabel             *name_label;
  GtkLabel             *facts_label;
  GtkListBox           *notice_list;
  AdwActionRow         *notice_row;
  GtkImage             *notice_icon;
  AdwActionRow         *lent_row;
  GtkWidget            *keep_access_row;
  AdwPreferencesGroup  *uses_group;
  GtkButton            *all_uses_button;
  AdwPreferencesGroup  *facts_group;
  AdwExpanderRow       *history_row;

  MediaryService  *service;   /* (nullable) */
  MediaryLazyItem *lazy_item; /* (nullable) */
  GCancellable    *cancellable;
  GPtrArray       *use_rows;     /* of MediaryReferenceRow, lent by their group */
  GPtrArray       *fact_rows;    /* of GtkWidget, lent by their group */
  GPtrArray       *many_rows;    /* of GtkWidget, lent by their group */
  GPtrArray       *history_rows; /* of GtkWidget, lent by their row */
  gboolean         all_uses;
  gboolean         collapsed;
};

G_DEFINE_FINAL_TYPE (MediaryItemDetails, mediary_item_details, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_COLLAPSED,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

enum {
  SIGNAL_USE_ACTIVATED,
  SIGNAL_REMOVE_USE,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
on_use_activated (MediaryReferenceRow *row, gpointer user_data)
{
  MediaryItemDetails *self = user_data;

  g_signal_emit (self, signals[SIGNAL_USE_ACTIVATED], 0, mediary_reference_row_get_reference (row));
}

static void
on_use_removed (MediaryReferenceRow *row, gpointer user_data)
{
  MediaryItemDetails *self = user_data;

  g_signal_emit (self, signals[SIGNAL_REMOVE_USE], 0, mediary_reference_row_get_reference (row));
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static gboolean
shows_these_uses (MediaryItemDetails *self, GPtrArray *references)
{
  if (self->use_rows->len != references->len)
    return FALSE;

  for (guint i = 0; i < references->len; i++) {
    MediaryReference *shown = mediary_reference_row_get_reference (self->use_rows->pdata[i]);

    if (!g_str_equal (mediary_reference_get_id (shown), mediary_reference_get_id (references->pdata[i])))
      return FALSE;
  }

  return TRUE;
}

static void
append_use (MediaryItemDetails *self, MediaryReference *reference)
{
  GtkWidget *row = mediary_reference_row_new (reference);

  g_signal_connect (row, "activated", G_CALLBACK (on_use_activated), self);
  g_signal_connect (row, "remove", G_CALLBACK (on_use_removed), self);
  adw_preferences_group_add (self->uses_group, row);
  g_ptr_array_add (self->use_rows, row);
}

static void
append_event (MediaryItemDetails *self, const char *title, gint64 seconds)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *time = mediary_facts_dup_time (seconds);
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), time);
  adw_expander_row_add_row (self->history_row, row);
  g_ptr_array_add (self->history_rows, row);
}

static int
compare_time (gconstpointer a, gconstpointer b)
{
  gint64 first = mediary_reference_get_created_at (*(MediaryReference *const *) a);
  gint64 second = mediary_reference_get_created_at (*(MediaryReference *const *) b);

  return (first < second) - (first > second);
}

/* What happened to the file, the newest first; the oldest is that it came. */
static void
show_history (MediaryItemDetails *self, GPtrArray *references)
{
  MediaryItem *item = mediary_item_details_get_item (self);
  g_autoptr (GPtrArray) sorted = g_ptr_array_copy (references, (GCopyFunc) g_object_ref, NULL);

  g_ptr_array_set_free_func (sorted, g_object_unref);
  g_ptr_array_sort (sorted, compare_time);
  for (guint i = 0; i < self->history_rows->len; i++)
    adw_expander_row_remove (self->history_row, self->history_rows->pdata[i]);
  g_ptr_array_set_size (self->history_rows, 0);

  for (guint i = 0; i < sorted->len; i++) {
    const char      *artifact_name = mediary_reference_get_artifact_name (sorted->pdata[i]);
    const char      *module_name = mediary_reference_get_module_name (sorted->pdata[i]);
    g_autofree char *document = mediary_names_dup_document (module_name, artifact_name);
    g_autofree char *title = NULL;

    if (mediary_names_is_own (module_name, artifact_name))
      title = g_strdup (_("Checked in by hand"));
    else
      /* Translators: an event in the history of a file; %s is a document that uses it since then */
      title = g_strdup_printf (_("Checked in to “%s”"), document);
    append_event (self, title, mediary_reference_get_created_at (sorted->pdata[i]));
  }
  if (item != NULL)
    append_event (self, _("Came to the library"), mediary_item_get_created_at (item));
}

static void
on_references_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryItemDetails) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) references = mediary_service_list_references_finish (MEDIARY_SERVICE (object), result, &error);

  if (references == NULL) {
    g_debug ("Listing the uses of a file: %s", error->message);
    return;
  }

  if (shows_these_uses (self, references))
    return;

  clear_rows (self->uses_group, self->use_rows);
  for (guint i = 0; i < references->len; i++)
    append_use (self, references->pdata[i]);
  show_history (self, references);
}

static void
cancel_loading (MediaryItemDetails *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
show_uses (MediaryItemDetails *self, MediaryItem *item)
{
  guint            n_uses = mediary_item_get_n_uses (item);
  gboolean         more = n_uses > N_USES && !self->all_uses;
  g_autofree char *title = NULL;
  g_autofree char *all = NULL;

  /* Translators: the title above the documents that use a file */
  title = n_uses > 0 ? g_strdup_printf (_("Used in %u"), n_uses) : g_strdup (_("No Known Use"));
  adw_preferences_group_set_title (self->uses_group, title);
  adw_preferences_group_set_description (self->uses_group, n_uses > 0 ? NULL : _("No document that Mediary knows uses this file."));

  /* Translators: %u is the number of documents that use a file */
  all = g_strdup_printf (_("Show All %u"), n_uses);
  gtk_button_set_label (self->all_uses_button, all);
  gtk_widget_set_visible (GTK_WIDGET (self->all_uses_button), more);

  cancel_loading (self);
  self->cancellable = g_cancellable_new ();
  mediary_service_list_references_async (self->service, mediary_item_get_id (item), NULL, more ? N_USES : MAX (n_uses, N_USES),
                                         self->cancellable, on_references_ready, g_object_ref (self));
}

static void
say_loan (MediaryItemDetails *self, MediaryState state)
{
  adw_action_row_set_subtitle (self->lent_row, state == MEDIARY_STATE_PRESENT ? _("Mediary may read this file only until you log out.") : _("Mediary could read this file only until you logged out."));
}

static void
on_loan_resolved (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryItemDetails) self = user_data;
  g_autoptr (MediaryResolution) resolution = mediary_service_resolve_finish (MEDIARY_SERVICE (object), result, NULL);
  MediaryItem *item = mediary_item_details_get_item (self);

  if (resolution != NULL && item != NULL && g_str_equal (mediary_item_get_path (item), mediary_resolution_get_path (resolution)))
    say_loan (self, mediary_resolution_get_state (resolution));
}

/* In a sandbox: that it may not look at the file for long, and what to do about it. What the library has seen of the file may
 * be of an earlier session. */
static gboolean
show_loan (MediaryItemDetails *self, MediaryItem *item)
{
  gboolean lent = mediary_service_is_lent (self->service, mediary_item_get_path (item));

  gtk_widget_set_visible (GTK_WIDGET (self->lent_row), lent);
  gtk_widget_set_visible (self->keep_access_row, lent);
  if (lent) {
    say_loan (self, mediary_item_get_state (item));
    mediary_service_resolve_async (self->service, mediary_item_get_id (item), NULL, on_loan_resolved, g_object_ref (self));
  }

  return lent;
}

static void
show_notice (MediaryItemDetails *self, MediaryItem *item)
{
  MediaryState     state = mediary_item_get_state (item);
  g_autofree char *note = mediary_words_for_note (item);
  gboolean         lent = show_loan (self, item);

  gtk_widget_set_visible (GTK_WIDGET (self->notice_row), (state != MEDIARY_STATE_PRESENT && !lent) || note != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->notice_list), state != MEDIARY_STATE_PRESENT || note != NULL || lent);
  adw_action_row_set_subtitle (self->notice_row, NULL);

  if (state == MEDIARY_STATE_PRESENT) {
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->notice_row), note != NULL ? note : "");
    gtk_image_set_from_icon_name (self->notice_icon, "mediary-note-symbolic");
    return;
  }

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->notice_row), mediary_words_for_state (state));
  adw_action_row_set_subtitle (self->notice_row, state == MEDIARY_STATE_MISSING ? _("The file is not where it was when it was last seen.") : _("The file is there, but you are not allowed to read it."));
  gtk_image_set_from_icon_name (self->notice_icon, state == MEDIARY_STATE_MISSING ? "mediary-not-found-symbolic" : "mediary-no-access-symbolic");
}

static GtkWidget *
new_fact (const char *title, const char *value)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (value, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_widget_add_css_class (row, "property");

  return row;
}

static void
append_fact (const char *title, const char *value, gpointer user_data)
{
  MediaryItemDetails *self = user_data;
  GtkWidget          *row = new_fact (title, value);

  adw_preferences_group_add (self->facts_group, row);
  g_ptr_array_add (self->fact_rows, row);
}

static void
append_fact_of_many (const char *title, const char *value, gpointer user_data)
{
  MediaryItemDetails *self = user_data;
  GtkWidget          *row = new_fact (title, value);

  adw_preferences_group_add (self->many_group, row);
  g_ptr_array_add (self->many_rows, row);
}

static void
on_item_changed (MediaryItemDetails *self)
{
  MediaryItem     *item = mediary_item_details_get_item (self);
  g_autofree char *facts = NULL;

  if (item == NULL)
    return;

  facts = mediary_words_for_facts (item);
  mediary_preview_set_item (self->preview, self->service, item);
  gtk_label_set_label (self->name_label, mediary_item_get_display_name (item));
  gtk_label_set_label (self->facts_label, facts);
  show_notice (self, item);
  show_uses (self, item);
  clear_rows (self->facts_group, self->fact_rows);
  mediary_facts_foreach (item, append_fact, self);
  gtk_stack_set_visible_child_name (self->details_stack, "one");
}

/* To be called when something is known of the file that the library does not tell of. */
void
mediary_item_details_update (MediaryItemDetails *self)
{
  on_item_changed (self);
}

static void
on_all_uses_clicked (MediaryItemDetails *self)
{
  self->all_uses = TRUE;
  on_item_changed (self);
}

static void
forget_item (MediaryItemDetails *self)
{
  if (self->lazy_item != NULL)
    g_signal_handlers_disconnect_by_func (self->lazy_item, on_item_changed, self);
  g_clear_object (&self->lazy_item);
  self->all_uses = FALSE;
}

static void
mediary_item_details_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  MediaryItemDetails *self = MEDIARY_ITEM_DETAILS (object);

  if (property_id == PROP_COLLAPSED)
    g_value_set_boolean (value, self->collapsed);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
mediary_item_details_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  MediaryItemDetails *self = MEDIARY_ITEM_DETAILS (object);
  gboolean            collapsed;

  if (property_id != PROP_COLLAPSED) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    return;
  }

  collapsed = g_value_get_boolean (value);
  if (self->collapsed == collapsed)
    return;

  self->collapsed = collapsed;
  g_object_notify_by_pspec (object, pspec);
}

static void
mediary_item_details_dispose (GObject *object)
{
  MediaryItemDetails *self = MEDIARY_ITEM_DETAILS (object);

  cancel_loading (self);
  forget_item (self);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (mediary_item_details_parent_class)->dispose (object);
}

static void
mediary_item_details_finalize (GObject *object)
{
  MediaryItemDetails *self = MEDIARY_ITEM_DETAILS (object);

  g_ptr_array_unref (self->use_rows);
  g_ptr_array_unref (self->fact_rows);
  g_ptr_array_unref (self->many_rows);
  g_ptr_array_unref (self->history_rows);

  G_OBJECT_CLASS (mediary_item_details_parent_class)->finalize (object);
}

static void
mediary_item_details_class_init (MediaryItemDetailsClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mediary_item_details_get_property;
  object_class->set_property = mediary_item_details_set_property;
  object_class->dispose = mediary_item_details_dispose;
  object_class->finalize = mediary_item_details_finalize;

  /**
   * MediaryItemDetails:collapsed:
   *
   * Whether the details lie over the files, and so need a button to leave them.
   */
  props[PROP_COLLAPSED] = g_param_spec_boolean ("collapsed", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[SIGNAL_USE_ACTIVATED] = g_signal_new ("use-activated", MEDIARY_TYPE_ITEM_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                                G_TYPE_NONE, 1, MEDIARY_TYPE_REFERENCE);
  signals[SIGNAL_REMOVE_USE] = g_signal_new ("remove-use", MEDIARY_TYPE_ITEM_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                             G_TYPE_NONE, 1, MEDIARY_TYPE_REFERENCE);

  g_type_ensure (MEDIARY_TYPE_PREVIEW);
  g_type_ensure (MEDIARY_TYPE_THUMBNAIL_PILE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-item-details.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, details_stack);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, pile);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, many_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, many_group);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, preview);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, name_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, facts_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, notice_list);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, notice_row);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, notice_icon);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, lent_row);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, keep_access_row);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, uses_group);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, all_uses_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, facts_group);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, history_row);
  gtk_widget_class_bind_template_callback (widget_class, on_all_uses_clicked);
}

static void
mediary_item_details_init (MediaryItemDetails *self)
{
  self->use_rows = g_ptr_array_new ();
  self->fact_rows = g_ptr_array_new ();
  self->many_rows = g_ptr_array_new ();
  self->history_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  mediary_accessible_name_lists (GTK_WIDGET (self->many_group), _("Details"));
}

void
mediary_item_details_set_service (MediaryItemDetails *self, MediaryService *service)
{
  g_set_object (&self->service, service);
}

/* Where it is noted what is played. */
void
mediary_item_details_set_play_diary (MediaryItemDetails *self, MediaryPlayDiary *diary)
{
  mediary_preview_set_play_diary (self->preview, diary);
}

/* The file that is shown, or NULL. */
MediaryItem *
mediary_item_details_get_item (MediaryItemDetails *self)
{
  return self->lazy_item != NULL ? mediary_lazy_item_get_item (self->lazy_item) : NULL;
}

void
mediary_item_details_show_nothing (MediaryItemDetails *self)
{
  forget_item (self);
  mediary_preview_set_item (self->preview, NULL, NULL);
  gtk_stack_set_visible_child_name (self->details_stack, "nothing");
}

void
mediary_item_details_show_one (MediaryItemDetails *self, MediaryLazyItem *lazy_item)
{
  if (self->lazy_item == lazy_item)
    return;

  forget_item (self);
  self->lazy_item = g_object_ref (lazy_item);
  g_signal_connect_swapped (lazy_item, "notify::item", G_CALLBACK (on_item_changed), self);
  on_item_changed (self);
}

void
mediary_item_details_show_many (MediaryItemDetails *self, guint n_items)
{
  g_autofree char *title = NULL;

  /* Translators: how many files are selected; %u is at least 2 */
  title = g_strdup_printf (ngettext ("%u File Selected", "%u Files Selected", n_items), n_items);
  gtk_label_set_label (self->many_label, title);
  mediary_thumbnail_pile_set_items (self->pile, NULL, NULL);
  clear_rows (self->many_group, self->many_rows);

  forget_item (self);
  mediary_preview_set_item (self->preview, NULL, NULL);
  gtk_stack_set_visible_child_name (self->details_stack, "many");
}

/* What those that are shown are together; comes when they have been read. */
void
mediary_item_details_describe_many (MediaryItemDetails *self, GPtrArray *items)
{
  mediary_thumbnail_pile_set_items (self->pile, self->service, items);
  clear_rows (self->many_group, self->many_rows);
  mediary_facts_of_many_foreach (items, append_fact_of_many, self);
}
