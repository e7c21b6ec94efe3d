/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * MediaryDestination:
 * @module_name: the app
 * @artifact_name: (nullable): the document; %NULL while only the app is known
 * @location: (nullable): where in the document
 *
 * Who uses what is checked in.
 */
typedef struct {
  char *module_name;
  char *artifact_name;
  char *location;
} MediaryDestination;

#define MEDIARY_TYPE_DESTINATION (mediary_destination_get_type ())
GType mediary_destination_get_type (void);

MediaryDestination *mediary_destination_new (const char *module_name,
                                             const char *artifact_name) G_GNUC_WARN_UNUSED_RESULT;
MediaryDestination *mediary_destination_new_own (void) G_GNUC_WARN_UNUSED_RESULT;
MediaryDestination *mediary_destination_copy (const MediaryDestination *self) G_GNUC_WARN_UNUSED_RESULT;
void                mediary_destination_free (MediaryDestination *self);

gboolean mediary_destination_is_document (const MediaryDestination *self);
gboolean mediary_destination_equal (const MediaryDestination *a,
                                    const MediaryDestination *b);
char    *mediary_destination_dup_title (const MediaryDestination *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaryDestination, mediary_destination_free)

G_END_DECLS
