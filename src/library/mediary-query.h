/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-types.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_QUERY (mediary_query_get_type ())
G_DECLARE_FINAL_TYPE (MediaryQuery, mediary_query, MEDIARY, QUERY, GObject)

MediaryQuery *mediary_query_new (void) G_GNUC_WARN_UNUSED_RESULT;

MediaryQuery *mediary_query_with_text (MediaryQuery *self,
                                       const char   *text) G_GNUC_WARN_UNUSED_RESULT;
MediaryQuery *mediary_query_with_item (MediaryQuery *self,
                                       const char   *item_id) G_GNUC_WARN_UNUSED_RESULT;
MediaryQuery *mediary_query_with_media_type (MediaryQuery    *self,
                                             MediaryMediaType type) G_GNUC_WARN_UNUSED_RESULT;
MediaryQuery *mediary_query_with_module (MediaryQuery *self,
                                         const char   *module_name) G_GNUC_WARN_UNUSED_RESULT;
MediaryQuery *mediary_query_with_artifact (MediaryQuery *self,
                                           const char   *module_name,
                                           const char   *artifact_name) G_GNUC_WARN_UNUSED_RESULT;
MediaryQuery *mediary_query_with_problems (MediaryQuery *self,
                                           gboolean      only_problems) G_GNUC_WARN_UNUSED_RESULT;
MediaryQuery *mediary_query_with_state (MediaryQuery *self,
                                        MediaryState  state) G_GNUC_WARN_UNUSED_RESULT;
MediaryQuery *mediary_query_with_no_use (MediaryQuery *self,
                                         gboolean      only_unused) G_GNUC_WARN_UNUSED_RESULT;
MediaryQuery *mediary_query_with_order (MediaryQuery *self,
                                        MediaryOrder  order,
                                        gboolean      reversed) G_GNUC_WARN_UNUSED_RESULT;

const char      *mediary_query_get_text (MediaryQuery *self);
const char      *mediary_query_get_item_id (MediaryQuery *self);
MediaryMediaType mediary_query_get_media_type (MediaryQuery *self);
const char      *mediary_query_get_module_name (MediaryQuery *self);
const char      *mediary_query_get_artifact_name (MediaryQuery *self);
gboolean         mediary_query_get_problems (MediaryQuery *self);
MediaryState     mediary_query_get_state (MediaryQuery *self);
gboolean         mediary_query_get_no_use (MediaryQuery *self);
MediaryOrder     mediary_query_get_order (MediaryQuery *self);
gboolean         mediary_query_get_reversed (MediaryQuery *self);

gboolean mediary_query_equal (MediaryQuery *a,
                              MediaryQuery *b);

G_END_DECLS
