/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "files/mediary-file-identity.h"

G_BEGIN_DECLS

/*
 * What the library and an opener share: memory that both see. The library writes questions and rings; the opener writes
 * answers, counts them as it goes, and rings back. So whoever waits sees how far the opener has come, and which file it
 * is at, without a word from it. A walk is asked for by the first slot, and the others name what it is to leave out.
 */

/* Descriptors in the opener. */
#define MEDIARY_OPENING_SOCKET 3
#define MEDIARY_OPENING_BOARD  4

/* Files asked about together. */
#define MEDIARY_OPENING_FILES 32
/* As much as GIO needs to tell a type. */
#define MEDIARY_OPENING_HEAD_BYTES 4096
/* A path of the system's, and one name more. */
#define MEDIARY_OPENING_PATH_BYTES (4096 + 512)
/* Paths of a walk come in packets of at most this, each ending in a zero. */
#define MEDIARY_OPENING_PACKET_BYTES (32 * 1024)

/* The bells: one byte, which says what to do, and what came of it. */
#define MEDIARY_OPENING_ANSWER    'a'
#define MEDIARY_OPENING_WALK      'w'
#define MEDIARY_OPENING_WALK_TELL 't'
#define MEDIARY_OPENING_WALK_DEEP 'W'
#define MEDIARY_OPENING_DONE      'd'

typedef enum {
  MEDIARY_OPENING_IDENTIFY = 1, /* what the path leads to */
  MEDIARY_OPENING_OPEN,         /* open it, and read how it begins */
} MediaryOpeningKind;

typedef struct {
  gint32           question;     /* MediaryOpeningKind */
  gint32           kind;         /* MediaryFileKind */
  gint32           error_number; /* 0, or why it could not be opened or looked at */
  gint32           has_descriptor;
  guint32          n_head; /* bytes */
  MediaryFileFacts facts;
  char             asked[MEDIARY_OPENING_PATH_BYTES];
  char             given[MEDIARY_OPENING_PATH_BYTES];
  char             path[MEDIARY_OPENING_PATH_BYTES];
  guint8           head[MEDIARY_OPENING_HEAD_BYTES];
} MediaryOpeningSlot;

typedef struct {
  guint32            n_asked;
  guint32            begun;                          /* atomic: whether it has heard the bell */
  guint32            n_done;                         /* atomic: also counts the steps of a walk */
  char               at[MEDIARY_OPENING_PATH_BYTES]; /* where a walk is */
  MediaryOpeningSlot slots[MEDIARY_OPENING_FILES];
} MediaryOpeningBoard;

int mediary_opening_answer (MediaryOpeningSlot *slot,
                            MediaryFolderCache *cache);

G_END_DECLS
