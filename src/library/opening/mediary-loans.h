/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib.h>

#include "files/mediary-file-identity.h"

G_BEGIN_DECLS

/* In a sandbox: files that can be read by another path than their own. */
typedef struct _MediaryLoans MediaryLoans;

MediaryLoans *mediary_loans_new (void) G_GNUC_WARN_UNUSED_RESULT;
void          mediary_loans_free (MediaryLoans *self);
gboolean      mediary_loans_open (MediaryLoans *self,
                                  const char   *file,
                                  GError      **error);
void          mediary_loans_add (MediaryLoans *self,
                                 const char   *path,
                                 const char   *access_path,
                                 gboolean      lasts);
gboolean      mediary_loans_save (MediaryLoans *self,
                                  GError      **error);
void          mediary_loans_update (MediaryLoans *self);
void          mediary_loans_end (MediaryLoans *self,
                                 const char   *path);
char         *mediary_loans_dup_access_path (MediaryLoans *self,
                                             const char   *path) G_GNUC_WARN_UNUSED_RESULT;
gboolean      mediary_loans_is_lent (MediaryLoans *self,
                                     const char   *path);
void          mediary_loans_read_as (MediaryLoans        *self,
                                     MediaryFileIdentity *identity,
                                     const char          *path);

G_END_DECLS
