/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-dialogs.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <mediary.h>

#include "mediary-release-notes.h"
#include "view/mediary-accessible.h"
#include "view/mediary-fitting.h"
#include "view/mediary-help.h"
#include "view/mediary-preferences.h"

/*
 * Every dialog of the toolkit is opened here and nowhere else: file choosers and “About” have successors in newer
 * versions, and then one file changes.
 */

typedef struct {
  MediaryFilesFunc func;
  gpointer         user_data;
} Choice;

static void
on_chooser_response (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  Choice *choice = user_data;
  GSList *files = NULL;

  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GListModel) model = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));

    for (guint i = g_list_model_get_n_items (model); i > 0; i--)
      files = g_slist_prepend (files, g_list_model_get_item (model, i - 1));
    choice->func (files, choice->user_data);
    g_slist_free_full (files, g_object_unref);
  }

  g_free (choice);
  g_object_unref (chooser); /* which a native dialog needs until now */
}

static GtkFileChooserNative *
new_chooser (GtkWindow *parent, const char *title, const char *accept, GtkFileChooserAction action)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (title, parent, action, accept, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);

  return chooser;
}

static void
show_chooser (GtkFileChooserNative *chooser, MediaryFilesFunc func, gpointer user_data)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->func = func;
  choice->user_data = user_data;
  g_signal_connect (chooser, "response", G_CALLBACK (on_chooser_response), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
add_filter (GtkFileChooserNative *chooser, const char *name, const char *const *mime_types)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  if (mime_types == NULL)
    gtk_file_filter_add_pattern (filter, "*");
  for (guint i = 0; mime_types != NULL && mime_types[i] != NULL; i++)
    gtk_file_filter_add_mime_type (filter, mime_types[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
}

void
mediary_dialogs_choose_files (GtkWindow *parent, MediaryFilesFunc func, gpointer user_data)
{
  static const char *const media[] = { "image/*", "video/*", "audio/*", NULL };
  GtkFileChooserNative    *chooser = new_chooser (parent, _("Check In Files"), _("Check _In"), GTK_FILE_CHOOSER_ACTION_OPEN);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), TRUE);
  add_filter (chooser, _("Images, Videos and Sounds"), media);
  add_filter (chooser, _("All Files"), NULL);
  show_chooser (chooser, func, user_data);
}

void
mediary_dialogs_choose_folder (GtkWindow *parent, MediaryFilesFunc func, gpointer user_data)
{
  show_chooser (new_chooser (parent, _("Check In Folder"), _("Check _In"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER), func, user_data);
}

/* @item: whose file is wanted once more. The dialog begins where it is; no portal can be told to select it. */
void
mediary_dialogs_choose_again (GtkWindow *parent, MediaryItem *item, MediaryFilesFunc func, gpointer user_data)
{
  /* Translators: the title of the dialog in which the file is chosen once more; %s is its name */
  g_autofree char      *title = g_strdup_printf (_("Keep Access to “%s”"), mediary_item_get_display_name (item));
  GtkFileChooserNative *chooser = new_chooser (parent, title, _("_Choose"), GTK_FILE_CHOOSER_ACTION_OPEN);
  g_autoptr (GFile) file = mediary_item_dup_file (item);
  g_autoptr (GFile) folder = g_file_get_parent (file);

  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  show_chooser (chooser, func, user_data);
}

/* @folder: (nullable): where the dialog begins */
void
mediary_dialogs_choose_lent_folder (GtkWindow *parent, GFile *folder, MediaryFilesFunc func, gpointer user_data)
{
  GtkFileChooserNative *chooser = new_chooser (parent, _("Choose the Folder of Lent Files"), _("_Choose"), GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER);

  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  show_chooser (chooser, func, user_data);
}

void
mediary_dialogs_choose_document (GtkWindow *parent, const char *title, MediaryFilesFunc func, gpointer user_data)
{
  show_chooser (new_chooser (parent, title, _("_Choose"), GTK_FILE_CHOOSER_ACTION_OPEN), func, user_data);
}

/* What a report of a fault needs: versions and surroundings, but nothing of anybody's files. */
static char *
dup_debug_info (GtkWindow *parent, gint64 n_files)
{
  GString     *text = g_string_new (NULL);
  GdkDisplay  *display = gtk_widget_get_display (GTK_WIDGET (parent));
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (parent));

  g_string_append_printf (text, "Mediary %s\n", MEDIARY_VERSION);
  g_string_append_printf (text, "GTK %u.%u.%u\n", gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version ());
  g_string_append_printf (text, "libadwaita %u.%u.%u\n", adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version ());
  g_string_append_printf (text, "GLib %u.%u.%u\n", glib_major_version, glib_minor_version, glib_micro_version);
  g_string_append_printf (text, "Display: %s, %s\n", G_OBJECT_TYPE_NAME (display), renderer != NULL ? G_OBJECT_TYPE_NAME (renderer) : "no renderer");
  g_string_append_printf (text, "Sandbox: %s\n", g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? "Flatpak" : "none");
  if (n_files >= 0)
    g_string_append_printf (text, "Files in the library: %" G_GINT64_FORMAT "\n", n_files);

  return g_string_free (text, FALSE);
}

/* What the extractor says of itself takes a moment. */
static void
on_extractor_diagnosed (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwAboutWindow) about = user_data;
  g_autofree char *report = mediary_diagnose_extractor_finish (result, NULL);
  g_autofree char *debug_info = g_strconcat (adw_about_window_get_debug_info (about), report != NULL ? report : "Extractor: not found\n", NULL);

  adw_about_window_set_debug_info (about, debug_info);
}

/* The answer about the extractor may hold “About” longer than its parent lives, which GTK 4.8 would not forget. */
static void
on_parent_destroyed (GtkWindow *about)
{
  gtk_window_set_transient_for (about, NULL);
}

/* @n_files: in the library, or -1 while nobody knows */
void
mediary_dialogs_show_about (GtkWindow *parent, gint64 n_files)
{
  g_autofree char *debug_info = dup_debug_info (parent, n_files);
  g_autofree char *release_notes = mediary_release_notes_dup (MEDIARY_VERSION);
  AdwAboutWindow  *about = ADW_ABOUT_WINDOW (adw_about_window_new ());

  gtk_window_set_transient_for (GTK_WINDOW (about), parent);
  g_signal_connect_object (parent, "destroy", G_CALLBACK (on_parent_destroyed), about, G_CONNECT_SWAPPED);
  gtk_window_set_modal (GTK_WINDOW (about), TRUE);
  adw_about_window_set_application_icon (about, MEDIARY_APPLICATION_ID);
  adw_about_window_set_application_name (about, _("Mediary"));
  adw_about_window_set_comments (about, _("Know where your pictures, sounds and videos are used."));
  adw_about_window_set_copyright (about, "© 2026 The Mediary Authors");
  adw_about_window_set_debug_info (about, debug_info);
  adw_about_window_set_debug_info_filename (about, "mediary-debug.txt");
  adw_about_window_set_developer_name (about, _("The Mediary Authors"));
  adw_about_window_set_website (about, MEDIARY_SITE);
  adw_about_window_set_issue_url (about, MEDIARY_SITE "/issues");
  adw_about_window_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_window_set_release_notes (about, release_notes);
  adw_about_window_set_release_notes_version (about, MEDIARY_VERSION);
  /* Translators: put your names here, one a line */
  adw_about_window_set_translator_credits (about, _("translator-credits"));
  adw_about_window_set_version (about, MEDIARY_VERSION);
  mediary_accessible_name_parts (GTK_WIDGET (about), gtk_window_get_title (GTK_WINDOW (about)));
  mediary_fit_button_labels (GTK_WIDGET (about));
  mediary_diagnose_extractor_async (NULL, on_extractor_diagnosed, g_object_ref (about));
  gtk_window_present (GTK_WINDOW (about));
}

/* @service: (nullable): while the library is not open */
void
mediary_dialogs_show_preferences (GtkWindow *parent, GSettings *settings, MediaryService *service)
{
  GtkWidget *preferences = mediary_preferences_new (settings, service);

  gtk_window_set_transient_for (GTK_WINDOW (preferences), parent);
  gtk_window_set_modal (GTK_WINDOW (preferences), TRUE);
  mediary_fit_to_parent (GTK_WINDOW (preferences), 560, 600);
  gtk_window_present (GTK_WINDOW (preferences));
}

void
mediary_dialogs_show_help (GtkWindow *parent)
{
  GtkWidget *help = mediary_help_new ();

  gtk_window_set_transient_for (GTK_WINDOW (help), parent);
  mediary_fit_to_parent (GTK_WINDOW (help), 560, 600);
  gtk_window_present (GTK_WINDOW (help));
}

/* No toast: it is too long for one, and must not be gone before it is read. */
void
mediary_dialogs_tell (GtkWindow *parent, const char *heading, const char *sentence)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* @names: files during whose playing the window went down; nearly always one. */
void
mediary_dialogs_show_culprits (GtkWindow *parent, const char *const *names)
{
  g_autofree char *list = g_strjoinv ("\n", (char **) names);
  g_autofree char *body = NULL;
  GtkWidget       *dialog;

  /* Translators: %s are the names of files, one a line */
  body = g_strdup_printf (ngettext ("Mediary ended unexpectedly while it played this file:\n\n%s\n\nFrom now on it is only opened in its own app.",
                                    "Mediary ended unexpectedly while it played these files:\n\n%s\n\nFrom now on they are only opened in their own apps.",
                                    g_strv_length ((char **) names)),
                          list);
  dialog = adw_message_dialog_new (parent, _("Playing a File Ended Mediary"), body);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct {
  MediaryAnswerFunc func;
  gpointer          user_data;
} Question;

static void
on_question_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autofree Question *question = user_data;

  if (g_str_equal (response, "do"))
    question->func (MEDIARY_ANSWER_DO, question->user_data);
  else
    question->func (g_str_equal (response, "show") ? MEDIARY_ANSWER_SHOW : MEDIARY_ANSWER_CANCEL, question->user_data);
}

/**
 * mediary_dialogs_ask:
 * @parent: a window
 * @heading: what is the matter
 * @body: more about it
 * @show_label: (nullable): a button that shows what this is about
 * @do_label: the button that does it
 * @func: called once
 * @user_data: for @func
 *
 * Asks before something that is better thought about.
 */
void
mediary_dialogs_ask (GtkWindow *parent, const char *heading, const char *body, const char *show_label, const char *do_label, MediaryAnswerFunc func, gpointer user_data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, body));
  Question         *question = g_new0 (Question, 1);

  question->func = func;
  question->user_data = user_data;
  adw_message_dialog_add_response (dialog, "cancel", _("_Cancel"));
  if (show_label != NULL)
    adw_message_dialog_add_response (dialog, "show", show_label);
  adw_message_dialog_add_response (dialog, "do", do_label);
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_question_response), question);
  gtk_window_present (GTK_WINDOW (dialog));
}

typedef struct {
  GtkEditable    *entry;
  MediaryTextFunc func;
  gpointer        user_data;
} TextQuestion;

static void
on_text_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  g_autofree TextQuestion *question = user_data;
  g_autofree char         *text = g_strstrip (g_strdup (gtk_editable_get_text (question->entry)));

  if (g_str_equal (response, "do") && *text != '\0')
    question->func (text, question->user_data);
}

/* Asks for a line of text; @func is called with what was written, unless it is nothing or the question is left. */
void
mediary_dialogs_ask_for_text (GtkWindow *parent, const char *heading, const char *label, const char *text, const char *do_label, MediaryTextFunc func, gpointer user_data)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, NULL));
  TextQuestion     *question = g_new0 (TextQuestion, 1);
  GtkWidget        *list = gtk_list_box_new ();
  GtkWidget        *row = adw_entry_row_new ();

  question->entry = GTK_EDITABLE (row);
  question->func = func;
  question->user_data = user_data;
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), label);
  gtk_editable_set_text (question->entry, text);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  mediary_accessible_set_label (list, heading);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  adw_message_dialog_set_extra_child (dialog, list);

  adw_message_dialog_add_response (dialog, "cancel", _("_Cancel"));
  adw_message_dialog_add_response (dialog, "do", do_label);
  adw_message_dialog_set_response_appearance (dialog, "do", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "do");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_text_response), question);
  gtk_window_present (GTK_WINDOW (dialog));
}
