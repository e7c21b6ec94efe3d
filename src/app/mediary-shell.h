/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * MediaryShell:
 *
 * The outer container of the window: sidebar, content and details, beside each other or, where there is little room,
 * as pages and an overlay, which is a page of its own where it is narrow. There is one implementation for each generation of libadwaita, and meson picks one; the
 * panes inside are the same for both.
 *
 * Properties: `sidebar`, `content`, `details` (widgets); `narrow` (the sidebar is a page of its own, read-only);
 * `content-visible` (which page is shown while narrow); `show-details`; `details-collapsed` (the details lie over the
 * content, read-only); `details-beside` (the details stand beside the content, read-only).
 */
#define MEDIARY_TYPE_SHELL (mediary_shell_get_type ())
G_DECLARE_FINAL_TYPE (MediaryShell, mediary_shell, MEDIARY, SHELL, AdwBin)

gboolean mediary_shell_get_narrow (MediaryShell *self);
gboolean mediary_shell_get_details_collapsed (MediaryShell *self);
gboolean mediary_shell_get_details_page (MediaryShell *self);

gboolean mediary_shell_get_content_visible (MediaryShell *self);
void     mediary_shell_set_content_visible (MediaryShell *self,
                                            gboolean      content_visible);

gboolean mediary_shell_get_show_details (MediaryShell *self);
void     mediary_shell_set_show_details (MediaryShell *self,
                                         gboolean      show_details);

G_END_DECLS
