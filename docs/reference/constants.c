/* SPDX-License-Identifier: LGPL-2.1-or-later */
/* What the constants of the public headers mean: for g-ir-scanner and the reference, not for the compiler. */

/**
 * MEDIARY_METADATA_SIZE:
 *
 * A field of the metadata: integer, bytes: how large the file is.
 */

/**
 * MEDIARY_METADATA_CONTENT_TYPE:
 *
 * A field of the metadata: string: its content type, such as `image/png`.
 */

/**
 * MEDIARY_METADATA_WIDTH:
 *
 * A field of the metadata: integer, pixels: how wide a picture or video is shown, turned as it says.
 */

/**
 * MEDIARY_METADATA_HEIGHT:
 *
 * A field of the metadata: integer, pixels: how high a picture or video is shown, turned as it says.
 */

/**
 * MEDIARY_METADATA_ORIENTATION:
 *
 * A field of the metadata: integer, 1 to 8: how a picture has to be turned, as in EXIF.
 */

/**
 * MEDIARY_METADATA_DURATION:
 *
 * A field of the metadata: number, seconds: how long a sound or video is.
 */

/**
 * MEDIARY_METADATA_DATE_TAKEN:
 *
 * A field of the metadata: string: when a picture was taken, as the camera wrote it.
 */

/**
 * MEDIARY_METADATA_CAMERA:
 *
 * A field of the metadata: string: the camera's make and model.
 */

/**
 * MEDIARY_METADATA_TITLE:
 *
 * A field of the metadata: string: the title of a sound or video.
 */

/**
 * MEDIARY_METADATA_ARTIST:
 *
 * A field of the metadata: string: who made a sound or video.
 */

/**
 * MEDIARY_METADATA_ALBUM:
 *
 * A field of the metadata: string: the album a sound is from.
 */

/**
 * MEDIARY_METADATA_CONTAINER:
 *
 * A field of the metadata: string: the container format of a sound or video.
 */

/**
 * MEDIARY_METADATA_VIDEO_CODEC:
 *
 * A field of the metadata: string: the codec of the video stream.
 */

/**
 * MEDIARY_METADATA_AUDIO_CODEC:
 *
 * A field of the metadata: string: the codec of the audio stream.
 */

/**
 * MEDIARY_METADATA_BIT_RATE:
 *
 * A field of the metadata: integer, bits per second.
 */

/**
 * MEDIARY_METADATA_CHANNELS:
 *
 * A field of the metadata: integer: how many audio channels there are.
 */

/**
 * MEDIARY_METADATA_SAMPLE_RATE:
 *
 * A field of the metadata: integer, hertz.
 */

/**
 * MEDIARY_METADATA_FRAME_RATE:
 *
 * A field of the metadata: number: frames per second.
 */

/**
 * MEDIARY_METADATA_NOTE:
 *
 * A field of the metadata: string: why details are missing; one of the notes below.
 */

/**
 * MEDIARY_CAUSE_EMPTY_FILE:
 *
 * The cause of a file that is refused because there is nothing in it.
 */

/**
 * MEDIARY_CAUSE_FOLDER:
 *
 * The cause of a folder that is refused because the files in it were not asked for.
 */

/**
 * MEDIARY_NOTE_DAMAGED:
 *
 * The file's details could not be read: it is damaged.
 */

/**
 * MEDIARY_NOTE_NO_DECODER:
 *
 * What would read the file is not installed.
 */

/**
 * MEDIARY_NOTE_TIMED_OUT:
 *
 * Reading the file took too long and was stopped.
 */

/**
 * MEDIARY_NOTE_DECODER_FAILED:
 *
 * What was reading the file broke down over it.
 */

/**
 * MEDIARY_NOTE_NO_EXTRACTOR:
 *
 * The program that reads files could not be started.
 */

/**
 * MEDIARY_NO_DOCUMENT_MODULE:
 *
 * The module that “uses” a file which was checked in without naming a document. Such a use is recorded, and never counted.
 */

/**
 * MEDIARY_NO_DOCUMENT_ARTIFACT:
 *
 * The artifact of [const@NO_DOCUMENT_MODULE].
 */
