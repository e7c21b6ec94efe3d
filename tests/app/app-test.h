/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-test.h"
#include "mediary-window-private.h"

G_BEGIN_DECLS

/* A window on the test's own library, shown and ready. */
MediaryWindow *app_test_open_window (MediaryTest *test);
void           app_test_close_window (MediaryWindow *window);

/* The same as at the next start: it opens where the one before was closed. */
MediaryWindow *app_test_open_window_again (MediaryTest *test);

/* One that shows so many files; and one with so many new ones, which are “a.png” and so on, all in “index.html” of “website”. */
MediaryWindow *app_test_open_window_showing (MediaryTest *test,
                                             guint        n_files);
MediaryWindow *app_test_open_window_with (MediaryTest *test,
                                          guint        n_files);

/* One that shows three files: “a.png” of “website”, “b.png” of “paper”, and “c.png”, which is in no document. */
MediaryWindow *app_test_open_window_with_apps (MediaryTest *test);

/* What is in the library. */
void   app_test_check_in (MediaryTest *test,
                          const char  *name,
                          const char  *module_name,
                          const char  *artifact_name);
void   app_test_check_in_without_document (MediaryTest *test,
                                           const char  *name);
gint64 app_test_count (MediaryTest *test,
                       const char  *table);

/* A checksum of every id in it. */
char *app_test_dup_ids (MediaryTest *test) G_GNUC_WARN_UNUSED_RESULT;
void  app_test_assert_ids (MediaryTest *test,
                           const char  *expected);

/* Paths, or addresses, as a drop brings them; NULL ends. */
GSList  *app_test_list_files (const char *first,
                              ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;
gboolean app_test_check_in_is_over (MediaryWindow *window);

/* Drops a new picture on a document, or on the place that the window shows. */
void app_test_drop (MediaryTest              *test,
                    MediaryWindow            *window,
                    const char               *name,
                    const MediaryDestination *document);

/* What a person does in the window. An action must be possible just then; undo and redo wait until it is, and has happened. */
void app_test_activate (MediaryWindow *window,
                        const char    *action);
void app_test_press (MediaryWindow *window,
                     const char    *key);
void app_test_undo (MediaryWindow *window);
void app_test_redo (MediaryWindow *window);
void app_test_select (MediaryWindow *window,
                      guint          position);
void app_test_select_all (MediaryWindow *window);
void app_test_show_document (MediaryWindow *window,
                             const char    *module_name,
                             const char    *artifact_name);
void app_test_resize (MediaryWindow *window,
                      int            width);

/* How many files the window shows, once it shows them. */
guint       app_test_get_n_shown (MediaryWindow *window);
const char *app_test_get_page (MediaryWindow *window);

/* The first widget of this type below another, as it stands in the window; or the row with this title; or its open menu. */
GtkWidget *app_test_find (GtkWidget *parent,
                          GType      type);
GtkWidget *app_test_find_row (GtkWidget  *parent,
                              const char *title);
GtkWidget *app_test_find_menu (GtkWidget *parent);

/* Whether a widget below another says just that. */
gboolean app_test_says (GtkWidget  *parent,
                        const char *words);

/* Tells how wide a widget has to be, and what is in one that has to be wider than this. */
void app_test_say_widths (gpointer widget,
                          int      wider_than);

/* Whether a widget, which may be NULL, is this one or in it. */
gboolean app_test_is_in (GtkWidget *widget,
                         gpointer   ancestor);

/* Where the keyboard is; and whose tile has it, or NULL. */
GtkWidget  *app_test_get_focus (MediaryWindow *window);
gboolean    app_test_has_focus_in (MediaryWindow *window,
                                   gpointer       ancestor);
const char *app_test_get_focused_file (MediaryWindow *window);

/* What the toast in sight says; NULL where there is none. */
GtkLabel *app_test_get_toast_label (MediaryWindow *window);

/* Whether the toast in sight says this, among other things. */
gboolean app_test_toast_contains (MediaryWindow *window,
                                  const char    *words);

/* The first of the windows that is of this type, or NULL. */
gpointer app_test_find_window (GType type);

/* The dialog in front of the windows, or NULL. */
AdwMessageDialog *app_test_get_dialog (void);
void              app_test_answer_dialog (const char *response);

G_END_DECLS
