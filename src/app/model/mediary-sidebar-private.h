/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-sidebar.h"

G_BEGIN_DECLS

/* The kinds of problems, in the order they are shown. */
#define MEDIARY_SIDEBAR_N_PROBLEMS 3

/* What the files of the sidebar share. Each function stands in the file its group names. */
struct _MediarySidebar {
  GObject parent_instance;

  MediaryService   *service; /* (nullable) */
  GCancellable     *cancellable;
  GListStore       *places;
  GListStore       *apps;
  gboolean          knows_apps;                           /* they have been read once */
  MediaryPlace     *apps_heading;                         /* in the places while there are any apps */
  GListStore       *drag_places;                          /* the last row, while something is dragged */
  MediaryPlace     *problems_heading;                     /* in the places while there are any */
  MediaryPlace     *problems[MEDIARY_SIDEBAR_N_PROBLEMS]; /* each while it has files, or is looked at */
  MediaryPlace     *selected;                             /* (nullable): its row is held */
  GtkTreeListModel *rows;
  guint             refresh_id;
};

/* mediary-sidebar.c */
void  mediary_sidebar_set_shown (MediarySidebar *self,
                                 MediaryPlace   *place,
                                 guint           position,
                                 gboolean        shown);
guint mediary_sidebar_find_kind (MediarySidebar  *self,
                                 MediaryPlaceKind kind);

/* mediary-sidebar-apps.c */
void          mediary_sidebar_load_apps (MediarySidebar *self);
MediaryPlace *mediary_sidebar_ensure_app (MediarySidebar *self,
                                          const char     *module_name);

/* mediary-sidebar-counts.c */
void mediary_sidebar_count_places (MediarySidebar *self);
void mediary_sidebar_show_problems (MediarySidebar *self);

G_END_DECLS
