/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "mediary-outcomes.h"

G_BEGIN_DECLS

/* What the files of the outcomes share: what became of the files, and how that is remembered. */

enum {
  MEDIARY_OUTCOMES_REFUSED,
  MEDIARY_OUTCOMES_KNOWN,
  MEDIARY_OUTCOMES_ADDED,
  MEDIARY_OUTCOMES_N_SECTIONS,
};

struct _MediaryOutcomes {
  GObject parent_instance;

  MediaryCheckInJob   *job; /* (nullable): of one that is not remembered */
  MediaryDestination  *destination;
  GListStore          *headings[MEDIARY_OUTCOMES_N_SECTIONS]; /* of GtkStringObject: none or one */
  GListStore          *entries[MEDIARY_OUTCOMES_N_SECTIONS];  /* of MediaryOutcomeEntry */
  guint                n_more[MEDIARY_OUTCOMES_N_SECTIONS];   /* that were too many to remember */
  GtkFlattenListModel *rows;
  GHashTable          *given; /* (nullable) of char *: the paths a person chose, not those found in folders */
  guint                n_left_out;
  char                *failure;   /* (nullable): why it did not begin */
  guint                n_folders; /* among the entries: skipped, since somebody wanted no subfolders */
};

/* mediary-outcomes.c */
void mediary_outcomes_append (MediaryOutcomes     *self,
                              MediaryOutcomeEntry *entry);

G_END_DECLS
