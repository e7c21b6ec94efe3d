/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* What there is to get at. All of it is made before the cage is closed. */
typedef struct {
  const char *folder;
  char       *secret;     /* a file with a name */
  char       *fresh;      /* no file of that name is there */
  int         descriptor; /* of the file that was asked about, open for reading */
  int         program;    /* /bin/sh, open for reading */
  const char *loader;     /* the name of a program that glycin could decode with, which leaves with 7 */
  pid_t       outsider;   /* another process of the same person */
} EscapeWorld;

typedef struct {
  const char *what;
  gboolean (*try) (EscapeWorld *world); /* TRUE: it was done */
  gboolean is_need;                     /* the extractor could not work without */
  gboolean is_need_of_loaders;          /* nor could those whom it has decode pictures, in the cage that is theirs */
} EscapeAttempt;

extern const EscapeAttempt escape_attempts[]; /* ends with one that has no name */

void escape_world_init (EscapeWorld *world,
                        const char  *folder,
                        const char  *loader,
                        pid_t        outsider);

G_END_DECLS
