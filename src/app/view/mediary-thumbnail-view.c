/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-thumbnail-view.h"

#include "mediary-error.h"
#include "model/mediary-state.h"
#include "model/mediary-texture-cache.h"

/* What the shared cache of the desktop holds: 128 is “normal”, 256 “large”, 512 “x-large”. */
#define SIZE_NORMAL  128
#define SIZE_LARGE   256
#define SIZE_X_LARGE 512

/* A picture fills its place if that hides less of it than this; a logo or a panorama is shown whole. */
#define MAX_HIDDEN 0.4

/**
 * MediaryThumbnailView:
 *
 * A place of fixed size for the picture of a file: its kind at first, the picture when it has been loaded.
 *
 * It asks for a picture when it comes into sight, and takes the question back when it shows another file. It draws the
 * picture itself: a view has hundreds of these, and a child that gets a picture has the whole window measured again.
 */
struct _MediaryThumbnailView {
  GtkWidget parent_instance;

  GtkWidget  *emblem;  /* (nullable): made when a file has a problem */
  GdkTexture *texture; /* (nullable) */

  int             width;
  int             height;
  MediaryItem    *item;        /* (nullable) */
  MediaryService *service;     /* (nullable) */
  GCancellable   *cancellable; /* (nullable): of the question for the picture */
};

G_DEFINE_FINAL_TYPE (MediaryThumbnailView, mediary_thumbnail_view, GTK_TYPE_WIDGET)

/* The name of the symbolic icon of this kind of file. */
const char *
mediary_thumbnail_view_get_icon_name (MediaryMediaType type)
{
  switch (type) {
  case MEDIARY_MEDIA_TYPE_IMAGE:
    return "mediary-image-symbolic";
  case MEDIARY_MEDIA_TYPE_VIDEO:
    return "mediary-video-symbolic";
  case MEDIARY_MEDIA_TYPE_AUDIO:
    return "mediary-sound-symbolic";
  case MEDIARY_MEDIA_TYPE_UNKNOWN:
  default:
    return "mediary-document-generic-symbolic";
  }
}

static int
get_thumbnail_size (MediaryThumbnailView *self)
{
  int pixels = MAX (self->width, self->height) * gtk_widget_get_scale_factor (GTK_WIDGET (self));

  if (pixels <= SIZE_NORMAL)
    return SIZE_NORMAL;

  return pixels <= SIZE_LARGE + SIZE_LARGE / 4 ? SIZE_LARGE : SIZE_X_LARGE;
}

static void
show_texture (MediaryThumbnailView *self, GdkTexture *texture)
{
  if (mediary_texture_is_transparent (texture))
    gtk_widget_add_css_class (GTK_WIDGET (self), "transparent");
  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
show_icon (MediaryThumbnailView *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "transparent");
  g_clear_object (&self->texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
on_thumbnail_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryThumbnailView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryThumbnail) thumbnail = mediary_service_load_thumbnail_finish (MEDIARY_SERVICE (object), result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  /* Cancelled: another file is shown here by now. Anything else: this one has no picture, and keeps its icon. */
  if (self->item != NULL && g_error_matches (error, MEDIARY_ERROR, MEDIARY_ERROR_EXTRACTION_FAILED))
    mediary_texture_cache_insert_none (self->item);
  if (thumbnail == NULL || self->item == NULL)
    return;

  texture = mediary_texture_new (thumbnail);
  mediary_texture_cache_insert (self->item, get_thumbnail_size (self), texture);
  show_texture (self, texture);
}

static void
cancel_loading (MediaryThumbnailView *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

/* What is out of sight waits for its picture, and then is not in the way of what is in sight. */
static void
load (MediaryThumbnailView *self)
{
  GdkTexture *texture = mediary_texture_cache_lookup (self->item, get_thumbnail_size (self));

  if (texture != NULL) {
    show_texture (self, texture);
    return;
  }

  if (!mediary_state_may_be_read (mediary_item_get_state (self->item)) || !mediary_texture_cache_get_enabled () ||
      mediary_texture_cache_has_none (self->item))
    return;

  self->cancellable = g_cancellable_new ();
  mediary_service_load_thumbnail_async (self->service, self->item, get_thumbnail_size (self), self->cancellable,
                                        on_thumbnail_ready, g_object_ref (self));
}

static void
load_if_in_sight (MediaryThumbnailView *self)
{
  gboolean asked = self->cancellable != NULL || self->texture != NULL;

  if (self->item != NULL && self->service != NULL && !asked && gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
}

static void
mediary_thumbnail_view_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mediary_thumbnail_view_parent_class)->map (widget);

  load_if_in_sight (MEDIARY_THUMBNAIL_VIEW (widget));
}

/* How much larger or smaller than it is the picture is drawn: it fills its place, is whole in it, or is as small as it is. */
static double
get_zoom (MediaryThumbnailView *self, double width, double height)
{
  double fit = (double) self->width / self->height;
  double aspect = width / height;
  double hidden = 1 - MIN (fit, aspect) / MAX (fit, aspect);

  if (width < self->width / 2 && height < self->height / 2)
    return 1;

  return hidden < MAX_HIDDEN ? MAX (self->width / width, self->height / height) : MIN (self->width / width, self->height / height);
}

static void
draw_texture (MediaryThumbnailView *self, GtkSnapshot *snapshot)
{
  double width = gdk_texture_get_width (self->texture);
  double height = gdk_texture_get_height (self->texture);
  double zoom = get_zoom (self, width, height);

  width *= zoom;
  height *= zoom;
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((float) (self->width - width) / 2, (float) (self->height - height) / 2, (float) width, (float) height));
}

/* Draws the icon of this kind of file into a square. */
static void
draw_symbol (MediaryThumbnailView *self, GtkSnapshot *snapshot, double x, double y, int size, const GdkRGBA *color)
{
  GtkWidget    *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon = NULL;

  icon = gtk_icon_theme_lookup_icon (theme, mediary_thumbnail_view_get_icon_name (mediary_item_get_media_type (self->item)), NULL, size,
                                     gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size, color, 1);
  gtk_snapshot_restore (snapshot);
}

static void
draw_icon (MediaryThumbnailView *self, GtkSnapshot *snapshot)
{
  int     size = MIN (self->width, self->height) >= 90 ? 48 : MIN (self->width, self->height) / 2;
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  draw_symbol (self, snapshot, (self->width - size) / 2.0, (self->height - size) / 2.0, size, &color);
}

/* A frame of a video, or the cover of a record, looks like a photo: a mark in its corner tells what it is. */
static void
draw_mark (MediaryThumbnailView *self, GtkSnapshot *snapshot)
{
  static const GdkRGBA shade = { 0, 0, 0, 0.6f }, white = { 1, 1, 1, 1 };
  gboolean             is_small = self->height < 90;
  int                  margin = is_small ? 3 : 6;
  int                  size = is_small ? 18 : 26;
  int                  inner = is_small ? 12 : 16;
  int                  x = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? self->width - margin - size : margin;
  int                  y = self->height - margin - size;
  graphene_rect_t      place = GRAPHENE_RECT_INIT ((float) x, (float) y, (float) size, (float) size);
  GskRoundedRect       circle;

  gsk_rounded_rect_init_from_rect (&circle, &place, (float) size / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &shade, &place);
  gtk_snapshot_pop (snapshot);
  draw_symbol (self, snapshot, x + (size - inner) / 2.0, y + (size - inner) / 2.0, inner, &white);
}

static void
draw_picture (MediaryThumbnailView *self, GtkSnapshot *snapshot)
{
  draw_texture (self, snapshot);
  if (mediary_item_get_media_type (self->item) != MEDIARY_MEDIA_TYPE_IMAGE)
    draw_mark (self, snapshot);
}

static void
mediary_thumbnail_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  MediaryThumbnailView *self = MEDIARY_THUMBNAIL_VIEW (widget);

  if (self->texture != NULL)
    draw_picture (self, snapshot);
  else if (self->item != NULL)
    draw_icon (self, snapshot);

  GTK_WIDGET_CLASS (mediary_thumbnail_view_parent_class)->snapshot (widget, snapshot);
}

static void
mediary_thumbnail_view_measure (GtkWidget     *widget,
                                GtkOrientation orientation,
                                int            for_size,
                                int           *minimum,
                                int           *natural,
                                int           *minimum_baseline,
                                int           *natural_baseline)
{
  MediaryThumbnailView *self = MEDIARY_THUMBNAIL_VIEW (widget);

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? self->width : self->height;
}

static void
mediary_thumbnail_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MediaryThumbnailView *self = MEDIARY_THUMBNAIL_VIEW (widget);
  GtkRequisition        emblem;
  gboolean              rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  if (self->emblem == NULL)
    return;

  gtk_widget_get_preferred_size (self->emblem, NULL, &emblem);
  gtk_widget_size_allocate (self->emblem,
                            &(GtkAllocation){ rtl ? 0 : width - emblem.width, height - emblem.height, emblem.width, emblem.height }, -1);
}

static void
mediary_thumbnail_view_dispose (GObject *object)
{
  MediaryThumbnailView *self = MEDIARY_THUMBNAIL_VIEW (object);

  cancel_loading (self);
  g_clear_object (&self->item);
  g_clear_object (&self->service);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->emblem, gtk_widget_unparent);

  G_OBJECT_CLASS (mediary_thumbnail_view_parent_class)->dispose (object);
}

static void
mediary_thumbnail_view_class_init (MediaryThumbnailViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mediary_thumbnail_view_dispose;
  widget_class->measure = mediary_thumbnail_view_measure;
  widget_class->size_allocate = mediary_thumbnail_view_size_allocate;
  widget_class->snapshot = mediary_thumbnail_view_snapshot;
  widget_class->map = mediary_thumbnail_view_map;

  gtk_widget_class_set_css_name (widget_class, "thumbnail");
}

static void
mediary_thumbnail_view_init (MediaryThumbnailView *self)
{
  self->width = 140;
  self->height = 105;
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (GTK_WIDGET (self), "thumb");
}

void
mediary_thumbnail_view_set_size (MediaryThumbnailView *self, int width, int height)
{
  if (self->width == width && self->height == height)
    return;

  self->width = width;
  self->height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
set_emblem (MediaryThumbnailView *self, MediaryState state)
{
  const char *icon_name = mediary_state_get_icon_name (state);

  if (icon_name == NULL) {
    g_clear_pointer (&self->emblem, gtk_widget_unparent);
    return;
  }

  if (self->emblem == NULL) {
    self->emblem = gtk_image_new ();
    gtk_widget_set_parent (self->emblem, GTK_WIDGET (self));
  }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->emblem), icon_name);
  gtk_widget_set_css_classes (self->emblem, (const char *[]){ "emblem", state == MEDIARY_STATE_MISSING ? "error" : NULL, NULL });
}

/**
 * mediary_thumbnail_view_set_item:
 * @self: a thumbnail view
 * @service: (nullable): who to ask for the picture
 * @item: (nullable): the file to show
 */
void
mediary_thumbnail_view_set_item (MediaryThumbnailView *self, MediaryService *service, MediaryItem *item)
{
  if (self->item == item && item != NULL)
    return;

  cancel_loading (self);
  g_set_object (&self->item, item);
  g_set_object (&self->service, service);
  show_icon (self);
  set_emblem (self, item != NULL ? mediary_item_get_state (item) : MEDIARY_STATE_PRESENT);
  load_if_in_sight (self);
}
