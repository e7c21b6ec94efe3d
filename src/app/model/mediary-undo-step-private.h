/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "mediary-undo-step.h"

G_BEGIN_DECLS

/* What the files of the step share: what it is, how it is said, and how it is done. */

typedef enum {
  MEDIARY_UNDO_CHECK_IN,
  MEDIARY_UNDO_USES,
  MEDIARY_UNDO_DOCUMENT,
  MEDIARY_UNDO_RENAME,
  MEDIARY_UNDO_ITEMS,
  MEDIARY_UNDO_TRASH,
} MediaryUndoKind;

struct _MediaryUndoStep {
  GObject parent_instance;

  MediaryUndoKind     kind;
  MediaryCheckInJob  *job;         /* (nullable): of a check-in */
  GPtrArray          *items;       /* (nullable) of MediaryItem, that are removed */
  MediaryDestination *destination; /* (nullable): whose uses are, or the document that is */
  char               *new_name;    /* (nullable): of a document */
  GPtrArray          *paths;       /* (nullable) of char *: in the Trash now */
  MediaryRemoval     *removal;     /* (nullable): what is not in the library now */
};

G_END_DECLS
