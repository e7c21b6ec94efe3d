/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _MediaryService      MediaryService;
typedef struct _MediaryItem         MediaryItem;
typedef struct _MediaryReference    MediaryReference;
typedef struct _MediaryMetadata     MediaryMetadata;
typedef struct _MediaryModule       MediaryModule;
typedef struct _MediaryArtifact     MediaryArtifact;
typedef struct _MediaryQuery        MediaryQuery;
typedef struct _MediaryItemList     MediaryItemList;
typedef struct _MediaryLazyItem     MediaryLazyItem;
typedef struct _MediaryCheckInJob   MediaryCheckInJob;
typedef struct _MediaryCheckInEntry MediaryCheckInEntry;
typedef struct _MediaryThumbnail    MediaryThumbnail;
typedef struct _MediaryRemoval      MediaryRemoval;
typedef struct _MediaryResolution   MediaryResolution;
typedef struct _MediaryChanges      MediaryChanges;
typedef struct _MediarySync         MediarySync;
typedef struct _MediaryImport       MediaryImport;
typedef struct _MediaryEarlierPlace MediaryEarlierPlace;

/**
 * MediaryMediaType:
 * @MEDIARY_MEDIA_TYPE_UNKNOWN: none of the below; in a query: any type
 * @MEDIARY_MEDIA_TYPE_IMAGE: `IMAGE` in the database
 * @MEDIARY_MEDIA_TYPE_VIDEO: `VIDEO`
 * @MEDIARY_MEDIA_TYPE_AUDIO: `AUDIO`
 *
 * What a media item is.
 */
typedef enum {
  MEDIARY_MEDIA_TYPE_UNKNOWN,
  MEDIARY_MEDIA_TYPE_IMAGE,
  MEDIARY_MEDIA_TYPE_VIDEO,
  MEDIARY_MEDIA_TYPE_AUDIO,
} MediaryMediaType;

/**
 * MediaryState:
 * @MEDIARY_STATE_PRESENT: the file is where it was and can be read
 * @MEDIARY_STATE_MISSING: nothing is at its path
 * @MEDIARY_STATE_NO_ACCESS: it is there, and may not be read
 * @MEDIARY_STATE_LENT: a sandbox was given it for a session only; [method@Service.resolve] tells whether that has ended
 *
 * What was last seen of an item's file.
 */
typedef enum {
  MEDIARY_STATE_PRESENT,
  MEDIARY_STATE_MISSING,
  MEDIARY_STATE_NO_ACCESS,
  MEDIARY_STATE_LENT,
} MediaryState;

/**
 * MediaryOrigin:
 * @MEDIARY_ORIGIN_DECLARED: a program said so by checking in
 * @MEDIARY_ORIGIN_ADDED: a person said so in the window or on the command line
 * @MEDIARY_ORIGIN_FOUND: it was found in a document
 *
 * How Mediary knows of a use.
 */
typedef enum {
  MEDIARY_ORIGIN_DECLARED,
  MEDIARY_ORIGIN_ADDED,
  MEDIARY_ORIGIN_FOUND,
} MediaryOrigin;

/**
 * MediaryOrder:
 * @MEDIARY_ORDER_NAME: by name, folded, A first
 * @MEDIARY_ORDER_LAST_CHECK_IN: the newest use first
 * @MEDIARY_ORDER_USES: the most used first
 * @MEDIARY_ORDER_SIZE: the largest first
 * @MEDIARY_ORDER_TYPE: by media type, then by name
 *
 * The orders a list can be had in. Each has an index of its own; there are no others.
 */
typedef enum {
  MEDIARY_ORDER_NAME,
  MEDIARY_ORDER_LAST_CHECK_IN,
  MEDIARY_ORDER_USES,
  MEDIARY_ORDER_SIZE,
  MEDIARY_ORDER_TYPE,
} MediaryOrder;

/**
 * MediaryOutcome:
 * @MEDIARY_OUTCOME_REFUSED: not checked in; the entry's error says why
 * @MEDIARY_OUTCOME_ADDED: the file is new to Mediary
 * @MEDIARY_OUTCOME_NEW_USE: the file was known, and has one use more
 * @MEDIARY_OUTCOME_KNOWN: file and use were known; nothing was written
 *
 * What became of one file of a check-in.
 */
typedef enum {
  MEDIARY_OUTCOME_REFUSED,
  MEDIARY_OUTCOME_ADDED,
  MEDIARY_OUTCOME_NEW_USE,
  MEDIARY_OUTCOME_KNOWN,
} MediaryOutcome;

/**
 * MediaryForgetFlags:
 * @MEDIARY_FORGET_UNUSED: items that have no known use, and no others
 * @MEDIARY_FORGET_WITH_USES: items in use too, and their uses with them
 *
 * What may be forgotten. The files themselves always stay.
 */
typedef enum {
  MEDIARY_FORGET_UNUSED = 0,
  MEDIARY_FORGET_WITH_USES = 1 << 0,
} MediaryForgetFlags;

/* Who "uses" a file that was checked in without naming a document: recorded like any use, and never counted as one. */
#define MEDIARY_NO_DOCUMENT_MODULE   "org.mediary.Mediary"
#define MEDIARY_NO_DOCUMENT_ARTIFACT "Library"

const char      *mediary_media_type_to_string (MediaryMediaType type);
MediaryMediaType mediary_media_type_from_string (const char *string);
const char      *mediary_state_to_string (MediaryState state);
const char      *mediary_origin_to_string (MediaryOrigin origin);
const char      *mediary_outcome_to_string (MediaryOutcome outcome);

G_END_DECLS
