/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <mediary.h>

G_BEGIN_DECLS

void        cli_json_set_path (JsonObject *object,
                               const char *path);
JsonObject *cli_json_for_error (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *cli_json_for_item (MediaryItem *item) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *cli_json_for_reference (MediaryReference *reference) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *cli_json_for_entry (MediaryCheckInEntry *entry) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
