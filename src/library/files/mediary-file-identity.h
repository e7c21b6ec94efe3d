/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "private/mediary-file-facts.h"

G_BEGIN_DECLS

typedef enum {
  MEDIARY_FILE_REGULAR,
  MEDIARY_FILE_FOLDER,
  MEDIARY_FILE_SPECIAL, /* a device, a FIFO, a socket: never opened */
  MEDIARY_FILE_MISSING,
  MEDIARY_FILE_NO_ACCESS,  /* it, or a folder on the way, may not be read */
  MEDIARY_FILE_UNREADABLE, /* the disk or the name itself stands in the way: see error_number */
} MediaryFileKind;

/* What a path leads to. */
typedef struct {
  char            *given; /* absolute, as asked for */
  char            *path;  /* absolute, links resolved as far as they lead */
  MediaryFileKind  kind;
  int              error_number; /* of a folder: 0 if one may look into it */
  gboolean         lent;         /* to a sandbox, for a session only */
  MediaryFileFacts facts;        /* of a regular file */
} MediaryFileIdentity;

/* The last folder that was resolved: the files of a folder share its links. */
typedef struct {
  char *given;
  char *path;
} MediaryFolderCache;

char    *mediary_file_identity_make_absolute (const char *path) G_GNUC_WARN_UNUSED_RESULT;
void     mediary_file_identity_read (MediaryFileIdentity *self,
                                     const char          *path,
                                     MediaryFolderCache  *cache);
void     mediary_file_identity_clear (MediaryFileIdentity *self);
gboolean mediary_file_identity_may_be (const MediaryFileIdentity *self,
                                       const MediaryFileFacts    *facts);
void     mediary_folder_cache_clear (MediaryFolderCache *self);
void     mediary_file_facts_from_stat (MediaryFileFacts *self,
                                       gconstpointer     stat_buffer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (MediaryFolderCache, mediary_folder_cache_clear)

G_END_DECLS
