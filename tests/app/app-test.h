/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-test.h"
#include "mediary-window-private.h"

G_BEGIN_DECLS

/* A window on the test's own library, shown and ready. */
MediaryWindow *app_test_open_window (MediaryTest *test);
void           app_test_close_window (MediaryWindow *window);

void app_test_check_in (MediaryTest *test,
                        const char  *name,
                        const char  *module_name,
                        const char  *artifact_name);

/* How many files the window shows, once it shows them. */
guint app_test_get_n_shown (MediaryWindow *window);

/* The first widget of this type below another, as it stands in the window. */
GtkWidget *app_test_find (GtkWidget *parent,
                          GType      type);

/* What the toast in sight says; NULL where there is none. */
GtkLabel *app_test_get_toast_label (MediaryWindow *window);

/* Whether the toast in sight says this, among other things. */
gboolean app_test_toast_contains (MediaryWindow *window,
                                  const char    *words);

/* The dialog in front of the windows, or NULL. */
AdwMessageDialog *app_test_get_dialog (void);
void              app_test_answer_dialog (const char *response);

G_END_DECLS
