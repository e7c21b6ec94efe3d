/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stat says of a file: enough to see that it is the same, or has changed. */
typedef struct {
  gint64 device;
  gint64 inode;
  gint64 size;     /* bytes */
  gint64 modified; /* nanoseconds */
} MediaryFileFacts;

static inline gboolean
mediary_file_facts_same_file (const MediaryFileFacts *a, const MediaryFileFacts *b)
{
  return a->device == b->device && a->inode == b->inode;
}

static inline gboolean
mediary_file_facts_same_contents (const MediaryFileFacts *a, const MediaryFileFacts *b)
{
  return a->size == b->size && a->modified == b->modified;
}

/* The time of the last change as the thumbnail cache has it, in seconds: the past is rounded into the past. */
static inline gint64
mediary_file_facts_get_seconds (const MediaryFileFacts *self)
{
  const gint64 second = 1000000000;

  return self->modified / second - (self->modified % second < 0 ? 1 : 0);
}

G_END_DECLS
