/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-artifact.h"
#include "mediary-changes.h"
#include "mediary-check-in-job.h"
#include "mediary-import.h"
#include "mediary-item.h"
#include "mediary-module.h"
#include "mediary-query.h"
#include "mediary-reference.h"
#include "mediary-removal.h"
#include "mediary-resolution.h"
#include "mediary-sync.h"
#include "mediary-thumbnail.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_SERVICE (mediary_service_get_type ())
G_DECLARE_FINAL_TYPE (MediaryService, mediary_service, MEDIARY, SERVICE, GObject)

MediaryService *mediary_service_open (const char   *folder,
                                      GCancellable *cancellable,
                                      GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void            mediary_service_open_async (const char         *folder,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
MediaryService *mediary_service_open_finish (GAsyncResult *result,
                                             GError      **error) G_GNUC_WARN_UNUSED_RESULT;
void            mediary_service_close (MediaryService *self);
void            mediary_service_watch (MediaryService *self);

const char *mediary_service_get_database_path (MediaryService *self);
gint64      mediary_service_get_revision (MediaryService *self);
gboolean    mediary_service_get_recovery (MediaryService *self,
                                          const char    **aside,
                                          guint          *n_items,
                                          guint          *n_references);

void     mediary_service_lend_file (MediaryService *self,
                                    const char     *path,
                                    const char     *access_path,
                                    gboolean        lasts);
char    *mediary_service_dup_access_path (MediaryService *self,
                                          const char     *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean mediary_service_is_lent (MediaryService *self,
                                  const char     *path);

MediaryReference *mediary_service_check_in_media (MediaryService *self,
                                                  const char     *file_path,
                                                  const char     *module_name,
                                                  const char     *artifact_name,
                                                  GCancellable   *cancellable,
                                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void              mediary_service_check_in_media_async (MediaryService     *self,
                                                        const char         *file_path,
                                                        const char         *module_name,
                                                        const char         *artifact_name,
                                                        GCancellable       *cancellable,
                                                        GAsyncReadyCallback callback,
                                                        gpointer            user_data);
MediaryReference *mediary_service_check_in_media_finish (MediaryService *self,
                                                         GAsyncResult   *result,
                                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;

MediaryReference *mediary_service_check_in_media_at (MediaryService *self,
                                                     const char     *file_path,
                                                     const char     *module_name,
                                                     const char     *artifact_name,
                                                     const char     *location,
                                                     GCancellable   *cancellable,
                                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void              mediary_service_check_in_media_at_async (MediaryService     *self,
                                                           const char         *file_path,
                                                           const char         *module_name,
                                                           const char         *artifact_name,
                                                           const char         *location,
                                                           GCancellable       *cancellable,
                                                           GAsyncReadyCallback callback,
                                                           gpointer            user_data);
MediaryReference *mediary_service_check_in_media_at_finish (MediaryService *self,
                                                            GAsyncResult   *result,
                                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;

void     mediary_service_check_in_many_async (MediaryService     *self,
                                              MediaryCheckInJob  *job,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
gboolean mediary_service_check_in_many_finish (MediaryService *self,
                                               GAsyncResult   *result,
                                               GError        **error);

gboolean mediary_service_waits_for_disk (MediaryService *self);

gboolean mediary_service_sync (MediaryService *self,
                               MediarySync    *sync,
                               GCancellable   *cancellable,
                               GError        **error);
void     mediary_service_sync_async (MediaryService     *self,
                                     MediarySync        *sync,
                                     GCancellable       *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer            user_data);
gboolean mediary_service_sync_finish (MediaryService *self, GAsyncResult *result, GError **error);

MediaryItem *mediary_service_get_item (MediaryService *self,
                                       const char     *item_id,
                                       GCancellable   *cancellable,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void         mediary_service_get_item_async (MediaryService     *self,
                                             const char         *item_id,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
MediaryItem *mediary_service_get_item_finish (MediaryService *self,
                                              GAsyncResult   *result,
                                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;
MediaryItem *mediary_service_find_item (MediaryService *self,
                                        const char     *file_path,
                                        GCancellable   *cancellable,
                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void         mediary_service_find_item_async (MediaryService     *self,
                                              const char         *file_path,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
MediaryItem *mediary_service_find_item_finish (MediaryService *self,
                                               GAsyncResult   *result,
                                               GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void         mediary_service_find_folders_async (MediaryService     *self,
                                                 const char *const  *paths,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
char       **mediary_service_find_folders_finish (MediaryService *self,
                                                  GAsyncResult   *result,
                                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;

MediaryReference *mediary_service_get_reference (MediaryService *self,
                                                 const char     *reference_id,
                                                 GCancellable   *cancellable,
                                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void              mediary_service_get_reference_async (MediaryService     *self,
                                                       const char         *reference_id,
                                                       GCancellable       *cancellable,
                                                       GAsyncReadyCallback callback,
                                                       gpointer            user_data);
MediaryReference *mediary_service_get_reference_finish (MediaryService *self,
                                                        GAsyncResult   *result,
                                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Lists: each is a GPtrArray the caller owns. "after" continues behind the last element of an earlier answer. */
GPtrArray *mediary_service_list_items (MediaryService *self,
                                       MediaryQuery   *query,
                                       MediaryItem    *after,
                                       guint           limit,
                                       GCancellable   *cancellable,
                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void       mediary_service_list_items_async (MediaryService     *self,
                                             MediaryQuery       *query,
                                             MediaryItem        *after,
                                             guint               limit,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
GPtrArray *mediary_service_list_items_finish (MediaryService *self,
                                              GAsyncResult   *result,
                                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void       mediary_service_count_items_async (MediaryService     *self,
                                              MediaryQuery       *query,
                                              GCancellable       *cancellable,
                                              GAsyncReadyCallback callback,
                                              gpointer            user_data);
gint64     mediary_service_count_items_finish (MediaryService *self,
                                               GAsyncResult   *result,
                                               GError        **error);
void       mediary_service_count_artifacts_async (MediaryService     *self,
                                                  const gint64       *numbers,
                                                  gsize               n_numbers,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
gint64     mediary_service_count_artifacts_finish (MediaryService *self,
                                                   GAsyncResult   *result,
                                                   GError        **error);
GPtrArray *mediary_service_list_references (MediaryService   *self,
                                            const char       *item_id,
                                            MediaryReference *after,
                                            guint             limit,
                                            GCancellable     *cancellable,
                                            GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void       mediary_service_list_references_async (MediaryService     *self,
                                                  const char         *item_id,
                                                  MediaryReference   *after,
                                                  guint               limit,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
GPtrArray *mediary_service_list_references_finish (MediaryService *self,
                                                   GAsyncResult   *result,
                                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mediary_service_list_earlier_places (MediaryService *self,
                                                const char     *item_id,
                                                GCancellable   *cancellable,
                                                GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void       mediary_service_list_earlier_places_async (MediaryService     *self,
                                                      const char         *item_id,
                                                      GCancellable       *cancellable,
                                                      GAsyncReadyCallback callback,
                                                      gpointer            user_data);
GPtrArray *mediary_service_list_earlier_places_finish (MediaryService *self,
                                                       GAsyncResult   *result,
                                                       GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mediary_service_list_modules (MediaryService *self,
                                         MediaryModule  *after,
                                         guint           limit,
                                         GCancellable   *cancellable,
                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void       mediary_service_list_modules_async (MediaryService     *self,
                                               MediaryModule      *after,
                                               guint               limit,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
GPtrArray *mediary_service_list_modules_finish (MediaryService *self,
                                                GAsyncResult   *result,
                                                GError        **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *mediary_service_list_artifacts (MediaryService  *self,
                                           const char      *module_name,
                                           MediaryArtifact *after,
                                           guint            limit,
                                           GCancellable    *cancellable,
                                           GError         **error) G_GNUC_WARN_UNUSED_RESULT;
void       mediary_service_list_artifacts_async (MediaryService     *self,
                                                 const char         *module_name,
                                                 MediaryArtifact    *after,
                                                 guint               limit,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
GPtrArray *mediary_service_list_artifacts_finish (MediaryService *self,
                                                  GAsyncResult   *result,
                                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void       mediary_service_find_artifacts_async (MediaryService     *self,
                                                 const char         *text,
                                                 guint               limit,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
GPtrArray *mediary_service_find_artifacts_finish (MediaryService *self,
                                                  GAsyncResult   *result,
                                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean mediary_service_remove_reference (MediaryService *self,
                                           const char     *reference_id,
                                           GCancellable   *cancellable,
                                           GError        **error);
void     mediary_service_remove_reference_async (MediaryService     *self,
                                                 const char         *reference_id,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
gboolean mediary_service_remove_reference_finish (MediaryService *self,
                                                  GAsyncResult   *result,
                                                  GError        **error);
void     mediary_service_restore_reference_async (MediaryService     *self,
                                                  MediaryReference   *reference,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
gboolean mediary_service_restore_reference_finish (MediaryService *self,
                                                   GAsyncResult   *result,
                                                   GError        **error);

GPtrArray *mediary_service_list_uses (MediaryService   *self,
                                      const char       *module_name,
                                      const char       *artifact_name,
                                      MediaryReference *after,
                                      guint             limit,
                                      GCancellable     *cancellable,
                                      GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void       mediary_service_list_uses_async (MediaryService     *self,
                                            const char         *module_name,
                                            const char         *artifact_name,
                                            MediaryReference   *after,
                                            guint               limit,
                                            GCancellable       *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer            user_data);
GPtrArray *mediary_service_list_uses_finish (MediaryService *self,
                                             GAsyncResult   *result,
                                             GError        **error) G_GNUC_WARN_UNUSED_RESULT;

MediaryResolution *mediary_service_resolve (MediaryService *self,
                                            const char     *name,
                                            GCancellable   *cancellable,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void               mediary_service_resolve_async (MediaryService     *self,
                                                  const char         *name,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
MediaryResolution *mediary_service_resolve_finish (MediaryService *self,
                                                   GAsyncResult   *result,
                                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;

MediaryChanges *mediary_service_list_changes (MediaryService *self,
                                              gint64          since,
                                              GCancellable   *cancellable,
                                              GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void            mediary_service_list_changes_async (MediaryService     *self,
                                                    gint64              since,
                                                    GCancellable       *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer            user_data);
MediaryChanges *mediary_service_list_changes_finish (MediaryService *self,
                                                     GAsyncResult   *result,
                                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;

MediaryItem *mediary_service_refresh_item (MediaryService *self,
                                           const char     *item_id,
                                           GCancellable   *cancellable,
                                           GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void         mediary_service_refresh_item_async (MediaryService     *self,
                                                 const char         *item_id,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
MediaryItem *mediary_service_refresh_item_finish (MediaryService *self,
                                                  GAsyncResult   *result,
                                                  GError        **error) G_GNUC_WARN_UNUSED_RESULT;
MediaryItem *mediary_service_relink_item (MediaryService *self,
                                          const char     *item_id,
                                          const char     *file_path,
                                          GCancellable   *cancellable,
                                          GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void         mediary_service_relink_item_async (MediaryService     *self,
                                                const char         *item_id,
                                                const char         *file_path,
                                                GCancellable       *cancellable,
                                                GAsyncReadyCallback callback,
                                                gpointer            user_data);
MediaryItem *mediary_service_relink_item_finish (MediaryService *self,
                                                 GAsyncResult   *result,
                                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;

/* Removing several at once: all or nothing, and what was removed can be had again. */
MediaryRemoval *mediary_service_remove_uses (MediaryService    *self,
                                             const char *const *item_ids,
                                             const char        *module_name,
                                             const char        *artifact_name,
                                             GCancellable      *cancellable,
                                             GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void            mediary_service_remove_uses_async (MediaryService     *self,
                                                   const char *const  *item_ids,
                                                   const char         *module_name,
                                                   const char         *artifact_name,
                                                   GCancellable       *cancellable,
                                                   GAsyncReadyCallback callback,
                                                   gpointer            user_data);
MediaryRemoval *mediary_service_remove_uses_finish (MediaryService *self,
                                                    GAsyncResult   *result,
                                                    GError        **error) G_GNUC_WARN_UNUSED_RESULT;
MediaryRemoval *mediary_service_forget_items (MediaryService    *self,
                                              const char *const *item_ids,
                                              MediaryForgetFlags flags,
                                              GCancellable      *cancellable,
                                              GError           **error) G_GNUC_WARN_UNUSED_RESULT;
void            mediary_service_forget_items_async (MediaryService     *self,
                                                    const char *const  *item_ids,
                                                    MediaryForgetFlags  flags,
                                                    GCancellable       *cancellable,
                                                    GAsyncReadyCallback callback,
                                                    gpointer            user_data);
MediaryRemoval *mediary_service_forget_items_finish (MediaryService *self,
                                                     GAsyncResult   *result,
                                                     GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        mediary_service_restore (MediaryService *self,
                                         MediaryRemoval *removal,
                                         GCancellable   *cancellable,
                                         GError        **error);
void            mediary_service_restore_async (MediaryService     *self,
                                               MediaryRemoval     *removal,
                                               GCancellable       *cancellable,
                                               GAsyncReadyCallback callback,
                                               gpointer            user_data);
gboolean        mediary_service_restore_finish (MediaryService *self,
                                                GAsyncResult   *result,
                                                GError        **error);

MediaryRemoval *mediary_service_remove_artifact (MediaryService *self,
                                                 const char     *module_name,
                                                 const char     *artifact_name,
                                                 GCancellable   *cancellable,
                                                 GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void            mediary_service_remove_artifact_async (MediaryService     *self,
                                                       const char         *module_name,
                                                       const char         *artifact_name,
                                                       GCancellable       *cancellable,
                                                       GAsyncReadyCallback callback,
                                                       gpointer            user_data);
MediaryRemoval *mediary_service_remove_artifact_finish (MediaryService *self,
                                                        GAsyncResult   *result,
                                                        GError        **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean        mediary_service_rename_artifact (MediaryService *self,
                                                 const char     *module_name,
                                                 const char     *artifact_name,
                                                 const char     *new_name,
                                                 GCancellable   *cancellable,
                                                 GError        **error);
void            mediary_service_rename_artifact_async (MediaryService     *self,
                                                       const char         *module_name,
                                                       const char         *artifact_name,
                                                       const char         *new_name,
                                                       GCancellable       *cancellable,
                                                       GAsyncReadyCallback callback,
                                                       gpointer            user_data);
gboolean        mediary_service_rename_artifact_finish (MediaryService *self,
                                                        GAsyncResult   *result,
                                                        GError        **error);

void            mediary_service_undo_check_in_async (MediaryService     *self,
                                                     MediaryCheckInJob  *job,
                                                     GCancellable       *cancellable,
                                                     GAsyncReadyCallback callback,
                                                     gpointer            user_data);
MediaryRemoval *mediary_service_undo_check_in_finish (MediaryService *self,
                                                      GAsyncResult   *result,
                                                      GError        **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean mediary_service_export_to (MediaryService *self,
                                    GOutputStream  *stream,
                                    GCancellable   *cancellable,
                                    GError        **error);
void     mediary_service_export_to_async (MediaryService     *self,
                                          GOutputStream      *stream,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
gboolean mediary_service_export_to_finish (MediaryService *self,
                                           GAsyncResult   *result,
                                           GError        **error);

MediaryImport *mediary_service_import_from (MediaryService *self,
                                            GInputStream   *stream,
                                            GCancellable   *cancellable,
                                            GError        **error) G_GNUC_WARN_UNUSED_RESULT;
void           mediary_service_import_from_async (MediaryService     *self,
                                                  GInputStream       *stream,
                                                  GCancellable       *cancellable,
                                                  GAsyncReadyCallback callback,
                                                  gpointer            user_data);
MediaryImport *mediary_service_import_from_finish (MediaryService *self,
                                                   GAsyncResult   *result,
                                                   GError        **error) G_GNUC_WARN_UNUSED_RESULT;

void              mediary_service_load_thumbnail_async (MediaryService     *self,
                                                        MediaryItem        *item,
                                                        int                 size,
                                                        GCancellable       *cancellable,
                                                        GAsyncReadyCallback callback,
                                                        gpointer            user_data);
MediaryThumbnail *mediary_service_load_thumbnail_finish (MediaryService *self,
                                                         GAsyncResult   *result,
                                                         GError        **error) G_GNUC_WARN_UNUSED_RESULT;

void     mediary_service_count_thumbnails_async (MediaryService     *self,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
gboolean mediary_service_count_thumbnails_finish (MediaryService *self,
                                                  GAsyncResult   *result,
                                                  guint          *n_thumbnails,
                                                  guint64        *size,
                                                  GError        **error);
void     mediary_service_clear_thumbnails_async (MediaryService     *self,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
gboolean mediary_service_clear_thumbnails_finish (MediaryService *self,
                                                  GAsyncResult   *result,
                                                  guint          *n_thumbnails,
                                                  guint64        *size,
                                                  GError        **error);

G_END_DECLS
