/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <mediary.h>

G_BEGIN_DECLS

/* The dictionaries of the contract; each is floating. */
GVariant *mediary_daemon_variant_for_item (MediaryItem *item);
GVariant *mediary_daemon_variant_for_reference (MediaryReference *reference);
GVariant *mediary_daemon_variant_for_module (MediaryModule *module);
GVariant *mediary_daemon_variant_for_artifact (MediaryArtifact *artifact);
GVariant *mediary_daemon_variant_for_resolution (MediaryResolution *resolution);
GVariant *mediary_daemon_variant_for_entry (MediaryCheckInEntry *entry);
GVariant *mediary_daemon_variant_for_import (MediaryImport *import);
GVariant *mediary_daemon_variant_for_error (const GError *error,
                                            const char   *uri);

typedef GVariant *(*MediaryDaemonVariantFunc) (gpointer object);

GVariant *mediary_daemon_variant_for_list (GPtrArray               *objects,
                                           MediaryDaemonVariantFunc func);

G_END_DECLS
