/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a child has said of a file, on its way to the library. */
typedef struct {
  GVariant *message; /* NULL: nothing that can be passed on */
  guint8   *picture; /* its pixels, and its PNG behind them; or NULL */
  gsize     n_bytes; /* of both */
} ExtractorRelay;

gboolean extractor_relay_receive (ExtractorRelay *self,
                                  int             socket,
                                  GVariant       *request,
                                  gint64          deadline);
gboolean extractor_relay_send (ExtractorRelay *self,
                               int             socket);
void     extractor_relay_clear (ExtractorRelay *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ExtractorRelay, extractor_relay_clear)

G_END_DECLS
