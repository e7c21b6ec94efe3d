/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-window.h"

void
extractor_window_init (ExtractorWindow *self, const ExtractorRequest *request)
{
  self->request = request;
  self->start = 0;
  self->size = 0;
}

/* @size bytes at @offset, at most EXTRACTOR_WINDOW_SIZE of them, until the next look; NULL where the file ends before. */
const guint8 *
extractor_window_look (ExtractorWindow *self, gint64 offset, gsize size)
{
  g_assert (size <= EXTRACTOR_WINDOW_SIZE);

  if (offset < self->start || offset + (gint64) size > self->start + (gint64) self->size) {
    gssize n_read = extractor_request_read (self->request, offset, self->bytes, EXTRACTOR_WINDOW_SIZE);

    self->start = offset;
    self->size = (gsize) MAX (n_read, 0);
  }

  return self->size >= (gsize) (offset - self->start) + size ? self->bytes + (offset - self->start) : NULL;
}

/* A copy of @size bytes at @offset, however many; NULL where the file ends before. */
guint8 *
extractor_window_dup (ExtractorWindow *self, gint64 offset, gsize size)
{
  g_autofree guint8 *bytes = NULL;

  if (offset < 0 || offset > self->request->size || (gint64) size > self->request->size - offset)
    return NULL;

  bytes = g_malloc (size);
  return extractor_request_read (self->request, offset, bytes, size) == (gssize) size ? g_steal_pointer (&bytes) : NULL;
}
