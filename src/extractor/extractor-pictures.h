/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-confine.h"
#include "extractor-listen.h"

G_BEGIN_DECLS

/* How pictures are read, once the cage is closed. */
typedef struct {
  ExtractorConfinement confinement;
  gboolean             by_glycin; /* its loaders decode, in a cage of their own */
  gboolean             reads;     /* a picture of our own is read */
} ExtractorPictures;

ExtractorPictures extractor_pictures_begin (void);
ExtractorReader   extractor_pictures_choose (const char           *content_type,
                                             MediaryExtractionKind kind);

G_END_DECLS
