/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-place.h"

G_BEGIN_DECLS

/* What a person narrows a place down to; all that is set must hold. */
typedef struct {
  MediaryMediaType type;        /* UNKNOWN: any */
  MediaryState     state;       /* PRESENT: any */
  char            *module_name; /* (nullable): any */
  gboolean         no_use;
} MediaryFilter;

/* The parts a filter has, each with a chip of its own. */
typedef enum {
  MEDIARY_FILTER_TYPE,
  MEDIARY_FILTER_STATE,
  MEDIARY_FILTER_APP,
  MEDIARY_FILTER_NO_USE,
  MEDIARY_FILTER_N_PARTS,
} MediaryFilterPart;

void          mediary_filter_clear (MediaryFilter *self);
void          mediary_filter_clear_part (MediaryFilter    *self,
                                         MediaryFilterPart part);
gboolean      mediary_filter_is_empty (const MediaryFilter *self);
char         *mediary_filter_dup_title (const MediaryFilter *self,
                                        MediaryFilterPart    part) G_GNUC_WARN_UNUSED_RESULT;
MediaryQuery *mediary_filter_apply (const MediaryFilter *self,
                                    MediaryQuery        *query) G_GNUC_WARN_UNUSED_RESULT;

/* Whether the place leaves anything for this part to narrow down. */
gboolean mediary_filter_suits_place (MediaryFilterPart part,
                                     MediaryPlace     *place);

G_END_DECLS
