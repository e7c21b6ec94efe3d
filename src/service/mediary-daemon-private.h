/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <mediary.h>

#include "mediary-caller.h"
#include "mediary-daemon.h"

G_BEGIN_DECLS

typedef struct _MediaryCall MediaryCall;

typedef void (*MediaryCallFunc) (MediaryCall *call);

/* One method of the contract. */
typedef struct {
  const char     *signal; /* of the skeleton */
  MediaryCallFunc run;
  gboolean        names_files; /* its caller has to mean the same files by the same names */
} MediaryMethod;

/* One call under way. Each run function answers once, now or later, by returning or failing it. */
struct _MediaryCall {
  MediaryDaemon         *daemon;
  const MediaryMethod   *method;
  MediaryCaller         *caller;
  GDBusMethodInvocation *invocation;
  GVariant              *parameters;
  GCancellable          *cancellable; /* the caller's */
  MediaryService        *service;     /* open */
};

void mediary_call_return (MediaryCall *self,
                          GVariant    *answer);
void mediary_call_fail (MediaryCall  *self,
                        const GError *error);
int  mediary_call_take_descriptor (MediaryCall *self,
                                   gint32       handle,
                                   GError     **error);

extern const MediaryMethod mediary_daemon_methods[];
extern const MediaryMethod mediary_daemon_list_methods[];
extern const MediaryMethod mediary_daemon_change_methods[];
extern const MediaryMethod mediary_daemon_search_methods[];

G_END_DECLS
