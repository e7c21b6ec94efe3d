/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-aside.h"

/**
 * MediaryAside:
 *
 * A text and what belongs to it, its first and its last child: side by side where the text keeps at least half of the width,
 * one above the other where it would be squeezed. Below the text it has the whole width, and its alignment says where in it.
 */
struct _MediaryAside {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (MediaryAside, mediary_aside, GTK_TYPE_WIDGET)

#define COLUMN_SPACING 12
#define ROW_SPACING    6

typedef struct {
  int minimum;
  int natural;
} Length;

static Length
measure_child (GtkWidget *child, GtkOrientation orientation, int for_size)
{
  Length length;

  gtk_widget_measure (child, orientation, for_size, &length.minimum, &length.natural, NULL, NULL);

  return length;
}

static gboolean
has_aside (GtkWidget *widget)
{
  return gtk_widget_should_layout (gtk_widget_get_last_child (widget));
}

static int
get_aside_width (GtkWidget *widget, int width)
{
  return MIN (measure_child (gtk_widget_get_last_child (widget), GTK_ORIENTATION_HORIZONTAL, -1).natural, width);
}

static gboolean
stands_beside (GtkWidget *widget, int width)
{
  Length text = measure_child (gtk_widget_get_first_child (widget), GTK_ORIENTATION_HORIZONTAL, -1);
  int    wanted = CLAMP (width / 2, text.minimum, text.natural);

  return wanted + COLUMN_SPACING + get_aside_width (widget, width) <= width;
}

static Length
measure_width (GtkWidget *widget)
{
  Length text = measure_child (gtk_widget_get_first_child (widget), GTK_ORIENTATION_HORIZONTAL, -1);
  Length aside;

  if (!has_aside (widget))
    return text;

  aside = measure_child (gtk_widget_get_last_child (widget), GTK_ORIENTATION_HORIZONTAL, -1);

  return (Length){ MAX (text.minimum, aside.minimum), text.natural + COLUMN_SPACING + aside.natural };
}

static Length
measure_height (GtkWidget *widget, int width)
{
  GtkWidget *text = gtk_widget_get_first_child (widget);
  GtkWidget *aside = gtk_widget_get_last_child (widget);
  Length     text_height, aside_height;

  if (!has_aside (widget))
    return measure_child (text, GTK_ORIENTATION_VERTICAL, width);

  if (width < 0)
    width = measure_width (widget).natural;

  aside_height = measure_child (aside, GTK_ORIENTATION_VERTICAL, get_aside_width (widget, width));
  if (stands_beside (widget, width)) {
    text_height = measure_child (text, GTK_ORIENTATION_VERTICAL, width - get_aside_width (widget, width) - COLUMN_SPACING);
    return (Length){ MAX (text_height.minimum, aside_height.minimum), MAX (text_height.natural, aside_height.natural) };
  }

  text_height = measure_child (text, GTK_ORIENTATION_VERTICAL, width);

  return (Length){ text_height.minimum + ROW_SPACING + aside_height.minimum, text_height.natural + ROW_SPACING + aside_height.natural };
}

static void
mediary_aside_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  Length length = orientation == GTK_ORIENTATION_HORIZONTAL ? measure_width (widget) : measure_height (widget, for_size);

  *minimum = length.minimum;
  *natural = length.natural;
}

/* A place is counted from where lines begin. */
static void
allocate_child (GtkWidget *widget, GtkWidget *child, GtkAllocation place)
{
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    place.x = gtk_widget_get_width (widget) - place.x - place.width;

  gtk_widget_size_allocate (child, &place, -1);
}

static void
mediary_aside_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *text = gtk_widget_get_first_child (widget);
  GtkWidget *aside = gtk_widget_get_last_child (widget);
  int        aside_width, aside_height;

  if (!has_aside (widget)) {
    allocate_child (widget, text, (GtkAllocation){ 0, 0, width, height });
    return;
  }

  aside_width = get_aside_width (widget, width);
  if (stands_beside (widget, width)) {
    allocate_child (widget, text, (GtkAllocation){ 0, 0, width - aside_width - COLUMN_SPACING, height });
    allocate_child (widget, aside, (GtkAllocation){ width - aside_width, 0, aside_width, height });
    return;
  }

  aside_height = measure_child (aside, GTK_ORIENTATION_VERTICAL, aside_width).natural;
  allocate_child (widget, text, (GtkAllocation){ 0, 0, width, height - aside_height - ROW_SPACING });
  allocate_child (widget, aside, (GtkAllocation){ 0, height - aside_height, width, aside_height });
}

static GtkSizeRequestMode
mediary_aside_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
mediary_aside_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (mediary_aside_parent_class)->dispose (object);
}

static void
mediary_aside_class_init (MediaryAsideClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mediary_aside_dispose;
  widget_class->measure = mediary_aside_measure;
  widget_class->size_allocate = mediary_aside_size_allocate;
  widget_class->get_request_mode = mediary_aside_get_request_mode;
}

static void
mediary_aside_init (MediaryAside *self)
{
}

GtkWidget *
mediary_aside_new (GtkWidget *text, GtkWidget *aside)
{
  GtkWidget *self = g_object_new (MEDIARY_TYPE_ASIDE, NULL);

  gtk_widget_set_parent (text, self);
  gtk_widget_set_parent (aside, self);

  return self;
}
