/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "files/mediary-folder-walk.h"
#include "opening/mediary-loans.h"
#include "opening/mediary-opening-board.h"

G_BEGIN_DECLS

typedef enum {
  MEDIARY_OPENING_PENDING,
  MEDIARY_OPENING_ANSWERED,
  MEDIARY_OPENING_TIMED_OUT, /* the disk does not answer */
  MEDIARY_OPENING_STOPPED,   /* mediary_opener_stop(), or it was cancelled */
} MediaryOpeningOutcome;

/* One question about one path, and its answer. */
typedef struct {
  MediaryOpeningKind question;
  const char        *path;
  gint64             deadline;    /* monotonic, microseconds; 0: some seconds from its turn */
  GCancellable      *cancellable; /* (nullable): the same for all that are asked together */
  gboolean           lent;        /* set while it is asked: it is read by another path */

  MediaryOpeningOutcome outcome;
  MediaryFileIdentity   identity;   /* kind, facts, error_number; its paths when it was to be identified */
  int                   descriptor; /* of the file when it was opened, or of a parcel with it; else -1 */
  guint8               *head;       /* how the file begins, when it was opened */
  gsize                 n_head;     /* bytes */
} MediaryOpening;

/* Has people's files looked at by processes that may be left behind. */
typedef struct _MediaryOpener MediaryOpener;

/* Any thread: one more, or one less, waits for a disk that is slow to answer. */
typedef void (*MediaryOpenerSlowFunc) (int      change,
                                       gpointer user_data);

/* The next file of a walk may be long in coming. */
typedef void (*MediaryPauseFunc) (gpointer user_data);

MediaryOpener *mediary_opener_new (const char           *program,
                                   MediaryOpenerSlowFunc slow,
                                   gpointer              user_data) G_GNUC_WARN_UNUSED_RESULT;
void           mediary_opener_stop (MediaryOpener *self);
void           mediary_opener_free (MediaryOpener *self);
MediaryLoans  *mediary_opener_get_loans (MediaryOpener *self);

void     mediary_opener_ask (MediaryOpener  *self,
                             MediaryOpening *openings,
                             guint           n_openings);
gboolean mediary_opener_walk (MediaryOpener   *self,
                              const char      *folder,
                              MediaryWalkDepth depth,
                              GCancellable    *cancellable,
                              MediaryWalkFunc  func,
                              MediaryPauseFunc pause,
                              gpointer         user_data);

void mediary_opening_clear (MediaryOpening *self);

/* For tests. */
void mediary_opener_set_patience (MediaryOpener *self,
                                  gint64         patience);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MediaryOpening, mediary_opening_clear)

G_END_DECLS
