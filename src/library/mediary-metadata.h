/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-types.h"

G_BEGIN_DECLS

/* The fields of the metadata JSON, and of the extractor's answer. What each holds stands in mediary-metadata.c. */
#define MEDIARY_METADATA_SIZE         "size"
#define MEDIARY_METADATA_CONTENT_TYPE "content_type"
#define MEDIARY_METADATA_WIDTH        "width"
#define MEDIARY_METADATA_HEIGHT       "height"
#define MEDIARY_METADATA_ORIENTATION  "orientation"
#define MEDIARY_METADATA_DURATION     "duration"
#define MEDIARY_METADATA_DATE_TAKEN   "date_taken"
#define MEDIARY_METADATA_CAMERA       "camera"
#define MEDIARY_METADATA_TITLE        "title"
#define MEDIARY_METADATA_ARTIST       "artist"
#define MEDIARY_METADATA_ALBUM        "album"
#define MEDIARY_METADATA_CONTAINER    "container"
#define MEDIARY_METADATA_VIDEO_CODEC  "video_codec"
#define MEDIARY_METADATA_AUDIO_CODEC  "audio_codec"
#define MEDIARY_METADATA_BIT_RATE     "bit_rate"
#define MEDIARY_METADATA_CHANNELS     "channels"
#define MEDIARY_METADATA_SAMPLE_RATE  "sample_rate"
#define MEDIARY_METADATA_FRAME_RATE   "frame_rate"
#define MEDIARY_METADATA_NOTE         "note"

/* What a note can say. */
#define MEDIARY_NOTE_DAMAGED        "damaged"
#define MEDIARY_NOTE_NO_DECODER     "no-decoder"
#define MEDIARY_NOTE_TIMED_OUT      "timed-out"
#define MEDIARY_NOTE_DECODER_FAILED "decoder-failed"
#define MEDIARY_NOTE_NO_EXTRACTOR   "no-extractor"

#define MEDIARY_TYPE_METADATA (mediary_metadata_get_type ())
G_DECLARE_FINAL_TYPE (MediaryMetadata, mediary_metadata, MEDIARY, METADATA, GObject)

MediaryMetadata *mediary_metadata_new_from_variant (GVariant *fields) G_GNUC_WARN_UNUSED_RESULT;
MediaryMetadata *mediary_metadata_new_from_json (const char *json,
                                                 GError    **error) G_GNUC_WARN_UNUSED_RESULT;

GVariant *mediary_metadata_get_variant (MediaryMetadata *self);
char     *mediary_metadata_to_json (MediaryMetadata *self) G_GNUC_WARN_UNUSED_RESULT;

gint64      mediary_metadata_get_size (MediaryMetadata *self);
int         mediary_metadata_get_width (MediaryMetadata *self);
int         mediary_metadata_get_height (MediaryMetadata *self);
double      mediary_metadata_get_duration (MediaryMetadata *self);
const char *mediary_metadata_get_string (MediaryMetadata *self,
                                         const char      *field);
gint64      mediary_metadata_get_integer (MediaryMetadata *self,
                                          const char      *field);
double      mediary_metadata_get_number (MediaryMetadata *self,
                                         const char      *field);

G_END_DECLS
