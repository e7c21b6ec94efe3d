/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-item-details-private.h"

#include <glib/gi18n.h>

#include "mediary-accessible.h"
#include "mediary-facts.h"
#include "mediary-words.h"
#include "model/mediary-direction.h"

/**
 * MediaryItemDetails:
 *
 * The file that is selected: how it looks, what it is, and above all where it is used.
 *
 * This file holds what is shown; where the file is used and what is wrong with it stand by role in mediary-item-details-*.c.
 */
G_DEFINE_FINAL_TYPE (MediaryItemDetails, mediary_item_details, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_COLLAPSED,
  PROP_PAGE,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

/* Takes rows that were added to a group out of it. */
void
mediary_item_details_clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, rows->pdata[i]);
  g_ptr_array_set_size (rows, 0);
}

static GtkWidget *
new_fact (const char *title, const char *value)
{
  GtkWidget       *row = adw_action_row_new ();
  g_autofree char *dotted = mediary_direction_dup_dotted (value);
  g_autofree char *escaped = g_markup_escape_text (dotted, -1);

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
  g_autofree char *dotted = NULL;

  if (item == NULL)
    return;

  facts = mediary_words_for_facts (item);
  dotted = mediary_direction_dup_dotted (facts);
  mediary_preview_set_item (self->preview, self->service, item);
  adw_window_title_set_title (self->title, mediary_item_get_display_name (item));
  gtk_label_set_label (self->name_label, mediary_item_get_display_name (item));
  gtk_label_set_label (self->facts_label, dotted);
  mediary_item_details_show_notice (self, item);
  mediary_item_details_show_uses (self, item);
  mediary_item_details_clear_rows (self->facts_group, self->fact_rows);
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
  else if (property_id == PROP_PAGE)
    g_value_set_boolean (value, self->page);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
set_boolean (MediaryItemDetails *self, gboolean *now, const GValue *value, GParamSpec *pspec)
{
  if (*now == g_value_get_boolean (value))
    return;

  *now = g_value_get_boolean (value);
  g_object_notify_by_pspec (G_OBJECT (self), pspec);
}

static void
mediary_item_details_set_property (GObject *object, guint property_id, const GValue *value, GParamSpec *pspec)
{
  MediaryItemDetails *self = MEDIARY_ITEM_DETAILS (object);

  if (property_id == PROP_COLLAPSED)
    set_boolean (self, &self->collapsed, value, pspec);
  else if (property_id == PROP_PAGE)
    set_boolean (self, &self->page, value, pspec);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
mediary_item_details_dispose (GObject *object)
{
  MediaryItemDetails *self = MEDIARY_ITEM_DETAILS (object);

  mediary_item_details_cancel_uses (self);
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

  /**
   * MediaryItemDetails:page:
   *
   * Whether the details lie over everything, and so need the title and the buttons of a window.
   */
  props[PROP_PAGE] = g_param_spec_boolean ("page", NULL, NULL, FALSE,
                                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_signal_new ("use-activated", MEDIARY_TYPE_ITEM_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, MEDIARY_TYPE_REFERENCE);
  g_signal_new ("remove-use", MEDIARY_TYPE_ITEM_DETAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, MEDIARY_TYPE_REFERENCE);

  g_type_ensure (MEDIARY_TYPE_PREVIEW);
  g_type_ensure (MEDIARY_TYPE_THUMBNAIL_PILE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-item-details.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, title);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, details_stack);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, pile);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, many_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, many_group);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, used_in_row);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, preview);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, name_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, facts_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, notice_list);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, notice_row);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, notice_icon);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, lent_row);
  gtk_widget_class_bind_template_child (widget_class, MediaryItemDetails, copy_package_row);
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
  adw_window_title_set_title (self->title, "");
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
  title = g_strdup_printf (ngettext ("%'u File Selected", "%'u Files Selected", n_items), n_items);
  adw_window_title_set_title (self->title, title);
  gtk_label_set_label (self->many_label, title);
  mediary_thumbnail_pile_set_items (self->pile, NULL, NULL);
  mediary_item_details_clear_rows (self->many_group, self->many_rows);
  gtk_widget_set_visible (GTK_WIDGET (self->used_in_row), FALSE);

  forget_item (self);
  mediary_preview_set_item (self->preview, NULL, NULL);
  gtk_stack_set_visible_child_name (self->details_stack, "many");
}

/* In how many documents those that are shown are used; comes when it has been counted. */
void
mediary_item_details_tell_documents (MediaryItemDetails *self, guint n_documents)
{
  g_autofree char *text = NULL;

  /* Translators: in how many documents the selected files are used */
  text = n_documents > 0 ? g_strdup_printf (ngettext ("%'u document", "%'u documents", n_documents), n_documents) : mediary_words_for_uses (0);
  adw_action_row_set_subtitle (self->used_in_row, text);
  gtk_widget_set_visible (GTK_WIDGET (self->used_in_row), TRUE);
}

/* What those that are shown are together; comes when they have been read. */
void
mediary_item_details_describe_many (MediaryItemDetails *self, GPtrArray *items)
{
  mediary_thumbnail_pile_set_items (self->pile, self->service, items);
  mediary_item_details_clear_rows (self->many_group, self->many_rows);
  mediary_facts_of_many_foreach (items, append_fact_of_many, self);
}
