/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-reference.h"
#include "store/mediary-item-record.h"

G_BEGIN_DECLS

/* The export's lines: mediary-export(5) describes them. */
#define MEDIARY_EXCHANGE_VERSION        1
#define MEDIARY_EXCHANGE_MAX_LINE_BYTES (1024 * 1024)

/* One line as it was read. */
typedef struct {
  gint64             version; /* of the first line, or 0 */
  MediaryItemRecord *record;
  MediaryReference  *reference;
  gboolean           end;
  gint64             n_items; /* what the last line says */
  gint64             n_references;
} MediaryExchangeLine;

char *mediary_exchange_dup_head (void) G_GNUC_WARN_UNUSED_RESULT;
char *mediary_exchange_dup_item (const MediaryItemRecord *record) G_GNUC_WARN_UNUSED_RESULT;
char *mediary_exchange_dup_reference (MediaryReference *reference) G_GNUC_WARN_UNUSED_RESULT;
char *mediary_exchange_dup_end (gint64 n_items,
                                gint64 n_references) G_GNUC_WARN_UNUSED_RESULT;

gboolean mediary_exchange_parse (MediaryExchangeLine *self,
                                 const char          *text,
                                 GError             **error);
void     mediary_exchange_line_clear (MediaryExchangeLine *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MediaryExchangeLine, mediary_exchange_line_clear)

G_END_DECLS
