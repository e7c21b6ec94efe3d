/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-item-list.h"
#include "mediary-shell.h"
#include "mediary-window.h"
#include "model/mediary-filter.h"
#include "model/mediary-gradual-list.h"
#include "model/mediary-outcomes.h"
#include "model/mediary-selection.h"
#include "model/mediary-sidebar.h"
#include "model/mediary-undo-step.h"
#include "view/mediary-check-in-bar.h"
#include "view/mediary-drop-veil.h"
#include "view/mediary-item-details.h"
#include "view/mediary-outcome-page.h"

G_BEGIN_DECLS

/* The window's files: this is what they share. Each function stands in the file its group names. */
struct _MediaryWindow {
  AdwApplicationWindow parent_instance;

  AdwToastOverlay    *toast_overlay;
  MediaryShell       *shell;
  GtkListView        *sidebar_view;
  AdwHeaderBar       *content_header;
  AdwWindowTitle     *window_title;
  GtkWidget          *back_button;
  GtkWidget          *check_in_button;
  GtkWidget          *check_in_menu_button;
  GtkWidget          *view_switch;
  GtkWidget          *details_button;
  GtkToggleButton    *search_button;
  GtkSearchBar       *search_bar;
  GtkSearchEntry     *search_entry;
  GtkFlowBox         *filter_box;
  GtkMenuButton      *filter_button;
  GtkWidget          *place_bar;
  GtkWidget          *place_line;
  GtkWidget          *document_menu_button;
  GtkWidget          *keep_access_button;
  GtkLabel           *place_label;
  GtkStack           *content_stack;
  AdwStatusPage      *failed_page;
  AdwStatusPage      *no_results_page;
  GtkButton          *no_results_button;
  GtkStack           *view_stack;
  GtkGridView        *grid_view;
  GtkListView        *list_view;
  MediaryOutcomePage *outcome_page;
  MediaryDropVeil    *drop_veil;
  MediaryCheckInBar  *check_in_bar;
  GtkActionBar       *selection_bar;
  GtkLabel           *selection_label;
  MediaryItemDetails *details;

  GSettings          *settings;
  MediaryService     *service; /* (nullable) */
  MediarySidebar     *sidebar;
  GtkSingleSelection *sidebar_selection;
  MediaryPlace       *place;             /* (nullable): what is shown */
  MediaryItemList    *list;              /* (nullable): its files */
  MediaryItemList    *next_list;         /* (nullable): takes its place when it has been read */
  MediaryGradualList *rows;              /* (nullable): what the view has of the list by now */
  guint               rows_tick;         /* 0: it has all of them */
  MediarySelection   *selection;         /* (nullable): of the rows */
  gboolean            focus_files;       /* the next list takes the keyboard */
  gpointer            focus_at_check_in; /* (unowned): only compared */
  gboolean            remembers_place;   /* from when it is known which one it opens at */
  gboolean            awaits_last_check_in;
  gboolean            files_had_focus; /* when somebody last had it */

  gboolean tight;      /* little room for the files */
  guint    room_id;    /* to find out */
  guint    columns_id; /* to tell the grid how many fit */

  MediaryFilter filter;
  GPtrArray    *suggestions;    /* of MediaryDestination */
  char         *suggested_text; /* (nullable): what they are for */
  GCancellable *suggesting;     /* (nullable) */

  GPtrArray          *check_ins;        /* of CheckIn, under way */
  MediaryOutcomes    *outcomes;         /* (nullable): of the last check-in */
  MediaryDestination *last_destination; /* (nullable): of this session */
  GSList             *waiting_files;    /* of GFile, given before the library was open */

  GMenu    *undo_section;
  GQueue    undo;                /* newest first */
  GQueue    redo;                /* newest first */
  GQueue    moves;               /* of the stack whose newest step is to be moved, when its turn comes */
  guint     n_moves;             /* steps that are being done or taken back */
  guint     n_groups;            /* of steps that are one */
  gint64    pushed_at;           /* monotonic: the newest step */
  guint     next_position;       /* what is selected once the selected files are removed */
  AdwToast *undo_toast;          /* (nullable): in sight; what it says is said by the next one too */
  gint64    undo_toast_shown_at; /* of g_get_monotonic_time () */

  GCancellable *selected_read;  /* (nullable): tells the newest read from those before */
  gboolean      reads_selected; /* for something that is to be done with all of them */
  GCancellable *used_in;        /* (nullable): while it is counted in how many documents they are used */
  GPtrArray    *selected_items; /* (nullable) of MediaryItem: several that are selected, when they are read */

  /* While a drag is over the window. */
  gboolean   dragging;
  guint      drag_over_id;
  guint      spring_id;
  GtkWidget *spring_row; /* (nullable) */
};

/* mediary-window.c */
void mediary_window_show_place (MediaryWindow *self,
                                MediaryPlace  *place);
void mediary_window_show_destination (MediaryWindow            *self,
                                      const MediaryDestination *destination);

/* mediary-window-toast.c */
void mediary_window_toast (MediaryWindow *self,
                           const char    *title,
                           const char    *button_label,
                           const char    *action_name);
void mediary_window_toast_undoable (MediaryWindow *self,
                                    const char    *title,
                                    const char    *action_name,
                                    gboolean       bulk);

/* mediary-window-room.c */
void mediary_window_update_room (MediaryWindow *self);
void mediary_window_update_narrow (MediaryWindow *self);

/* mediary-window-sidebar.c */
void mediary_window_init_sidebar (MediaryWindow *self);
void mediary_window_select_place (MediaryWindow *self,
                                  guint          position);

/* mediary-window-last-place.c */
void mediary_window_restore_place (MediaryWindow *self);
void mediary_window_restore_last_check_in (MediaryWindow *self);
void mediary_window_check_place (MediaryWindow *self);
void mediary_window_remember_place (MediaryWindow *self);

/* mediary-window-filter.c */
void mediary_window_init_filter (MediaryWindow *self);
void mediary_window_finish_filter (MediaryWindow *self);
void mediary_window_update_filter (MediaryWindow *self);
void mediary_window_clear_filter (MediaryWindow *self);
void mediary_window_remove_filters (MediaryWindow *self);
void mediary_window_suggest (MediaryWindow *self,
                             const char    *text);

/* mediary-window-items.c */
void             mediary_window_init_items (MediaryWindow *self);
void             mediary_window_reload_items (MediaryWindow *self);
gboolean         mediary_window_is_narrowed (MediaryWindow *self);
guint            mediary_window_get_n_shown (MediaryWindow *self);
MediaryLazyItem *mediary_window_dup_selected (MediaryWindow *self) G_GNUC_WARN_UNUSED_RESULT;

/* mediary-window-outcome.c */
void          mediary_window_init_outcome (MediaryWindow *self);
gboolean      mediary_window_shows_outcome (MediaryWindow *self);
MediaryQuery *mediary_window_dup_outcome_query (MediaryWindow *self) G_GNUC_WARN_UNUSED_RESULT;

/* mediary-window-files-view.c */
void       mediary_window_init_files_view (MediaryWindow *self);
GtkWidget *mediary_window_get_files_view (MediaryWindow *self);
void       mediary_window_put_on_view (MediaryWindow *self);
void       mediary_window_update_view_mode (MediaryWindow *self);
void       mediary_window_rebuild_items (MediaryWindow *self);

/* mediary-window-pages.c */
void mediary_window_update_pages (MediaryWindow *self);

/* mediary-window-columns.c */
void mediary_window_init_columns (MediaryWindow *self);
void mediary_window_update_columns (MediaryWindow *self);

/* mediary-window-actions.c */
void mediary_window_init_actions (MediaryWindow *self);
void mediary_window_update_actions (MediaryWindow *self);

/* mediary-window-edit.c */
void mediary_window_edit_copy_reference (MediaryWindow *self,
                                         const char    *reference);
void mediary_window_edit_select_all (MediaryWindow *self);
void mediary_window_edit_select_none (MediaryWindow *self);

/* mediary-window-search.c */
void mediary_window_start_search (MediaryWindow *self);
void mediary_window_leave_search (MediaryWindow *self);
void mediary_window_search (MediaryWindow *self,
                            const char    *text);
void mediary_window_search_everywhere (MediaryWindow *self);

/* mediary-window-view.c */
void mediary_window_init_view (MediaryWindow *self);
void mediary_window_end_view (MediaryWindow *self);
void mediary_window_enlarge_tiles (MediaryWindow *self);
void mediary_window_shrink_tiles (MediaryWindow *self);
void mediary_window_reset_tiles (MediaryWindow *self);

/* mediary-window-shortcuts.c */
void mediary_window_show_shortcuts (MediaryWindow *self);

/* mediary-window-open.c */
void mediary_window_open_selected (MediaryWindow *self);
void mediary_window_open_place (MediaryWindow *self);
void mediary_window_open_document (MediaryWindow *self,
                                   const char    *module_name,
                                   const char    *artifact_name);
void mediary_window_show_in_files (MediaryWindow *self,
                                   const char    *uri);
void mediary_window_show_path_in_files (MediaryWindow *self,
                                        const char    *path);
void mediary_window_show_selected_in_files (MediaryWindow *self);

/* mediary-window-document.c */
const MediaryDestination *mediary_window_get_document (MediaryWindow *self);
void                      mediary_window_rename_document (MediaryWindow *self);
void                      mediary_window_remove_document (MediaryWindow *self);

/* mediary-window-check-again.c */
void mediary_window_check_again (MediaryWindow *self);
void mediary_window_check_place_again (MediaryWindow *self);

/* mediary-window-menu.c */
void     mediary_window_add_menu (GtkListItem *list_item);
gboolean mediary_window_has_menu (MediaryWindow *self);
void     mediary_window_show_menu (MediaryWindow *self);

/* mediary-window-place-menu.c */
void     mediary_window_add_place_menu (GtkWidget *row);
gboolean mediary_window_has_place_menu (MediaryWindow *self);
gboolean mediary_window_show_place_menu (MediaryWindow *self);
void     mediary_window_show_files (MediaryWindow *self);

/* mediary-window-focus.c */
void     mediary_window_init_focus (MediaryWindow *self);
gboolean mediary_window_leave_files (MediaryWindow *self);
void     mediary_window_focus_selected (MediaryWindow *self,
                                        GtkWidget     *view);

/* mediary-window-focus-file.c */
guint    mediary_window_get_focused_position (MediaryWindow *self);
gboolean mediary_window_focus_list (MediaryWindow *self,
                                    GtkWidget     *view);
gboolean mediary_window_focus_files (MediaryWindow *self);
void     mediary_window_focus_position (MediaryWindow *self,
                                        guint          position);
void     mediary_window_focus_new_file (MediaryWindow *self);
void     mediary_window_forget_new_file (MediaryWindow *self);
void     mediary_window_note_list_item (GtkListItem *list_item);

/* mediary-window-keys.c */
void mediary_window_init_keys (MediaryWindow *self);

/* mediary-window-panes.c */
void mediary_window_focus_next_pane (MediaryWindow *self);
void mediary_window_focus_previous_pane (MediaryWindow *self);
void mediary_window_leave_list (MediaryWindow *self,
                                GtkWidget     *list,
                                int            direction);
void mediary_window_toggle_sidebar (MediaryWindow *self);
void mediary_window_toggle_details (MediaryWindow *self);
void mediary_window_show_details (MediaryWindow *self);
void mediary_window_come_to_files (MediaryWindow *self);
void mediary_window_go_back (MediaryWindow *self);
void mediary_window_escape (MediaryWindow *self);

/* mediary-window-drop.c */
void     mediary_window_init_drop (MediaryWindow *self);
void     mediary_window_end_drop (MediaryWindow *self);
gboolean mediary_window_leave_drag (MediaryWindow *self);
void     mediary_window_add_row_drop_target (MediaryWindow *self,
                                             GtkWidget     *row);

/* mediary-window-drag.c */
gboolean mediary_window_load_selected (MediaryWindow *self, GAsyncReadyCallback callback, gpointer user_data);

void mediary_window_read_selected (MediaryWindow *self);
void mediary_window_add_drag_source (GtkListItem *list_item);
void mediary_window_copy_selected (MediaryWindow *self);

/* mediary-window-used-in.c */
void mediary_window_count_used_in (MediaryWindow *self);
void mediary_window_cancel_used_in (MediaryWindow *self);

/* mediary-window-receive.c */
void mediary_window_receive_files (MediaryWindow            *self,
                                   GSList                   *files,
                                   const MediaryDestination *target);
void mediary_window_receive_files_for_place (MediaryWindow *self,
                                             GSList        *files,
                                             MediaryPlace  *place);
void mediary_window_paste (MediaryWindow *self);

/* mediary-window-given.c */
void mediary_window_choose_files (MediaryWindow *self);
void mediary_window_choose_folder (MediaryWindow *self);
void mediary_window_receive_chosen (MediaryWindow *self,
                                    GSList        *files);
void mediary_window_receive_pasted (MediaryWindow *self,
                                    GSList        *files);
void mediary_window_ask_about_opened (MediaryWindow *self,
                                      GSList        *files);
void mediary_window_open_local_files (MediaryWindow *self,
                                      GSList        *files);

/* mediary-window-keep.c */
void mediary_window_keep_access (MediaryWindow *self);
void mediary_window_keep_access_to_folder (MediaryWindow *self);

/* mediary-window-check-in.c */
void mediary_window_check_in (MediaryWindow            *self,
                              GSList                   *files,
                              const MediaryDestination *destination,
                              gboolean                  include_subfolders);
void mediary_window_check_in_again (MediaryWindow            *self,
                                    GSList                   *files,
                                    MediaryOutcomes          *outcomes,
                                    const MediaryDestination *destination,
                                    gboolean                  include_subfolders);
void mediary_window_ask_where_used (MediaryWindow            *self,
                                    GSList                   *files,
                                    const MediaryDestination *inferred);
void mediary_window_add_use (MediaryWindow *self);
void mediary_window_withdraw_notification (MediaryWindow *self);
void mediary_window_ask_for_document (MediaryWindow *self,
                                      GSList        *files);
void mediary_window_stop_check_ins (MediaryWindow *self);

/* mediary-window-last-check-in.c */
void mediary_window_load_last_check_in (MediaryWindow *self);
void mediary_window_save_last_check_in (MediaryService  *service,
                                        MediaryOutcomes *outcomes);
void mediary_window_set_outcomes (MediaryWindow   *self,
                                  MediaryOutcomes *outcomes);
void mediary_window_show_last_check_in (MediaryWindow *self);
void mediary_window_try_again (MediaryWindow *self,
                               const char    *path);
void mediary_window_copy_package (MediaryWindow *self,
                                  const char    *item_id);
void mediary_window_check_in_skipped (MediaryWindow *self,
                                      const char    *path);

/* mediary-window-undo.c */
void     mediary_window_init_undo (MediaryWindow *self);
void     mediary_window_clear_undo (MediaryWindow *self);
void     mediary_window_push_check_in (MediaryWindow     *self,
                                       MediaryCheckInJob *job);
void     mediary_window_do (MediaryWindow   *self,
                            MediaryUndoStep *step,
                            gboolean         undoable);
void     mediary_window_undo (MediaryWindow *self);
void     mediary_window_redo (MediaryWindow *self);
void     mediary_window_undo_last_check_in (MediaryWindow *self);
gboolean mediary_window_can_undo_last_check_in (MediaryWindow *self);

/* mediary-window-remove.c */
void mediary_window_remove_selected (MediaryWindow *self);
void mediary_window_trash_selected (MediaryWindow *self);
void mediary_window_remove_use (MediaryWindow    *self,
                                MediaryReference *reference);

G_END_DECLS
