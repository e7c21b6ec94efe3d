/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who is to be confined. */
typedef enum {
  EXTRACTOR_CAGE_IMAGE,   /* reads pictures, one after the other */
  EXTRACTOR_CAGE_LOADERS, /* decodes nothing itself; starts loaders of glycin, which are in the same cage */
  EXTRACTOR_CAGE_SERVER,  /* reads nothing; makes a child for each sound or video */
  EXTRACTOR_CAGE_STREAM,  /* such a child: the server's cage, and a smaller one within */
} ExtractorCage;

/* What holds. The limits always do. */
typedef struct {
  int      landlock; /* the kernel's version of it, or 0 */
  gboolean seccomp;
} ExtractorConfinement;

void                 extractor_confine_at_start (void);
ExtractorConfinement extractor_confine (ExtractorCage cage);
void                 extractor_confine_time (void);

G_END_DECLS
