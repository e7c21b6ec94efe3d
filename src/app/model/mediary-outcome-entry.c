/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-outcome-entry.h"

#include <glib/gi18n.h>

#include "mediary-error.h"
#include "mediary-missing-package.h"
#include "mediary-names.h"
#include "mediary-words.h"

/**
 * MediaryOutcomeEntry:
 *
 * What became of one file of a check-in, in a sentence, and what can be done about it. It outlives the check-in: it can be
 * kept for the next start.
 */
struct _MediaryOutcomeEntry {
  GObject parent_instance;

  MediaryCheckInEntry *entry; /* (nullable): of a check-in of this start, where action and sentence are made from it */
  char                *path;
  char                *item_id; /* (nullable) */
  MediaryOutcome       outcome;
  MediaryMediaType     media_type;
  MediaryOutcomeAction action;
  gboolean             reads;    /* instead of copying what was copied */
  char                *sentence; /* (nullable): made when it is asked for, since few of thousands are ever seen, and what it says is read from JSON */
};

G_DEFINE_FINAL_TYPE (MediaryOutcomeEntry, mediary_outcome_entry, G_TYPE_OBJECT)

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

static void
mediary_outcome_entry_finalize (GObject *object)
{
  MediaryOutcomeEntry *self = MEDIARY_OUTCOME_ENTRY (object);

  g_clear_object (&self->entry);
  g_free (self->path);
  g_free (self->item_id);
  g_free (self->sentence);

  G_OBJECT_CLASS (mediary_outcome_entry_parent_class)->finalize (object);
}

static void
mediary_outcome_entry_class_init (MediaryOutcomeEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_outcome_entry_finalize;

  /* What can be done about it is something else now. */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", MEDIARY_TYPE_OUTCOME_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
mediary_outcome_entry_init (MediaryOutcomeEntry *self)
{
}

/* What is not in the file itself may be better the next time. */
static MediaryOutcomeAction
choose_action_for_refusal (const GError *error)
{
  if (g_strcmp0 (mediary_error_get_cause (error), MEDIARY_CAUSE_FOLDER) == 0)
    return MEDIARY_OUTCOME_ACTION_CHECK_IN_FOLDER;

  if (g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_UNSUPPORTED_MEDIA_TYPE) || g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_PERMISSION_DENIED))
    return MEDIARY_OUTCOME_ACTION_SHOW;

  if (g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_INVALID_ARGUMENT))
    return MEDIARY_OUTCOME_ACTION_NONE;

  return MEDIARY_OUTCOME_ACTION_TRY_AGAIN;
}

static MediaryOutcomeAction
choose_action_for_item (MediaryItem *item)
{
  g_autofree char *note = mediary_words_for_note (item);

  if (note == NULL)
    return MEDIARY_OUTCOME_ACTION_NONE;

  return mediary_missing_package_get (item) != NULL ? MEDIARY_OUTCOME_ACTION_COPY_PACKAGE : MEDIARY_OUTCOME_ACTION_READ_AGAIN;
}

static MediaryOutcomeAction
choose_action (MediaryCheckInEntry *entry)
{
  MediaryItem *item = mediary_check_in_entry_get_item (entry);

  if (mediary_check_in_entry_get_outcome (entry) == MEDIARY_OUTCOME_REFUSED)
    return choose_action_for_refusal (mediary_check_in_entry_get_error (entry));

  return item != NULL ? choose_action_for_item (item) : MEDIARY_OUTCOME_ACTION_NONE;
}

MediaryOutcomeEntry *
mediary_outcome_entry_new (MediaryCheckInEntry *entry)
{
  MediaryOutcomeEntry *self = g_object_new (MEDIARY_TYPE_OUTCOME_ENTRY, NULL);
  MediaryItem         *item = mediary_check_in_entry_get_item (entry);

  self->entry = g_object_ref (entry);
  self->path = g_strdup (mediary_check_in_entry_get_path (entry));
  self->item_id = item != NULL ? g_strdup (mediary_item_get_id (item)) : NULL;
  self->outcome = mediary_check_in_entry_get_outcome (entry);
  self->media_type = item != NULL ? mediary_item_get_media_type (item) : MEDIARY_MEDIA_TYPE_UNKNOWN;

  return self;
}

static char *
dup_item_sentence (MediaryItem *item)
{
  char *note = mediary_missing_package_dup_note (item);

  return note != NULL ? note : mediary_words_for_facts (item);
}

/* A file that was checked in, and whose details have been read again. */
MediaryOutcomeEntry *
mediary_outcome_entry_new_for_item (MediaryItem *item)
{
  MediaryOutcomeEntry *self = g_object_new (MEDIARY_TYPE_OUTCOME_ENTRY, NULL);

  self->path = g_strdup (mediary_item_get_path (item));
  self->item_id = g_strdup (mediary_item_get_id (item));
  self->outcome = MEDIARY_OUTCOME_ADDED;
  self->media_type = mediary_item_get_media_type (item);
  self->action = choose_action_for_item (item);
  self->sentence = dup_item_sentence (item);

  return self;
}

static char *
dup_new_use_sentence (MediaryReference *reference)
{
  g_autofree char *document = mediary_names_dup_document (mediary_reference_get_module_name (reference),
                                                          mediary_reference_get_artifact_name (reference));

  if (mediary_names_is_own (mediary_reference_get_module_name (reference), mediary_reference_get_artifact_name (reference)))
    return g_strdup (_("Was already in the library"));

  /* Translators: %s is a document */
  return g_strdup_printf (_("Now also used by “%s”"), document);
}

static char *
dup_sentence (MediaryCheckInEntry *entry)
{
  MediaryItem *item = mediary_check_in_entry_get_item (entry);

  switch (mediary_check_in_entry_get_outcome (entry)) {
  case MEDIARY_OUTCOME_REFUSED:
    return mediary_words_for_refusal (mediary_check_in_entry_get_path (entry), mediary_check_in_entry_get_error (entry));
  case MEDIARY_OUTCOME_KNOWN:
    return g_strdup (_("Already used by this document"));
  case MEDIARY_OUTCOME_NEW_USE:
    return dup_new_use_sentence (mediary_check_in_entry_get_reference (entry));
  case MEDIARY_OUTCOME_ADDED:
  default:
    return item != NULL ? dup_item_sentence (item) : g_strdup ("");
  }
}

const char *
mediary_outcome_entry_get_path (MediaryOutcomeEntry *self)
{
  return self->path;
}

/* The file in the library, or NULL. */
const char *
mediary_outcome_entry_get_item_id (MediaryOutcomeEntry *self)
{
  return self->item_id;
}

MediaryOutcome
mediary_outcome_entry_get_outcome (MediaryOutcomeEntry *self)
{
  return self->outcome;
}

MediaryMediaType
mediary_outcome_entry_get_media_type (MediaryOutcomeEntry *self)
{
  return self->media_type;
}

MediaryOutcomeAction
mediary_outcome_entry_get_action (MediaryOutcomeEntry *self)
{
  MediaryOutcomeAction action = self->entry != NULL ? choose_action (self->entry) : self->action;

  return action == MEDIARY_OUTCOME_ACTION_COPY_PACKAGE && self->reads ? MEDIARY_OUTCOME_ACTION_READ_AGAIN : action;
}

/* The name of the package has been copied. The next thing to do is to read the file again, when the package is there. */
void
mediary_outcome_entry_offer_reading (MediaryOutcomeEntry *self)
{
  self->reads = TRUE;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* What became of the file. */
const char *
mediary_outcome_entry_get_sentence (MediaryOutcomeEntry *self)
{
  if (self->sentence == NULL)
    self->sentence = dup_sentence (self->entry);

  return self->sentence;
}

/* Any thread: it keeps nothing of what it makes. */
GVariant *
mediary_outcome_entry_to_variant (MediaryOutcomeEntry *self)
{
  g_autofree char *sentence = self->entry != NULL ? dup_sentence (self->entry) : g_strdup (self->sentence);

  return g_variant_new ("(@ayssuuu)", g_variant_new_bytestring (self->path), self->item_id != NULL ? self->item_id : "",
                        sentence, self->outcome, self->media_type, mediary_outcome_entry_get_action (self));
}

/* @variant: of MEDIARY_OUTCOME_ENTRY_FORMAT, from a file that anything may have written. Returns: NULL if it says nothing */
MediaryOutcomeEntry *
mediary_outcome_entry_new_from_variant (GVariant *variant)
{
  MediaryOutcomeEntry *self;
  const char          *path, *item_id, *sentence;
  guint32              outcome, media_type, action;

  g_variant_get (variant, "(^&ay&s&suuu)", &path, &item_id, &sentence, &outcome, &media_type, &action);
  if (*path == '\0' || outcome > MEDIARY_OUTCOME_KNOWN || media_type > MEDIARY_MEDIA_TYPE_AUDIO || action > MEDIARY_OUTCOME_ACTION_COPY_PACKAGE)
    return NULL;
  if (action == MEDIARY_OUTCOME_ACTION_COPY_PACKAGE && *item_id == '\0')
    return NULL;

  self = g_object_new (MEDIARY_TYPE_OUTCOME_ENTRY, NULL);
  self->path = g_strdup (path);
  self->item_id = *item_id != '\0' ? g_strdup (item_id) : NULL;
  self->sentence = g_strdup (sentence);
  self->outcome = (MediaryOutcome) outcome;
  self->media_type = (MediaryMediaType) media_type;
  self->action = (MediaryOutcomeAction) action;

  return self;
}
