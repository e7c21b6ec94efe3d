/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mediary-place.h"
#include "mediary-service.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_SIDEBAR (mediary_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (MediarySidebar, mediary_sidebar, MEDIARY, SIDEBAR, GObject)

MediarySidebar *mediary_sidebar_new (void) G_GNUC_WARN_UNUSED_RESULT;

void mediary_sidebar_set_selected (MediarySidebar *self,
                                   MediaryPlace   *place);

GtkTreeListModel *mediary_sidebar_get_rows (MediarySidebar *self);
GListModel       *mediary_sidebar_get_apps (MediarySidebar *self);
void              mediary_sidebar_set_service (MediarySidebar *self,
                                               MediaryService *service);

MediaryPlace *mediary_sidebar_get_place (MediarySidebar  *self,
                                         MediaryPlaceKind kind);
void          mediary_sidebar_show_last_check_in (MediarySidebar *self);
void          mediary_sidebar_show_problem (MediarySidebar *self,
                                            MediaryState    state);
guint         mediary_sidebar_find_place (MediarySidebar *self,
                                          MediaryPlace   *place);
guint         mediary_sidebar_reveal (MediarySidebar           *self,
                                      const MediaryDestination *destination);

void mediary_sidebar_set_dragging (MediarySidebar *self,
                                   gboolean        dragging);

/* In mediary-sidebar-apps.c. */
void mediary_sidebar_load_documents (MediarySidebar *self,
                                     MediaryPlace   *app);
void mediary_sidebar_show_all_documents (MediarySidebar *self,
                                         MediaryPlace   *more);

G_END_DECLS
