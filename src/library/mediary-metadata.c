/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "private/mediary-metadata-private.h"

#include <string.h>

/* Every field there is. x: integer, d: number, s: string. The JSON keeps this order. */
const MediaryMetadataField mediary_metadata_fields[] = {
  { MEDIARY_METADATA_SIZE, 'x' },         /* of the file, bytes */
  { MEDIARY_METADATA_CONTENT_TYPE, 's' }, /* as GIO names it */
  { MEDIARY_METADATA_WIDTH, 'x' },        /* pixels, as the picture is to be seen */
  { MEDIARY_METADATA_HEIGHT, 'x' },       /* pixels */
  { MEDIARY_METADATA_ORIENTATION, 'x' },  /* EXIF orientation 2 to 8; absent when upright */
  { MEDIARY_METADATA_DURATION, 'd' },     /* seconds */
  { MEDIARY_METADATA_DATE_TAKEN, 's' },   /* YYYY-MM-DDThh:mm:ss, the camera's clock */
  { MEDIARY_METADATA_CAMERA, 's' },       /* make and model */
  { MEDIARY_METADATA_TITLE, 's' },
  { MEDIARY_METADATA_ARTIST, 's' },
  { MEDIARY_METADATA_ALBUM, 's' },
  { MEDIARY_METADATA_CONTAINER, 's' },
  { MEDIARY_METADATA_VIDEO_CODEC, 's' },
  { MEDIARY_METADATA_AUDIO_CODEC, 's' },
  { MEDIARY_METADATA_BIT_RATE, 'x' },    /* bits per second */
  { MEDIARY_METADATA_CHANNELS, 'x' },    /* of sound */
  { MEDIARY_METADATA_SAMPLE_RATE, 'x' }, /* of sound, hertz */
  { MEDIARY_METADATA_FRAME_RATE, 'd' },  /* pictures per second */
  { MEDIARY_METADATA_NOTE, 's' },        /* what could not be read, a MEDIARY_NOTE_ word */
};

/**
 * MediaryMetadata:
 *
 * What was read from a media file: the `metadata` column, as fields.
 *
 * Metadata never changes, and may be read from any thread.
 */
G_DEFINE_FINAL_TYPE (MediaryMetadata, mediary_metadata, G_TYPE_OBJECT)

static void
mediary_metadata_finalize (GObject *object)
{
  MediaryMetadata *self = MEDIARY_METADATA (object);

  for (guint i = 0; i < MEDIARY_METADATA_N_FIELDS; i++)
    g_free (self->values[i].string);
  g_clear_pointer (&self->fields, g_variant_unref);

  G_OBJECT_CLASS (mediary_metadata_parent_class)->finalize (object);
}

static void
mediary_metadata_class_init (MediaryMetadataClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mediary_metadata_finalize;
}

static void
mediary_metadata_init (MediaryMetadata *self)
{
}

/* Returns: the field's place in the table, or -1 */
static int
find_field (const char *name)
{
  for (guint i = 0; i < MEDIARY_METADATA_N_FIELDS; i++) {
    if (strcmp (mediary_metadata_fields[i].name, name) == 0)
      return (int) i;
  }

  return -1;
}

void
mediary_metadata_take_integer (MediaryMetadata *self, int field, gint64 integer)
{
  self->values[field].known = TRUE;
  self->values[field].integer = integer;
  self->values[field].number = (double) integer;
}

/* Infinite and absurd numbers are dropped. */
void
mediary_metadata_take_number (MediaryMetadata *self, int field, double number)
{
  if (!(number > -9e15 && number < 9e15))
    return;

  self->values[field].known = TRUE;
  self->values[field].integer = (gint64) number;
  self->values[field].number = number;
}

void
mediary_metadata_take_string (MediaryMetadata *self, int field, const char *string)
{
  g_free (self->values[field].string);
  self->values[field].string = g_strdup (string);
  self->values[field].known = TRUE;
}

static void
take_variant (MediaryMetadata *self, int field, GVariant *value)
{
  gboolean      wants_string = mediary_metadata_fields[field].type == 's';
  GVariantClass type = g_variant_classify (value);

  if (wants_string != (type == G_VARIANT_CLASS_STRING))
    return;

  switch (type) {
  case G_VARIANT_CLASS_STRING:
    mediary_metadata_take_string (self, field, g_variant_get_string (value, NULL));
    break;
  case G_VARIANT_CLASS_DOUBLE:
    mediary_metadata_take_number (self, field, g_variant_get_double (value));
    break;
  case G_VARIANT_CLASS_INT32:
    mediary_metadata_take_integer (self, field, g_variant_get_int32 (value));
    break;
  case G_VARIANT_CLASS_UINT32:
    mediary_metadata_take_integer (self, field, g_variant_get_uint32 (value));
    break;
  case G_VARIANT_CLASS_INT64:
    mediary_metadata_take_integer (self, field, g_variant_get_int64 (value));
    break;
  case G_VARIANT_CLASS_UINT64:
    mediary_metadata_take_number (self, field, (double) g_variant_get_uint64 (value));
    break;
  default:
    break;
  }
}

/**
 * mediary_metadata_new_from_variant:
 * @fields: (nullable): a dictionary of type `a{sv}`; a floating reference is consumed
 *
 * Keeps the fields Mediary has a name for, in the types it keeps them in; others are left out.
 *
 * Returns: (transfer full): the metadata
 */
MediaryMetadata *
mediary_metadata_new_from_variant (GVariant *fields)
{
  return mediary_metadata_new_for_file (fields, -1, NULL, NULL);
}

/*
 * mediary_metadata_new_for_file:
 *
 * The extractor's fields, with what is known of the file without it. These win over fields of the same name.
 */
MediaryMetadata *
mediary_metadata_new_for_file (GVariant *fields, gint64 size, const char *content_type, const char *note)
{
  MediaryMetadata *self = g_object_new (MEDIARY_TYPE_METADATA, NULL);
  g_autoptr (GVariant) given = fields != NULL ? g_variant_ref_sink (fields) : NULL;
  GVariantIter iter;
  const char  *name;
  GVariant    *value;

  if (given != NULL) {
    g_variant_iter_init (&iter, given);
    while (g_variant_iter_next (&iter, "{&sv}", &name, &value)) {
      int field = find_field (name);

      if (field >= 0)
        take_variant (self, field, value);
      g_variant_unref (value);
    }
  }

  if (size >= 0)
    mediary_metadata_take_integer (self, find_field (MEDIARY_METADATA_SIZE), size);
  if (content_type != NULL)
    mediary_metadata_take_string (self, find_field (MEDIARY_METADATA_CONTENT_TYPE), content_type);
  if (note != NULL)
    mediary_metadata_take_string (self, find_field (MEDIARY_METADATA_NOTE), note);

  return self;
}

static GVariant *
make_variant (MediaryMetadata *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE_VARDICT);
  for (guint i = 0; i < MEDIARY_METADATA_N_FIELDS; i++) {
    const MediaryMetadataValue *value = &self->values[i];

    if (!value->known)
      continue;
    if (mediary_metadata_fields[i].type == 's')
      g_variant_builder_add (&builder, "{sv}", mediary_metadata_fields[i].name, g_variant_new_string (value->string));
    else if (mediary_metadata_fields[i].type == 'x')
      g_variant_builder_add (&builder, "{sv}", mediary_metadata_fields[i].name, g_variant_new_int64 (value->integer));
    else
      g_variant_builder_add (&builder, "{sv}", mediary_metadata_fields[i].name, g_variant_new_double (value->number));
  }

  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/**
 * mediary_metadata_get_variant:
 * @self: metadata
 *
 * Gets the fields as `a{sv}`, values of type `x`, `d` or `s`.
 *
 * Returns: (transfer none): the fields as `a{sv}`, values of type `x`, `d` or `s`
 */
GVariant *
mediary_metadata_get_variant (MediaryMetadata *self)
{
  g_return_val_if_fail (MEDIARY_IS_METADATA (self), NULL);

  if (g_atomic_pointer_get (&self->fields) == NULL) {
    GVariant *fields = make_variant (self);

    if (!g_atomic_pointer_compare_and_exchange (&self->fields, NULL, fields))
      g_variant_unref (fields); /* another thread was first */
  }

  return self->fields;
}

/* Returns: (nullable): the value, if the field is of this type and known */
static const MediaryMetadataValue *
find_value (MediaryMetadata *self, const char *name, char type)
{
  int field = find_field (name);

  g_return_val_if_fail (field >= 0 && mediary_metadata_fields[field].type == type, NULL);

  return self->values[field].known ? &self->values[field] : NULL;
}

/**
 * mediary_metadata_get_integer:
 * @self: metadata
 * @field: a field that holds an integer
 *
 * Gets its value, or 0 when it is not known.
 *
 * Returns: its value, or 0 when it is not known
 */
gint64
mediary_metadata_get_integer (MediaryMetadata *self, const char *field)
{
  const MediaryMetadataValue *value;

  g_return_val_if_fail (MEDIARY_IS_METADATA (self), 0);

  value = find_value (self, field, 'x');

  return value != NULL ? value->integer : 0;
}

/**
 * mediary_metadata_get_number:
 * @self: metadata
 * @field: a field that holds a number
 *
 * Gets its value, or a negative number when it is not known.
 *
 * Returns: its value, or a negative number when it is not known
 */
double
mediary_metadata_get_number (MediaryMetadata *self, const char *field)
{
  const MediaryMetadataValue *value;

  g_return_val_if_fail (MEDIARY_IS_METADATA (self), -1.0);

  value = find_value (self, field, 'd');

  return value != NULL ? value->number : -1.0;
}

/**
 * mediary_metadata_get_string:
 * @self: metadata
 * @field: a field that holds a string
 *
 * Gets its value, or %NULL when it is not known.
 *
 * Returns: (transfer none) (nullable): its value, or %NULL when it is not known
 */
const char *
mediary_metadata_get_string (MediaryMetadata *self, const char *field)
{
  const MediaryMetadataValue *value;

  g_return_val_if_fail (MEDIARY_IS_METADATA (self), NULL);

  value = find_value (self, field, 's');

  return value != NULL ? value->string : NULL;
}

/**
 * mediary_metadata_get_size:
 * @self: metadata
 *
 * Gets the file's size in bytes, or 0 when it is not known.
 *
 * Returns: the file's size in bytes, or 0 when it is not known
 */
gint64
mediary_metadata_get_size (MediaryMetadata *self)
{
  return mediary_metadata_get_integer (self, MEDIARY_METADATA_SIZE);
}

static int
get_side (MediaryMetadata *self, const char *field)
{
  return (int) CLAMP (mediary_metadata_get_integer (self, field), 0, G_MAXINT);
}

/**
 * mediary_metadata_get_width:
 * @self: metadata
 *
 * Gets the width in pixels of an image or video as it is to be seen, or 0 when it is not known.
 *
 * Returns: the width in pixels of an image or video as it is to be seen, or 0 when it is not known
 */
int
mediary_metadata_get_width (MediaryMetadata *self)
{
  return get_side (self, MEDIARY_METADATA_WIDTH);
}

/**
 * mediary_metadata_get_height:
 * @self: metadata
 *
 * Gets the height in pixels of an image or video as it is to be seen, or 0 when it is not known.
 *
 * Returns: the height in pixels of an image or video as it is to be seen, or 0 when it is not known
 */
int
mediary_metadata_get_height (MediaryMetadata *self)
{
  return get_side (self, MEDIARY_METADATA_HEIGHT);
}

/**
 * mediary_metadata_get_duration:
 * @self: metadata
 *
 * Gets the length of a sound or video in seconds, or a negative number when it is not known.
 *
 * Returns: the length of a sound or video in seconds, or a negative number when it is not known
 */
double
mediary_metadata_get_duration (MediaryMetadata *self)
{
  return mediary_metadata_get_number (self, MEDIARY_METADATA_DURATION);
}
