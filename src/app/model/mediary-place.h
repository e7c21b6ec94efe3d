/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-destination.h"
#include "mediary-query.h"

G_BEGIN_DECLS

/**
 * MediaryPlaceKind:
 *
 * What a row of the sidebar leads to. The order is the one they stand in.
 */
typedef enum {
  MEDIARY_PLACE_ALL,
  MEDIARY_PLACE_LAST_CHECK_IN,
  MEDIARY_PLACE_HEADING,
  MEDIARY_PLACE_NEEDS_ATTENTION,
  MEDIARY_PLACE_NO_KNOWN_USE,
  MEDIARY_PLACE_TYPE_OF_MEDIA,
  MEDIARY_PLACE_APP,
  MEDIARY_PLACE_DOCUMENT,
  MEDIARY_PLACE_NEW_DOCUMENT, /* while something is dragged: asks for the document */
  MEDIARY_PLACE_MORE,         /* under an app: shows the rest of its documents */
} MediaryPlaceKind;

#define MEDIARY_PLACE_COUNT_UNKNOWN (-1)

#define MEDIARY_TYPE_PLACE (mediary_place_get_type ())
G_DECLARE_FINAL_TYPE (MediaryPlace, mediary_place, MEDIARY, PLACE, GObject)

MediaryPlace *mediary_place_new (MediaryPlaceKind kind,
                                 const char      *title,
                                 const char      *icon_name) G_GNUC_WARN_UNUSED_RESULT;
MediaryPlace *mediary_place_new_for_type (MediaryMediaType media_type,
                                          const char      *title,
                                          const char      *icon_name) G_GNUC_WARN_UNUSED_RESULT;
MediaryPlace *mediary_place_new_for_state (MediaryState state,
                                           const char  *title,
                                           const char  *icon_name) G_GNUC_WARN_UNUSED_RESULT;
MediaryPlace *mediary_place_new_for_app (const char *module_name) G_GNUC_WARN_UNUSED_RESULT;
MediaryPlace *mediary_place_new_for_document (const char *module_name,
                                              const char *artifact_name) G_GNUC_WARN_UNUSED_RESULT;
MediaryPlace *mediary_place_new_for_more (const char *module_name,
                                          const char *title) G_GNUC_WARN_UNUSED_RESULT;

MediaryPlaceKind          mediary_place_get_kind (MediaryPlace *self);
const char               *mediary_place_get_title (MediaryPlace *self);
GIcon                    *mediary_place_get_icon (MediaryPlace *self);
MediaryState              mediary_place_get_state (MediaryPlace *self);
MediaryMediaType          mediary_place_get_media_type (MediaryPlace *self);
const MediaryDestination *mediary_place_get_destination (MediaryPlace *self);
gint64                    mediary_place_get_count (MediaryPlace *self);
void                      mediary_place_set_count (MediaryPlace *self,
                                                   gint64        count);
gboolean                  mediary_place_get_marked (MediaryPlace *self);
void                      mediary_place_set_marked (MediaryPlace *self,
                                                    gboolean      marked);
gboolean                  mediary_place_get_held (MediaryPlace *self);
void                      mediary_place_set_held (MediaryPlace *self,
                                                  gboolean      held);

/* The documents of an app, as far as they have been asked for; NULL for every other place. */
GListStore *mediary_place_get_documents (MediaryPlace *self);
guint       mediary_place_get_n_documents (MediaryPlace *self);
void        mediary_place_set_n_documents (MediaryPlace *self,
                                           guint         n_documents);
gboolean    mediary_place_get_all_documents (MediaryPlace *self);
void        mediary_place_set_all_documents (MediaryPlace *self,
                                             gboolean      all_documents);

/* What the place shows, as a query; NULL for one that shows no list of files. */
MediaryQuery *mediary_place_dup_query (MediaryPlace *self) G_GNUC_WARN_UNUSED_RESULT;
char         *mediary_place_dup_line (MediaryPlace *self) G_GNUC_WARN_UNUSED_RESULT;
char         *mediary_place_dup_accessible_name (MediaryPlace *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean      mediary_place_takes_files (MediaryPlace *self);

G_END_DECLS
