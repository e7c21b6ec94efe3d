/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "mediary-artifact.h"
#include "mediary-portal.h"
#include "mediary-window-private.h"
#include "model/mediary-names.h"
#include "view/mediary-accessible.h"

/*
 * What narrows a place down: a menu of filters, a chip for each that is set, and before them, while one types, chips that
 * lead to the apps and documents of that name.
 */

/* Suggestions beside each other, and apps in the menu: more would not be read. */
#define N_SUGGESTIONS 3
#define N_APPS        12

/* Narrower, one could not tell a chip from another: what stands beside it gives way before that. */
#define MIN_CHIP_WIDTH 190

/* Shorter words are in too many names. */
#define MIN_LETTERS 2

static const struct {
  const char *word;
  int         value;
} types[] = {
  { "image", MEDIARY_MEDIA_TYPE_IMAGE },
  { "video", MEDIARY_MEDIA_TYPE_VIDEO },
  { "audio", MEDIARY_MEDIA_TYPE_AUDIO },
},
  states[] = {
    { "missing", MEDIARY_STATE_MISSING },
    { "no-access", MEDIARY_STATE_NO_ACCESS },
    { "lent", MEDIARY_STATE_LENT },
  };

/* The names of the actions, by part. */
static const char *const action_names[MEDIARY_FILTER_N_PARTS] = { "filter-type", "filter-state", "filter-app", "filter-no-use" };

static const char *
get_type_word (MediaryMediaType type)
{
  return type != MEDIARY_MEDIA_TYPE_UNKNOWN ? types[type - MEDIARY_MEDIA_TYPE_IMAGE].word : "";
}

static const char *
get_state_word (MediaryState state)
{
  return state != MEDIARY_STATE_PRESENT ? states[state - MEDIARY_STATE_MISSING].word : "";
}

static GVariant *
get_action_state (MediaryWindow *self, MediaryFilterPart part)
{
  switch (part) {
  case MEDIARY_FILTER_TYPE:
    return g_variant_new_string (get_type_word (self->filter.type));
  case MEDIARY_FILTER_STATE:
    return g_variant_new_string (get_state_word (self->filter.state));
  case MEDIARY_FILTER_APP:
    return g_variant_new_string (self->filter.module_name != NULL ? self->filter.module_name : "");
  case MEDIARY_FILTER_NO_USE:
  case MEDIARY_FILTER_N_PARTS:
  default:
    return g_variant_new_boolean (self->filter.no_use);
  }
}

static GSimpleAction *
get_action (MediaryWindow *self, MediaryFilterPart part)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), action_names[part]));
}

static GtkWidget *
append_chip (MediaryWindow *self, const char *icon_name, const char *text, const char *name)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (text);
  int        natural;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 34);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "chip");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_set_tooltip_text (button, name);
  mediary_accessible_set_label (button, name);
  gtk_flow_box_insert (self->filter_box, button, -1);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE); /* the button is what one comes to */
  gtk_widget_measure (button, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  gtk_widget_set_size_request (button, MIN (natural, MIN_CHIP_WIDTH), -1);

  return button;
}

static void
clear_part (MediaryWindow *self, MediaryFilterPart part)
{
  mediary_filter_clear_part (&self->filter, part);
  mediary_window_update_filter (self);
  mediary_window_reload_items (self);
}

static void
on_chip_clicked (GtkButton *button, gpointer user_data)
{
  clear_part (user_data, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "part")));
}

/* Delete takes a chip away, as a click does. */
static gboolean
on_chip_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, gpointer user_data)
{
  if (key != GDK_KEY_Delete && key != GDK_KEY_BackSpace)
    return GDK_EVENT_PROPAGATE;

  gtk_widget_activate (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller)));

  return GDK_EVENT_STOP;
}

static void
append_part (MediaryWindow *self, MediaryFilterPart part)
{
  g_autofree char    *title = mediary_filter_dup_title (&self->filter, part);
  g_autofree char    *name = NULL;
  GtkWidget          *chip;
  GtkEventController *keys;

  if (title == NULL)
    return;

  /* Translators: the name of a button: %s is a filter, like “Images” or “Used by Kdenlive” */
  name = g_strdup_printf (_("Remove filter %s"), title);
  chip = append_chip (self, "mediary-close-symbolic", title, name);
  keys = gtk_event_controller_key_new ();
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_chip_key), NULL);
  gtk_widget_add_controller (chip, keys);
  g_object_set_data (G_OBJECT (chip), "part", GINT_TO_POINTER (part));
  g_signal_connect (chip, "clicked", G_CALLBACK (on_chip_clicked), self);
}

static void
on_suggestion_clicked (GtkButton *button, gpointer user_data)
{
  g_autoptr (MediaryDestination) destination = mediary_destination_copy (g_object_get_data (G_OBJECT (button), "destination"));

  mediary_window_show_destination (user_data, destination);
}

static void
append_suggestion (MediaryWindow *self, MediaryDestination *destination)
{
  g_autofree char *app = mediary_names_dup_app (destination->module_name);
  g_autofree char *document = mediary_destination_is_document (destination) ? mediary_names_dup_document (destination->module_name, destination->artifact_name) : NULL;
  g_autofree char *text = NULL;
  GtkWidget       *chip;

  if (document != NULL) {
    /* Translators: a button that leads to a document whose name was typed in the search */
    text = g_strdup_printf (_("Document: %s"), document);
  } else {
    /* Translators: a button that leads to an app whose name was typed in the search */
    text = g_strdup_printf (_("App: %s"), app);
  }

  chip = append_chip (self, "mediary-go-next-symbolic", text, text);
  g_object_set_data_full (G_OBJECT (chip), "destination", mediary_destination_copy (destination), (GDestroyNotify) mediary_destination_free);
  g_signal_connect (chip, "clicked", G_CALLBACK (on_suggestion_clicked), self);
}

static void
show_chips (MediaryWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->filter_box))) != NULL)
    gtk_flow_box_remove (self->filter_box, child);

  for (guint i = 0; i < self->suggestions->len; i++)
    append_suggestion (self, self->suggestions->pdata[i]);
  for (guint part = 0; part < MEDIARY_FILTER_N_PARTS; part++)
    append_part (self, part);

  gtk_widget_set_visible (GTK_WIDGET (self->filter_box), gtk_widget_get_first_child (GTK_WIDGET (self->filter_box)) != NULL);
}

/* Brings chips and menu in line with the filter and the place. */
void
mediary_window_update_filter (MediaryWindow *self)
{
  for (guint part = 0; part < MEDIARY_FILTER_N_PARTS; part++) {
    GSimpleAction *action = get_action (self, part);

    g_simple_action_set_state (action, get_action_state (self, part));
    g_simple_action_set_enabled (action, self->place != NULL && mediary_filter_suits_place (part, self->place));
  }
  show_chips (self);
}

/* Another place begins unfiltered. */
void
mediary_window_clear_filter (MediaryWindow *self)
{
  mediary_filter_clear (&self->filter);
  mediary_window_update_filter (self);
}

void
mediary_window_remove_filters (MediaryWindow *self)
{
  mediary_window_clear_filter (self);
  mediary_window_reload_items (self);
}

static void
on_filter_changed (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  MediaryWindow *self = user_data;
  const char    *name = g_action_get_name (G_ACTION (action));
  const char    *word = g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) ? g_variant_get_string (value, NULL) : "";

  if (g_str_equal (name, action_names[MEDIARY_FILTER_NO_USE]))
    self->filter.no_use = g_variant_get_boolean (value);
  else if (g_str_equal (name, action_names[MEDIARY_FILTER_APP])) {
    g_free (self->filter.module_name);
    self->filter.module_name = *word != '\0' ? g_strdup (word) : NULL;
  } else if (g_str_equal (name, action_names[MEDIARY_FILTER_TYPE])) {
    self->filter.type = MEDIARY_MEDIA_TYPE_UNKNOWN;
    for (guint i = 0; i < G_N_ELEMENTS (types); i++)
      self->filter.type = g_str_equal (types[i].word, word) ? (MediaryMediaType) types[i].value : self->filter.type;
  } else {
    self->filter.state = MEDIARY_STATE_PRESENT;
    for (guint i = 0; i < G_N_ELEMENTS (states); i++)
      self->filter.state = g_str_equal (states[i].word, word) ? (MediaryState) states[i].value : self->filter.state;
  }

  mediary_window_update_filter (self);
  mediary_window_reload_items (self);
}

static void
append_word (GMenu *menu, const char *label, MediaryFilterPart part, const char *word)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);
  g_autofree char *action = g_strconcat ("win.", action_names[part], NULL);

  g_menu_item_set_action_and_target_value (item, action, g_variant_new_string (word));
  g_menu_append_item (menu, item);
}

static GMenu *
append_section (GMenu *menu, const char *title)
{
  g_autoptr (GMenu) section = g_menu_new ();

  g_menu_append_section (menu, title, G_MENU_MODEL (section));

  return section; /* the menu keeps it */
}

static void
append_apps (MediaryWindow *self, GMenu *menu)
{
  GListModel *apps = mediary_sidebar_get_apps (self->sidebar);
  guint       n_apps = MIN (g_list_model_get_n_items (apps), N_APPS);
  GMenu      *section;

  if (n_apps == 0)
    return;

  section = append_section (menu, _("Used By"));
  append_word (section, _("Any App"), MEDIARY_FILTER_APP, "");
  for (guint i = 0; i < n_apps; i++) {
    g_autoptr (MediaryPlace) app = g_list_model_get_item (apps, i);

    append_word (section, mediary_place_get_title (app), MEDIARY_FILTER_APP, mediary_place_get_destination (app)->module_name);
  }
}

/* Made each time it opens, for the apps are what the library knows then. */
static void
on_menu_wanted (GtkMenuButton *button, gpointer user_data)
{
  MediaryWindow *self = user_data;
  g_autoptr (GMenu) menu = g_menu_new ();
  GMenu *section = append_section (menu, _("Type"));

  append_word (section, _("Any Type"), MEDIARY_FILTER_TYPE, "");
  append_word (section, _("Images"), MEDIARY_FILTER_TYPE, "image");
  append_word (section, C_ ("all files of the type", "Video"), MEDIARY_FILTER_TYPE, "video");
  append_word (section, _("Audio"), MEDIARY_FILTER_TYPE, "audio");

  section = append_section (menu, _("State"));
  append_word (section, _("Any State"), MEDIARY_FILTER_STATE, "");
  append_word (section, _("Not Found"), MEDIARY_FILTER_STATE, "missing");
  append_word (section, _("No Access"), MEDIARY_FILTER_STATE, "no-access");
  if (mediary_portal_is_sandboxed ())
    append_word (section, _("Lent"), MEDIARY_FILTER_STATE, "lent");

  section = append_section (menu, NULL);
  g_menu_append (section, _("No Known Use"), "win.filter-no-use");
  append_apps (self, menu);

  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static char *
dup_folded (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return g_utf8_casefold (normal != NULL ? normal : "", -1);
}

static void
suggest_apps (MediaryWindow *self, const char *text)
{
  GListModel      *apps = mediary_sidebar_get_apps (self->sidebar);
  g_autofree char *wanted = dup_folded (text);

  for (guint i = 0; i < g_list_model_get_n_items (apps) && self->suggestions->len < N_SUGGESTIONS; i++) {
    g_autoptr (MediaryPlace) app = g_list_model_get_item (apps, i);
    g_autofree char *title = dup_folded (mediary_place_get_title (app));

    if (strstr (title, wanted) != NULL)
      g_ptr_array_add (self->suggestions, mediary_destination_copy (mediary_place_get_destination (app)));
  }
}

static void
on_artifacts_found (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) artifacts = mediary_service_find_artifacts_finish (MEDIARY_SERVICE (object), result, &error);

  /* Something else was typed meanwhile, or what is shown may stay: somebody may be about to press it. */
  if (artifacts == NULL || artifacts->len == 0)
    return;

  for (guint i = 0; i < artifacts->len && self->suggestions->len < N_SUGGESTIONS; i++)
    g_ptr_array_add (self->suggestions, mediary_destination_new (mediary_artifact_get_module_name (artifacts->pdata[i]), mediary_artifact_get_name (artifacts->pdata[i])));
  show_chips (self);
}

/* @text: what stands in the search, or nothing. */
void
mediary_window_suggest (MediaryWindow *self, const char *text)
{
  g_autofree char *wanted = g_strstrip (g_strdup (text));

  if (g_strcmp0 (self->suggested_text, wanted) == 0)
    return;

  g_free (self->suggested_text);
  self->suggested_text = g_strdup (wanted);
  g_cancellable_cancel (self->suggesting);
  g_clear_object (&self->suggesting);
  g_ptr_array_set_size (self->suggestions, 0);

  if (g_utf8_strlen (wanted, -1) >= MIN_LETTERS && self->service != NULL) {
    suggest_apps (self, wanted);
    self->suggesting = g_cancellable_new ();
    mediary_service_find_artifacts_async (self->service, wanted, N_SUGGESTIONS, self->suggesting, on_artifacts_found, g_object_ref (self));
  }
  show_chips (self);
}

void
mediary_window_init_filter (MediaryWindow *self)
{
  static const GActionEntry entries[] = {
    { .name = "filter-type", .parameter_type = "s", .state = "''", .change_state = on_filter_changed },
    { .name = "filter-state", .parameter_type = "s", .state = "''", .change_state = on_filter_changed },
    { .name = "filter-app", .parameter_type = "s", .state = "''", .change_state = on_filter_changed },
    { .name = "filter-no-use", .state = "false", .change_state = on_filter_changed },
  };

  self->suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify) mediary_destination_free);
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  gtk_menu_button_set_create_popup_func (self->filter_button, on_menu_wanted, self, NULL);
}

void
mediary_window_finish_filter (MediaryWindow *self)
{
  g_cancellable_cancel (self->suggesting);
  g_clear_object (&self->suggesting);
  g_clear_pointer (&self->suggested_text, g_free);
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  mediary_filter_clear (&self->filter);
}
