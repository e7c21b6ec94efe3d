/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file that ends in this and a word does what the word says to who reads it. */
#define EXTRACTOR_FAULTS_MARK "MEDIARY-FAULT:"

void extractor_faults_act (int     descriptor,
                           guint32 serial);

G_END_DECLS
