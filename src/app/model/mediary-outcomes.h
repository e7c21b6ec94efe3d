/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-check-in-job.h"
#include "mediary-destination.h"
#include "mediary-outcome-entry.h"

G_BEGIN_DECLS

#define MEDIARY_TYPE_OUTCOMES (mediary_outcomes_get_type ())
G_DECLARE_FINAL_TYPE (MediaryOutcomes, mediary_outcomes, MEDIARY, OUTCOMES, GObject)

MediaryOutcomes *mediary_outcomes_new (MediaryCheckInJob *job,
                                       GSList            *files) G_GNUC_WARN_UNUSED_RESULT;
MediaryOutcomes *mediary_outcomes_copy (MediaryOutcomes *self) G_GNUC_WARN_UNUSED_RESULT;

const GVariantType *mediary_outcomes_get_variant_type (void);
MediaryOutcomes    *mediary_outcomes_new_from_variant (GVariant *variant) G_GNUC_WARN_UNUSED_RESULT;
GVariant           *mediary_outcomes_to_variant (MediaryOutcomes *self) G_GNUC_WARN_UNUSED_RESULT;

MediaryCheckInJob        *mediary_outcomes_get_job (MediaryOutcomes *self);
const MediaryDestination *mediary_outcomes_get_destination (MediaryOutcomes *self);
GListModel               *mediary_outcomes_get_rows (MediaryOutcomes *self);
char                     *mediary_outcomes_dup_summary (MediaryOutcomes *self) G_GNUC_WARN_UNUSED_RESULT;

guint mediary_outcomes_get_n_refused (MediaryOutcomes *self);
guint mediary_outcomes_get_n_left_out (MediaryOutcomes *self);
guint mediary_outcomes_get_n_folders (MediaryOutcomes *self);

MediaryOutcomeEntry *mediary_outcomes_find (MediaryOutcomes *self,
                                            const char      *path);
void                 mediary_outcomes_set_failure (MediaryOutcomes *self,
                                                   const char      *sentence);
void                 mediary_outcomes_replace (MediaryOutcomes     *self,
                                               MediaryOutcomeEntry *entry);
void                 mediary_outcomes_take_over (MediaryOutcomes *self,
                                                 MediaryOutcomes *newer,
                                                 gboolean         complete);

G_END_DECLS
