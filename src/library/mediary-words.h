/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-item.h"
#include "mediary-service.h"
#include "mediary-types.h"

G_BEGIN_DECLS

const char *mediary_words_bind_text_domain (void);

const char *mediary_words_for_error (const GError *error);
char       *mediary_words_for_problem (const GError *error) G_GNUC_WARN_UNUSED_RESULT;
char       *mediary_words_for_refusal (const char   *path,
                                       const GError *error) G_GNUC_WARN_UNUSED_RESULT;
const char *mediary_words_for_media_type (MediaryMediaType type);
const char *mediary_words_for_state (MediaryState state);
char       *mediary_words_for_uses (guint n_uses) G_GNUC_WARN_UNUSED_RESULT;
char       *mediary_words_for_facts (MediaryItem *item) G_GNUC_WARN_UNUSED_RESULT;
char       *mediary_words_for_note (MediaryItem *item) G_GNUC_WARN_UNUSED_RESULT;
char       *mediary_words_for_duration (double seconds) G_GNUC_WARN_UNUSED_RESULT;
char       *mediary_words_for_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char       *mediary_words_for_path (const char *path) G_GNUC_WARN_UNUSED_RESULT;
char       *mediary_words_for_folder (const char *path) G_GNUC_WARN_UNUSED_RESULT;
char       *mediary_words_for_recovery (MediaryService *service) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
