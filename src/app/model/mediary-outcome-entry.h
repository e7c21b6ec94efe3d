/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-check-in-job.h"

G_BEGIN_DECLS

/**
 * MediaryOutcomeAction:
 * @MEDIARY_OUTCOME_ACTION_NONE: nothing
 * @MEDIARY_OUTCOME_ACTION_TRY_AGAIN: check the file in again
 * @MEDIARY_OUTCOME_ACTION_READ_AGAIN: it is checked in; read its details again
 * @MEDIARY_OUTCOME_ACTION_SHOW: show it in the file manager
 * @MEDIARY_OUTCOME_ACTION_CHECK_IN_FOLDER: it is a folder that was skipped; check in what is in it
 * @MEDIARY_OUTCOME_ACTION_COPY_PACKAGE: it is checked in; copy the name of the package that reads its details
 *
 * What a person can do about it.
 */
typedef enum {
  MEDIARY_OUTCOME_ACTION_NONE,
  MEDIARY_OUTCOME_ACTION_TRY_AGAIN,
  MEDIARY_OUTCOME_ACTION_READ_AGAIN,
  MEDIARY_OUTCOME_ACTION_SHOW,
  MEDIARY_OUTCOME_ACTION_CHECK_IN_FOLDER,
  MEDIARY_OUTCOME_ACTION_COPY_PACKAGE,
} MediaryOutcomeAction;

#define MEDIARY_OUTCOME_ENTRY_FORMAT "(ayssuuu)"

#define MEDIARY_TYPE_OUTCOME_ENTRY (mediary_outcome_entry_get_type ())
G_DECLARE_FINAL_TYPE (MediaryOutcomeEntry, mediary_outcome_entry, MEDIARY, OUTCOME_ENTRY, GObject)

MediaryOutcomeEntry *mediary_outcome_entry_new (MediaryCheckInEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
MediaryOutcomeEntry *mediary_outcome_entry_new_for_item (MediaryItem *item) G_GNUC_WARN_UNUSED_RESULT;
MediaryOutcomeEntry *mediary_outcome_entry_new_from_variant (GVariant *variant) G_GNUC_WARN_UNUSED_RESULT;
GVariant            *mediary_outcome_entry_to_variant (MediaryOutcomeEntry *self) G_GNUC_WARN_UNUSED_RESULT;

const char          *mediary_outcome_entry_get_path (MediaryOutcomeEntry *self);
const char          *mediary_outcome_entry_get_item_id (MediaryOutcomeEntry *self);
MediaryOutcome       mediary_outcome_entry_get_outcome (MediaryOutcomeEntry *self);
MediaryMediaType     mediary_outcome_entry_get_media_type (MediaryOutcomeEntry *self);
MediaryOutcomeAction mediary_outcome_entry_get_action (MediaryOutcomeEntry *self);
const char          *mediary_outcome_entry_get_sentence (MediaryOutcomeEntry *self);

void mediary_outcome_entry_offer_reading (MediaryOutcomeEntry *self);

G_END_DECLS
