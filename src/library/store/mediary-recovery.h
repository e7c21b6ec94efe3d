/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What became of a damaged database. */
typedef struct {
  char *aside;    /* where it is kept, as it was */
  char *snapshot; /* what was restored, or NULL when there was none */
  guint n_items_restored;
  guint n_references_restored;
  guint n_items_salvaged; /* read from the damaged file besides */
  guint n_references_salvaged;
} MediaryRecovery;

gboolean         mediary_recovery_is_needed (const char   *database_path,
                                             const GError *error);
gboolean         mediary_recovery_is_emptied (const char *database_path);
MediaryRecovery *mediary_recovery_run (const char *database_path,
                                       GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void             mediary_recovery_free (MediaryRecovery *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaryRecovery, mediary_recovery_free)

G_END_DECLS
