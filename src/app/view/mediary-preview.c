/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-preview.h"

#include "mediary-player.h"
#include "mediary-thumbnail-view.h"
#include "model/mediary-state.h"
#include "model/mediary-texture-cache.h"

/* Sizes of the desktop’s shared cache: the picture that most programs make, and what is sharp on the pane. */
#define QUICK_SIZE       256
#define SHARP_SIZE       512
#define SHARP_SIZE_HIDPI 1024

/* What a tile may have loaded already, the best first. */
static const int tile_sizes[] = { 512, 256, 128 };

/* In the pane, in logical pixels. */
#define PANE_WIDTH 274
#define MIN_HEIGHT 120
#define MAX_HEIGHT 220

/**
 * MediaryPreview:
 *
 * The large picture of a file in the details, or the icon of its kind where there is none.
 */
struct _MediaryPreview {
  AdwBin parent_instance;

  GtkStack      *stack;
  GtkPicture    *picture;
  GtkWidget     *icon_page;
  GtkImage      *icon;
  MediaryPlayer *player;

  MediaryPlayDiary *diary; /* (nullable) */
  MediaryItem      *item;  /* (nullable) */
  GCancellable     *cancellable;
};

G_DEFINE_FINAL_TYPE (MediaryPreview, mediary_preview, ADW_TYPE_BIN)

static void
show_texture (MediaryPreview *self, GdkTexture *texture)
{
  if (mediary_texture_is_transparent (texture))
    gtk_widget_add_css_class (GTK_WIDGET (self), "transparent");
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->picture));
}

/* The picture, or NULL: there is none, or it is of a file that is no longer shown. */
static GdkTexture *
take_texture (MediaryPreview *self, GObject *service, GAsyncResult *result)
{
  g_autoptr (MediaryThumbnail) thumbnail = mediary_service_load_thumbnail_finish (MEDIARY_SERVICE (service), result, NULL);

  if (thumbnail == NULL || self->item == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return NULL;

  return mediary_texture_new (thumbnail);
}

/* It is not kept once it is out of sight: it is as large as a hundred tiles. */
static void
on_sharp_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryPreview) self = user_data;
  g_autoptr (GdkTexture) texture = take_texture (self, object, result);

  if (texture != NULL)
    show_texture (self, texture);
}

static void
load_sharp (MediaryPreview *self, MediaryService *service)
{
  int size = gtk_widget_get_scale_factor (GTK_WIDGET (self)) > 1 ? SHARP_SIZE_HIDPI : SHARP_SIZE;

  mediary_service_load_thumbnail_async (service, self->item, size, self->cancellable, on_sharp_ready, g_object_ref (self));
}

static void
on_quick_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryPreview) self = user_data;
  g_autoptr (GdkTexture) texture = take_texture (self, object, result);

  if (self->cancellable == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  if (texture != NULL) {
    mediary_texture_cache_insert (self->item, QUICK_SIZE, texture);
    show_texture (self, texture);
  }
  load_sharp (self, MEDIARY_SERVICE (object));
}

static void
cancel_loading (MediaryPreview *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
mediary_preview_dispose (GObject *object)
{
  MediaryPreview *self = MEDIARY_PREVIEW (object);

  cancel_loading (self);
  g_clear_object (&self->item);
  g_clear_object (&self->diary);

  G_OBJECT_CLASS (mediary_preview_parent_class)->dispose (object);
}

static void
mediary_preview_class_init (MediaryPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mediary_preview_dispose;

  g_type_ensure (MEDIARY_TYPE_PLAYER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreview, picture);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreview, icon_page);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreview, icon);
  gtk_widget_class_bind_template_child (widget_class, MediaryPreview, player);
}

static void
mediary_preview_init (MediaryPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static GdkTexture *
lookup_texture (MediaryItem *item)
{
  GdkTexture *texture = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tile_sizes) && texture == NULL; i++)
    texture = mediary_texture_cache_lookup (item, tile_sizes[i]);

  return texture;
}

/* The picture of the tile is there at once; a sharp one takes its place. */
static void
load (MediaryPreview *self, MediaryService *service)
{
  GdkTexture *texture = lookup_texture (self->item);

  if (!mediary_texture_cache_get_enabled ())
    return;

  self->cancellable = g_cancellable_new ();
  if (texture != NULL) {
    show_texture (self, texture);
    load_sharp (self, service);
  } else {
    mediary_service_load_thumbnail_async (service, self->item, QUICK_SIZE, self->cancellable, on_quick_ready, g_object_ref (self));
  }
}

/* As high as the picture will be, so that nothing moves when it comes. */
static int
get_height (MediaryItem *item)
{
  int width = mediary_metadata_get_width (mediary_item_get_metadata (item));
  int height = mediary_metadata_get_height (mediary_item_get_metadata (item));

  if (width <= 0 || height <= 0)
    return MIN_HEIGHT;

  return (int) CLAMP ((double) PANE_WIDTH * height / width, MIN_HEIGHT, MAX_HEIGHT);
}

/* Where it is noted what is played; without it nothing is. */
void
mediary_preview_set_play_diary (MediaryPreview *self, MediaryPlayDiary *diary)
{
  g_set_object (&self->diary, diary);
}

/**
 * mediary_preview_set_item:
 * @self: a preview
 * @service: (nullable): who to ask for the picture
 * @item: (nullable): the file to show
 */
void
mediary_preview_set_item (MediaryPreview *self, MediaryService *service, MediaryItem *item)
{
  g_autofree char *access_path = NULL;

  if (self->item == item && item != NULL)
    return;

  cancel_loading (self);
  g_set_object (&self->item, item);
  if (item != NULL && service != NULL)
    access_path = mediary_service_dup_access_path (service, mediary_item_get_path (item));
  mediary_player_set_item (self->player, self->diary, item, access_path);
  gtk_stack_set_visible_child (self->stack, self->icon_page);
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "transparent");
  if (item == NULL)
    return;

  gtk_widget_set_size_request (GTK_WIDGET (self), -1, get_height (item));

  gtk_image_set_from_icon_name (self->icon, mediary_thumbnail_view_get_icon_name (mediary_item_get_media_type (item)));
  if (service != NULL && mediary_state_may_be_read (mediary_item_get_state (item)))
    load (self, service);
}
