/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MEDIARY_TYPE_GRADUAL_LIST (mediary_gradual_list_get_type ())
G_DECLARE_FINAL_TYPE (MediaryGradualList, mediary_gradual_list, MEDIARY, GRADUAL_LIST, GObject)

MediaryGradualList *mediary_gradual_list_new (GListModel *model) G_GNUC_WARN_UNUSED_RESULT;

guint mediary_gradual_list_get_n_hidden (MediaryGradualList *self);
guint mediary_gradual_list_get_position_in_model (MediaryGradualList *self,
                                                  guint               position);
void  mediary_gradual_list_show_more (MediaryGradualList *self);
void  mediary_gradual_list_show_all (MediaryGradualList *self);

G_END_DECLS
