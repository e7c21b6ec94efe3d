/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define MEDIARY_TYPE_PORTAL_CONTENT (mediary_portal_content_get_type ())
G_DECLARE_FINAL_TYPE (MediaryPortalContent, mediary_portal_content, MEDIARY, PORTAL_CONTENT, GdkContentProvider)

GdkContentProvider *mediary_portal_content_new (GSList *files) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
