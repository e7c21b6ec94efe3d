/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define MEDIARY_TYPE_SELECTION (mediary_selection_get_type ())
G_DECLARE_FINAL_TYPE (MediarySelection, mediary_selection, MEDIARY, SELECTION, GObject)

MediarySelection *mediary_selection_new (GListModel *model) G_GNUC_WARN_UNUSED_RESULT;

GListModel *mediary_selection_get_model (MediarySelection *self);
guint       mediary_selection_get_n_selected (MediarySelection *self);
gpointer    mediary_selection_dup_first (MediarySelection *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
