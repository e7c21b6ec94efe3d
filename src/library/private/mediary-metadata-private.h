/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-metadata.h"

G_BEGIN_DECLS

typedef struct {
  const char *name;
  char        type; /* x: integer, d: number, s: string */
} MediaryMetadataField;

#define MEDIARY_METADATA_N_FIELDS 19
extern const MediaryMetadataField mediary_metadata_fields[MEDIARY_METADATA_N_FIELDS];

typedef struct {
  gboolean known;
  gint64   integer;
  double   number;
  char    *string;
} MediaryMetadataValue;

struct _MediaryMetadata {
  GObject parent_instance;

  MediaryMetadataValue values[MEDIARY_METADATA_N_FIELDS];
  GVariant            *fields; /* made when somebody asks */
};

MediaryMetadata *mediary_metadata_new_for_file (GVariant   *fields,
                                                gint64      size,
                                                const char *content_type,
                                                const char *note) G_GNUC_WARN_UNUSED_RESULT;

/* While it is made. A number that is infinite or absurd is dropped. */
void mediary_metadata_take_integer (MediaryMetadata *self,
                                    int              field,
                                    gint64           integer);
void mediary_metadata_take_number (MediaryMetadata *self,
                                   int              field,
                                   double           number);
void mediary_metadata_take_string (MediaryMetadata *self,
                                   int              field,
                                   const char      *string);

G_END_DECLS
