/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "extractor-answer.h"
#include "extractor-request.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

void media_picture_add (GdkPixbuf              *pixbuf,
                        const ExtractorRequest *request,
                        ExtractorAnswer        *answer);

G_END_DECLS
