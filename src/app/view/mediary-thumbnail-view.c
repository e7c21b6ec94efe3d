/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-thumbnail-view.h"

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
 * It asks for a picture only while it shows a file, and takes the question back when it no longer does.
 */
struct _MediaryThumbnailView {
  GtkWidget parent_instance;

  GtkPicture *picture;
  GtkImage   *icon;
  GtkWidget  *emblem;

  int           width;
  int           height;
  MediaryItem  *item; /* (nullable) */
  GCancellable *cancellable;
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
  int    width = gdk_texture_get_width (texture);
  int    height = gdk_texture_get_height (texture);
  double fit = (double) self->width / self->height;
  double aspect = (double) width / height;
  double hidden = 1 - MIN (fit, aspect) / MAX (fit, aspect);

  if (width < self->width / 2 && height < self->height / 2)
    gtk_picture_set_content_fit (self->picture, GTK_CONTENT_FIT_SCALE_DOWN);
  else
    gtk_picture_set_content_fit (self->picture, hidden < MAX_HIDDEN ? GTK_CONTENT_FIT_COVER : GTK_CONTENT_FIT_CONTAIN);

  if (mediary_texture_is_transparent (texture))
    gtk_widget_add_css_class (GTK_WIDGET (self), "transparent");
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_set_visible (GTK_WIDGET (self->icon), FALSE);
}

static void
show_icon (MediaryThumbnailView *self)
{
  MediaryMediaType type = self->item != NULL ? mediary_item_get_media_type (self->item) : MEDIARY_MEDIA_TYPE_UNKNOWN;

  gtk_widget_remove_css_class (GTK_WIDGET (self), "transparent");
  gtk_picture_set_paintable (self->picture, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), self->item != NULL);
  gtk_image_set_from_icon_name (self->icon, mediary_thumbnail_view_get_icon_name (type));
}

static void
on_thumbnail_ready (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryThumbnailView) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MediaryThumbnail) thumbnail = mediary_service_load_thumbnail_finish (MEDIARY_SERVICE (object), result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  /* Cancelled: another file is shown here by now. Anything else: this one has no picture, and keeps its icon. */
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

static void
load (MediaryThumbnailView *self, MediaryService *service)
{
  GdkTexture *texture = mediary_texture_cache_lookup (self->item, get_thumbnail_size (self));

  if (texture != NULL) {
    show_texture (self, texture);
    return;
  }

  if (mediary_item_get_state (self->item) != MEDIARY_STATE_PRESENT || !mediary_texture_cache_get_enabled ())
    return;

  self->cancellable = g_cancellable_new ();
  mediary_service_load_thumbnail_async (service, self->item, get_thumbnail_size (self), self->cancellable,
                                        on_thumbnail_ready, g_object_ref (self));
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

  gtk_widget_size_allocate (GTK_WIDGET (self->picture), &(GtkAllocation){ 0, 0, width, height }, -1);
  if (gtk_widget_get_visible (GTK_WIDGET (self->icon)))
    gtk_widget_size_allocate (GTK_WIDGET (self->icon), &(GtkAllocation){ 0, 0, width, height }, -1);

  if (!gtk_widget_get_visible (self->emblem))
    return;

  gtk_widget_get_preferred_size (self->emblem, NULL, &emblem);
  gtk_widget_size_allocate (self->emblem,
                            &(GtkAllocation){ rtl ? 0 : width - emblem.width, height - emblem.height, emblem.width, emblem.height }, -1);
}

static void
mediary_thumbnail_view_dispose (GObject *object)
{
  MediaryThumbnailView *self = MEDIARY_THUMBNAIL_VIEW (object);
  GtkWidget            *child;

  cancel_loading (self);
  g_clear_object (&self->item);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (mediary_thumbnail_view_parent_class)->dispose (object);
}

static void
mediary_thumbnail_view_class_init (MediaryThumbnailViewClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = mediary_thumbnail_view_dispose;
  widget_class->measure = mediary_thumbnail_view_measure;
  widget_class->size_allocate = mediary_thumbnail_view_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-thumbnail-view.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryThumbnailView, picture);
  gtk_widget_class_bind_template_child (widget_class, MediaryThumbnailView, icon);
  gtk_widget_class_bind_template_child (widget_class, MediaryThumbnailView, emblem);
  gtk_widget_class_set_css_name (widget_class, "thumbnail");
}

static void
mediary_thumbnail_view_init (MediaryThumbnailView *self)
{
  self->width = 140;
  self->height = 105;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mediary_thumbnail_view_set_size (MediaryThumbnailView *self, int width, int height)
{
  if (self->width == width && self->height == height)
    return;

  self->width = width;
  self->height = height;
  gtk_image_set_pixel_size (self->icon, MIN (width, height) >= 90 ? 48 : MIN (width, height) / 2);
  gtk_widget_queue_resize (GTK_WIDGET (self));
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
  show_icon (self);
  gtk_widget_set_visible (self->emblem, item != NULL && mediary_item_get_state (item) != MEDIARY_STATE_PRESENT);

  if (item != NULL && service != NULL)
    load (self, service);
}
