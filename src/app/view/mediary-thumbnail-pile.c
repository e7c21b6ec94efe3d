/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-thumbnail-pile.h"

#include "mediary-thumbnail-view.h"

/* As many as can still be told apart. */
#define N_PICTURES 3

#define PICTURE_WIDTH  140
#define PICTURE_HEIGHT 105

/* Room for the corners of those that are turned. */
#define MARGIN 16

/**
 * MediaryThumbnailPile:
 *
 * The pictures of several files as a pile of prints: the first on top, two more looking out below it.
 */
struct _MediaryThumbnailPile {
  GtkWidget parent_instance;

  MediaryThumbnailView *pictures[N_PICTURES]; /* the lowest first */
};

G_DEFINE_FINAL_TYPE (MediaryThumbnailPile, mediary_thumbnail_pile, GTK_TYPE_WIDGET)

/* How each lies, in degrees; the one on top is straight. */
static const float angles[N_PICTURES] = { -7, 6, 0 };

static void
mediary_thumbnail_pile_measure (GtkWidget     *widget,
                                GtkOrientation orientation,
                                int            for_size,
                                int           *minimum,
                                int           *natural,
                                int           *minimum_baseline,
                                int           *natural_baseline)
{
  *minimum = *natural = (orientation == GTK_ORIENTATION_HORIZONTAL ? PICTURE_WIDTH : PICTURE_HEIGHT) + 2 * MARGIN;
}

static GskTransform *
lay (float angle, float width, float height)
{
  GskTransform *transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (width / 2, height / 2));

  transform = gsk_transform_rotate (transform, angle);

  return gsk_transform_translate (transform, &GRAPHENE_POINT_INIT (-PICTURE_WIDTH / 2.0f, -PICTURE_HEIGHT / 2.0f));
}

static void
mediary_thumbnail_pile_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  MediaryThumbnailPile *self = MEDIARY_THUMBNAIL_PILE (widget);

  for (guint i = 0; i < N_PICTURES; i++) {
    if (gtk_widget_get_visible (GTK_WIDGET (self->pictures[i])))
      gtk_widget_allocate (GTK_WIDGET (self->pictures[i]), PICTURE_WIDTH, PICTURE_HEIGHT, -1, lay (angles[i], (float) width, (float) height));
  }
}

static void
mediary_thumbnail_pile_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (mediary_thumbnail_pile_parent_class)->dispose (object);
}

static void
mediary_thumbnail_pile_class_init (MediaryThumbnailPileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mediary_thumbnail_pile_dispose;
  widget_class->measure = mediary_thumbnail_pile_measure;
  widget_class->size_allocate = mediary_thumbnail_pile_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
mediary_thumbnail_pile_init (MediaryThumbnailPile *self)
{
  for (guint i = 0; i < N_PICTURES; i++) {
    self->pictures[i] = g_object_new (MEDIARY_TYPE_THUMBNAIL_VIEW, "overflow", GTK_OVERFLOW_HIDDEN, NULL);
    gtk_widget_add_css_class (GTK_WIDGET (self->pictures[i]), "print");
    mediary_thumbnail_view_set_size (self->pictures[i], PICTURE_WIDTH, PICTURE_HEIGHT);
    gtk_widget_set_parent (GTK_WIDGET (self->pictures[i]), GTK_WIDGET (self));
  }
}

/**
 * mediary_thumbnail_pile_set_items:
 * @self: a pile
 * @service: (nullable): who to ask for pictures
 * @items: (nullable) (element-type MediaryItem): the files; %NULL while they are not known
 */
void
mediary_thumbnail_pile_set_items (MediaryThumbnailPile *self, MediaryService *service, GPtrArray *items)
{
  guint n_items = items != NULL ? items->len : 0;

  for (guint i = 0; i < N_PICTURES; i++) {
    guint number = N_PICTURES - 1 - i; /* the first lies on top */

    gtk_widget_set_visible (GTK_WIDGET (self->pictures[i]), items == NULL || number < n_items);
    mediary_thumbnail_view_set_item (self->pictures[i], service, number < n_items ? items->pdata[number] : NULL);
  }
}
