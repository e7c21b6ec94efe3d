/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-request.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static gssize
copy (const ExtractorRequest *self, gint64 offset, void *data, gsize size)
{
  gsize n_left = (gsize) MAX (0, self->size - offset);
  gsize n_read = MIN (size, n_left);

  if (n_read > 0)
    memcpy (data, self->bytes + offset, n_read);

  return (gssize) n_read;
}

/* Reads @size bytes of the file from @offset, fewer only at its end. -1: the disk would not. */
gssize
extractor_request_read (const ExtractorRequest *self, gint64 offset, void *data, gsize size)
{
  gsize n_read = 0;

  if (self->bytes != NULL)
    return copy (self, offset, data, size);

  while (n_read < size) {
    gssize n = pread (self->descriptor, (guint8 *) data + n_read, size - n_read, offset + (gint64) n_read);

    if (n < 0 && errno != EINTR)
      return -1;
    if (n == 0)
      break;
    n_read += (gsize) MAX (n, 0);
  }

  return (gssize) n_read;
}
