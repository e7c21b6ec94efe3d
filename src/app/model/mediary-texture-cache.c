/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-texture-cache.h"

/*
 * The thumbnails seen last, so that scrolling back shows them in the same frame. Bounded: a person scrolls through a
 * million, and 256 × 256 pixels are a quarter of a megabyte.
 */
#define N_TEXTURES 160

/* Files of which no picture could be made: most sounds, and what is damaged. More are forgotten, all at once. */
#define N_NONE 5000

typedef struct {
  char       *key;
  GdkTexture *texture;
} Entry;

static GHashTable *links;                 /* of char * (owned by the entry) → GList in recent */
static GQueue      recent = G_QUEUE_INIT; /* of Entry, newest first */
static GHashTable *none;                  /* of char *, keys for no size */
static gboolean    disabled;

static void
entry_free (Entry *entry)
{
  g_free (entry->key);
  g_object_unref (entry->texture);
  g_free (entry);
}

/* A file that changed is another picture. */
static char *
dup_key (MediaryItem *item, int size)
{
  return g_strdup_printf ("%s %d %" G_GINT64_FORMAT, mediary_item_get_id (item), size, mediary_item_get_updated_at (item));
}

/* The texture, lent until the next call, or NULL. */
GdkTexture *
mediary_texture_cache_lookup (MediaryItem *item, int size)
{
  g_autofree char *key = dup_key (item, size);
  GList           *link = links != NULL ? g_hash_table_lookup (links, key) : NULL;

  if (link == NULL)
    return NULL;

  g_queue_unlink (&recent, link);
  g_queue_push_head_link (&recent, link);

  return ((Entry *) link->data)->texture;
}

void
mediary_texture_cache_insert (MediaryItem *item, int size, GdkTexture *texture)
{
  Entry *entry;

  if (disabled || mediary_texture_cache_lookup (item, size) != NULL)
    return;

  if (links == NULL)
    links = g_hash_table_new (g_str_hash, g_str_equal);

  if (recent.length >= N_TEXTURES) {
    Entry *oldest = g_queue_pop_tail (&recent);

    g_hash_table_remove (links, oldest->key);
    entry_free (oldest);
  }

  entry = g_new0 (Entry, 1);
  entry->key = dup_key (item, size);
  entry->texture = g_object_ref (texture);
  g_queue_push_head (&recent, entry);
  g_hash_table_insert (links, entry->key, recent.head);
}

/* Whether no picture can be made of the file as it is: trying again would take a decoder each time it comes into sight. */
gboolean
mediary_texture_cache_has_none (MediaryItem *item)
{
  g_autofree char *key = dup_key (item, 0);

  return none != NULL && g_hash_table_contains (none, key);
}

void
mediary_texture_cache_insert_none (MediaryItem *item)
{
  if (none == NULL)
    none = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (g_hash_table_size (none) >= N_NONE)
    g_hash_table_remove_all (none);

  g_hash_table_add (none, dup_key (item, 0));
}

/* Whether pictures of files are wanted at all; if not, none is asked for and none is kept. */
gboolean
mediary_texture_cache_get_enabled (void)
{
  return !disabled;
}

void
mediary_texture_cache_set_enabled (gboolean enabled)
{
  disabled = !enabled;
  if (enabled)
    return;

  g_clear_pointer (&none, g_hash_table_unref);
  g_clear_pointer (&links, g_hash_table_unref);
  g_queue_clear_full (&recent, (GDestroyNotify) entry_free);
}

/* Whether anything behind the picture shows through, so that dark letters do not vanish on a dark window. */
static gboolean
is_transparent (MediaryThumbnail *thumbnail)
{
  const guint8 *pixels = g_bytes_get_data (mediary_thumbnail_get_pixels (thumbnail), NULL);
  int           width = mediary_thumbnail_get_width (thumbnail);
  int           height = mediary_thumbnail_get_height (thumbnail);

  for (int y = 0; y < height; y++) {
    const guint8 *row = pixels + (gsize) y * mediary_thumbnail_get_stride (thumbnail);

    for (int x = 0; x < width; x++) {
      if (row[x * 4 + 3] < 0xff)
        return TRUE;
    }
  }

  return FALSE;
}

/* A texture over the thumbnail's own bytes; nothing is copied here. */
GdkTexture *
mediary_texture_new (MediaryThumbnail *thumbnail)
{
  GdkTexture *texture = gdk_memory_texture_new (mediary_thumbnail_get_width (thumbnail), mediary_thumbnail_get_height (thumbnail),
                                                GDK_MEMORY_R8G8B8A8, mediary_thumbnail_get_pixels (thumbnail),
                                                mediary_thumbnail_get_stride (thumbnail));

  g_object_set_data (G_OBJECT (texture), "mediary-transparent", GINT_TO_POINTER (is_transparent (thumbnail)));

  return texture;
}

gboolean
mediary_texture_is_transparent (GdkTexture *texture)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (texture), "mediary-transparent"));
}
