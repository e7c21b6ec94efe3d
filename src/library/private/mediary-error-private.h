/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-error.h"

G_BEGIN_DECLS

/* An error of the database knows more than its code, so that a person can be told which file it is about. */
void        mediary_error_set_library (GError     *error,
                                       const char *path,
                                       const char *other);
const char *mediary_error_get_library (const GError *error);
const char *mediary_error_get_other (const GError *error);

void mediary_error_set_cause (GError     *error,
                              const char *cause);

G_END_DECLS
