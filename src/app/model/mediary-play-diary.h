/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-play-notes.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_PLAY_DIARY (mediary_play_diary_get_type ())
G_DECLARE_FINAL_TYPE (MediaryPlayDiary, mediary_play_diary, MEDIARY, PLAY_DIARY, GObject)

MediaryPlayDiary *mediary_play_diary_new (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
void              mediary_play_diary_close (MediaryPlayDiary *self);

gboolean mediary_play_diary_get_loaded (MediaryPlayDiary *self);
char   **mediary_play_diary_steal_culprits (MediaryPlayDiary *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean mediary_play_diary_is_barred (MediaryPlayDiary *self,
                                       MediaryItem      *item);
gboolean mediary_play_diary_may_play (MediaryPlayDiary *self,
                                      MediaryItem      *item);

void             mediary_play_diary_begin_async (MediaryPlayDiary   *self,
                                                 MediaryItem        *item,
                                                 const char         *access_path,
                                                 GCancellable       *cancellable,
                                                 GAsyncReadyCallback callback,
                                                 gpointer            user_data);
MediaryPlayNote *mediary_play_diary_begin_finish (MediaryPlayDiary *self,
                                                  GAsyncResult     *result,
                                                  GError          **error) G_GNUC_WARN_UNUSED_RESULT;
void             mediary_play_diary_end (MediaryPlayDiary *self,
                                         MediaryPlayNote  *note);

G_END_DECLS
