/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-request.h"

#include <errno.h>
#include <unistd.h>

/* Reads @size bytes of the file from @offset, fewer only at its end. -1: the disk would not. */
gssize
extractor_request_read (const ExtractorRequest *self, gint64 offset, void *data, gsize size)
{
  gsize n_read = 0;

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
