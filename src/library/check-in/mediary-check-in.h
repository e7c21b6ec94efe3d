/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <gio/gio.h>

#include "mediary-item.h"
#include "mediary-reference.h"
#include "opening/mediary-opener.h"
#include "store/mediary-item-table.h"

G_BEGIN_DECLS

/* Who uses the files: shared by all files of one call. */
typedef struct {
  gatomicrefcount count;
  char           *module_name;
  char           *artifact_name;
  MediaryOrigin   origin;
  char           *location;
} MediaryCheckInTarget;

MediaryCheckInTarget *mediary_check_in_target_new (const char   *module_name,
                                                   const char   *artifact_name,
                                                   MediaryOrigin origin,
                                                   const char   *location) G_GNUC_WARN_UNUSED_RESULT;
MediaryCheckInTarget *mediary_check_in_target_ref (MediaryCheckInTarget *self);
void                  mediary_check_in_target_unref (MediaryCheckInTarget *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaryCheckInTarget, mediary_check_in_target_unref)

typedef struct _MediaryCheckIn         MediaryCheckIn;
typedef struct _MediaryCheckInPipeline MediaryCheckInPipeline;

typedef enum {
  MEDIARY_CHECK_IN_STORES = 0,
  MEDIARY_CHECK_IN_PREPARES = 1 << 0,     /* it ends before it is stored, and "done" takes it over */
  MEDIARY_CHECK_IN_READS_ALWAYS = 1 << 1, /* the file is read, also when nothing about it is news */
} MediaryCheckInFlags;

/* Any thread; must not block. */
typedef void (*MediaryCheckedInFunc) (MediaryCheckIn *check_in,
                                      gpointer        user_data);

/*
 * One file's way through the check-in. One thread at a time has it: whoever's stage it is in.
 */
struct _MediaryCheckIn {
  /* What was asked. */
  char                 *given;
  char                 *asked;  /* the same from the root */
  MediaryCheckInTarget *target; /* NULL: it is about the file only */
  MediaryCheckInFlags   flags;
  GCancellable         *cancellable;
  gint64                deadline; /* monotonic, microseconds; 0: each stage has its own, from the file's turn */
  MediaryCheckedInFunc  done;
  gpointer              user_data;

  /* What is found out on the way. */
  MediaryFileIdentity identity;
  MediaryStoredItem  *stored;     /* the item it is, as far as is known */
  GPtrArray          *candidates; /* items whose file was on the same inode */
  gboolean            by_name;    /* stored is somewhere else, and the path is another name of it */
  gboolean            moved;      /* stored was somewhere else before */
  MediaryState        state;
  int                 fd;     /* open for the extractor, or a parcel with it, or -1 */
  gboolean            reread; /* it has changed while it was read, and is read once more */
  char               *content_type;
  MediaryMediaType    type;
  char               *metadata; /* JSON, when the file had to be read */

  /* What became of it. */
  MediaryItem      *item;
  MediaryReference *reference;
  MediaryOutcome    outcome;
  GError           *error;
};

MediaryCheckIn *mediary_check_in_new (const char           *path,
                                      MediaryCheckInTarget *target,
                                      GCancellable         *cancellable,
                                      MediaryCheckedInFunc  done,
                                      gpointer              user_data) G_GNUC_WARN_UNUSED_RESULT;
void            mediary_check_in_free (MediaryCheckIn *self);

void mediary_check_in_refuse (MediaryCheckIn *self,
                              int             code,
                              const char     *format,
                              ...) G_GNUC_PRINTF (3, 4);

/* What is to happen next. */
typedef enum {
  MEDIARY_NEXT_FINISH,
  MEDIARY_NEXT_STOP,    /* nobody waits any more */
  MEDIARY_NEXT_LOOK_UP, /* reader */
  MEDIARY_NEXT_JUDGE,   /* file worker: is it the file that is known? */
  MEDIARY_NEXT_OPEN,    /* file worker */
  MEDIARY_NEXT_EXTRACT, /* extractor */
  MEDIARY_NEXT_STORE,   /* writer */
} MediaryCheckInNext;

MediaryStoredItem *mediary_check_in_find_known (MediaryDatabase           *database,
                                                const MediaryFileIdentity *identity,
                                                gboolean                  *by_name,
                                                GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
void               mediary_check_in_update_state (MediaryCheckIn *self);

MediaryCheckInNext mediary_check_in_identified (MediaryCheckIn *self,
                                                MediaryOpening *answer);
MediaryCheckInNext mediary_check_in_look_up (MediaryCheckIn  *self,
                                             MediaryDatabase *database);
MediaryCheckInNext mediary_check_in_judge (MediaryCheckIn *self,
                                           MediaryOpener  *opener);
MediaryCheckInNext mediary_check_in_opened (MediaryCheckIn *self,
                                            MediaryOpening *answer);
void               mediary_check_in_extracted (MediaryCheckIn *self,
                                               GVariant       *fields,
                                               const char     *note);
GPtrArray         *mediary_check_in_prepare (MediaryCheckInPipeline *pipeline,
                                             GPtrArray              *paths,
                                             MediaryCheckInTarget   *target,
                                             MediaryCheckInFlags     flags,
                                             GCancellable           *cancellable) G_GNUC_WARN_UNUSED_RESULT;
gboolean           mediary_check_in_store (MediaryDatabase *database,
                                           gpointer         check_in,
                                           GError         **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MediaryCheckIn, mediary_check_in_free)

G_END_DECLS
