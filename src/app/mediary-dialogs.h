/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <mediary.h>

#include "mediary-service.h"

G_BEGIN_DECLS

typedef void (*MediaryFilesFunc) (GSList  *files,
                                  gpointer user_data);

void mediary_dialogs_choose_files (GtkWindow       *parent,
                                   MediaryFilesFunc func,
                                   gpointer         user_data);
void mediary_dialogs_choose_folder (GtkWindow       *parent,
                                    MediaryFilesFunc func,
                                    gpointer         user_data);
void mediary_dialogs_choose_again (GtkWindow       *parent,
                                   MediaryItem     *item,
                                   MediaryFilesFunc func,
                                   gpointer         user_data);
void mediary_dialogs_choose_lent_folder (GtkWindow       *parent,
                                         GFile           *folder,
                                         MediaryFilesFunc func,
                                         gpointer         user_data);
void mediary_dialogs_choose_document (GtkWindow       *parent,
                                      const char      *title,
                                      MediaryFilesFunc func,
                                      gpointer         user_data);
void mediary_dialogs_show_about (GtkWindow *parent,
                                 gint64     n_files);
void mediary_dialogs_show_preferences (GtkWindow      *parent,
                                       GSettings      *settings,
                                       MediaryService *service);

/* What a person answered. */
typedef enum {
  MEDIARY_ANSWER_CANCEL,
  MEDIARY_ANSWER_SHOW,
  MEDIARY_ANSWER_DO,
} MediaryAnswer;

typedef void (*MediaryAnswerFunc) (MediaryAnswer answer,
                                   gpointer      user_data);

void mediary_dialogs_ask (GtkWindow        *parent,
                          const char       *heading,
                          const char       *body,
                          const char       *show_label,
                          const char       *do_label,
                          MediaryAnswerFunc func,
                          gpointer          user_data);

typedef void (*MediaryTextFunc) (const char *text,
                                 gpointer    user_data);

void mediary_dialogs_ask_for_text (GtkWindow      *parent,
                                   const char     *heading,
                                   const char     *label,
                                   const char     *text,
                                   const char     *do_label,
                                   MediaryTextFunc func,
                                   gpointer        user_data);
void mediary_dialogs_show_help (GtkWindow *parent);
void mediary_dialogs_show_culprits (GtkWindow         *parent,
                                    const char *const *names);
void mediary_dialogs_tell (GtkWindow  *parent,
                           const char *heading,
                           const char *sentence);

G_END_DECLS
