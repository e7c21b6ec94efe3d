/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* What the stand-in says to its loader: whether to encode; width and height of what is given or wanted; whether to turn it
 * upright; words for a PNG; a file, or pixels. Either side has said it all when it hangs up. */
#define STAND_IN_QUESTION G_VARIANT_TYPE ("(buuba{ss}ay)")

/* And what the loader answers: width and height in the file; those of the pixels, their stride, whether there is alpha; words of a
 * PNG; the pixels, or a file. */
#define STAND_IN_ANSWER G_VARIANT_TYPE ("(uuuuuba{ss}ay)")

#define STAND_IN_MOST (256 * 1024 * 1024)

GBytes  *stand_in_receive (int socket);
gboolean stand_in_send (int       socket,
                        GVariant *message);
