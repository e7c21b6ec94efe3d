/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-player.h"

#include <glib/gi18n.h>

#include "mediary-accessible.h"

/**
 * MediaryPlayer:
 *
 * Lies over the preview of a sound or video and plays it, once a person asks for it.
 *
 * This decodes the file in the window. Nothing of it begins before the click, nor before the diary has its note.
 */
struct _MediaryPlayer {
  AdwBin parent_instance;

  GtkPicture       *picture;
  GtkWidget        *play_button;
  GtkMediaControls *controls;
  GtkLabel         *sentence_label;

  MediaryPlayDiary *diary; /* (nullable) */
  MediaryItem      *item;  /* (nullable) */
  char             *access_path;
  GCancellable     *cancellable;
  MediaryPlayNote  *note;   /* (nullable): while there is a stream */
  GtkMediaStream   *stream; /* (nullable) */
  gboolean          offered;
};

G_DEFINE_FINAL_TYPE (MediaryPlayer, mediary_player, ADW_TYPE_BIN)

enum {
  PROP_0,
  PROP_OFFERED,
  N_PROPS,
};
static GParamSpec *props[N_PROPS];

/* GTK plays by a module, which may be missing. */
static gboolean
has_backend (void)
{
  g_autoptr (GtkMediaStream) probe = gtk_media_file_new ();

  return g_strcmp0 (G_OBJECT_TYPE_NAME (probe), "GtkNoMediaFile") != 0;
}

static void
say (MediaryPlayer *self, const char *sentence)
{
  gtk_label_set_label (self->sentence_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->sentence_label), sentence != NULL);
}

static void
set_offered (MediaryPlayer *self, gboolean offered)
{
  gtk_widget_set_visible (self->play_button, offered);
  if (self->offered == offered)
    return;

  self->offered = offered;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_OFFERED]);
}

static void
show_offer (MediaryPlayer *self)
{
  gboolean barred = self->item != NULL && self->diary != NULL && mediary_play_diary_is_barred (self->diary, self->item);
  gboolean offered = self->item != NULL && self->diary != NULL && mediary_play_diary_may_play (self->diary, self->item);

  set_offered (self, offered && self->stream == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->controls), self->stream != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self), offered || barred);
  if (barred)
    say (self, _("Playing this file here ended Mediary. It is only opened in its own app."));
}

/* The decoder is gone when this returns; only then is the note. */
static void
stop (MediaryPlayer *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  if (self->stream != NULL) {
    g_signal_handlers_disconnect_by_data (self->stream, self);
    gtk_media_controls_set_media_stream (self->controls, NULL);
    gtk_picture_set_paintable (self->picture, NULL);
    gtk_media_file_clear (GTK_MEDIA_FILE (self->stream));
    g_clear_object (&self->stream);
  }

  if (self->note != NULL)
    mediary_play_diary_end (self->diary, g_steal_pointer (&self->note));
}

static void
on_ended (MediaryPlayer *self)
{
  if (!gtk_media_stream_get_ended (self->stream))
    return;

  stop (self);
  show_offer (self);
}

static gboolean
on_idle_failed (gpointer user_data)
{
  MediaryPlayer *self = user_data;

  stop (self);
  show_offer (self);
  set_offered (self, FALSE);
  say (self, _("This computer cannot play it here. Open it in its app."));

  return G_SOURCE_REMOVE;
}

/* The stream is in the middle of something when it tells its error. */
static void
on_failed (MediaryPlayer *self)
{
  const GError *error = gtk_media_stream_get_error (self->stream);

  g_debug ("Playing: %s", error != NULL ? error->message : "no error");
  g_idle_add_full (G_PRIORITY_DEFAULT, on_idle_failed, g_object_ref (self), g_object_unref);
}

/* GTK 4.8 gives the parts of its controls no names. */
static void
name_controls (GtkWidget *widget)
{
  if (GTK_IS_SCALE (widget))
    mediary_accessible_set_label (widget, _("Position"));
  else if (GTK_IS_BUTTON (widget) && !GTK_IS_SCALE_BUTTON (widget))
    mediary_accessible_set_label (widget, _("Play or Pause"));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    name_controls (child);
}

static void
play (MediaryPlayer *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->access_path);

  self->stream = gtk_media_file_new_for_file (file);
  g_signal_connect_swapped (self->stream, "notify::ended", G_CALLBACK (on_ended), self);
  g_signal_connect_swapped (self->stream, "notify::error", G_CALLBACK (on_failed), self);

  gtk_media_controls_set_media_stream (self->controls, self->stream);
  name_controls (GTK_WIDGET (self->controls));
  if (mediary_item_get_media_type (self->item) == MEDIARY_MEDIA_TYPE_VIDEO)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (self->stream));
  show_offer (self);
  gtk_media_stream_play (self->stream);
}

static const char *
get_reason (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG))
    return _("The file has changed since it was checked in. Open it in its app.");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _("The file is no longer there.");

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    return _("The disk that holds the library is full. Open the file in its app.");

  return _("It cannot be played here. Open it in its app.");
}

static void
on_noted (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MediaryPlayer) self = user_data;
  g_autoptr (GError) error = NULL;
  MediaryPlayNote *note = mediary_play_diary_begin_finish (MEDIARY_PLAY_DIARY (object), result, &error);

  /* Another file is shown by now. */
  if (self->cancellable != g_task_get_cancellable (G_TASK (result))) {
    if (note != NULL)
      mediary_play_diary_end (MEDIARY_PLAY_DIARY (object), note);
    return;
  }

  if (note == NULL) {
    g_debug ("Not playing: %s", error->message);
    set_offered (self, FALSE);
    say (self, get_reason (error));
    return;
  }

  self->note = note;
  play (self);
}

static void
on_play_clicked (MediaryPlayer *self)
{
  if (!has_backend ()) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open", NULL);
    return;
  }

  if (self->cancellable != NULL)
    return; /* on its way */

  self->cancellable = g_cancellable_new ();
  mediary_play_diary_begin_async (self->diary, self->item, self->access_path, self->cancellable, on_noted, g_object_ref (self));
}

static void
forget_diary (MediaryPlayer *self)
{
  if (self->diary != NULL)
    g_signal_handlers_disconnect_by_func (self->diary, show_offer, self);
  g_clear_object (&self->diary);
}

static void
mediary_player_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  if (property_id == PROP_OFFERED)
    g_value_set_boolean (value, MEDIARY_PLAYER (object)->offered);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
}

static void
mediary_player_dispose (GObject *object)
{
  MediaryPlayer *self = MEDIARY_PLAYER (object);

  stop (self);
  forget_diary (self);
  g_clear_object (&self->item);
  g_clear_pointer (&self->access_path, g_free);

  G_OBJECT_CLASS (mediary_player_parent_class)->dispose (object);
}

static void
mediary_player_class_init (MediaryPlayerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->get_property = mediary_player_get_property;
  G_OBJECT_CLASS (klass)->dispose = mediary_player_dispose;

  /**
   * MediaryPlayer:offered:
   *
   * Whether there is a button to play, which then takes the place of the icon.
   */
  props[PROP_OFFERED] = g_param_spec_boolean ("offered", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, props);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-player.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryPlayer, picture);
  gtk_widget_class_bind_template_child (widget_class, MediaryPlayer, play_button);
  gtk_widget_class_bind_template_child (widget_class, MediaryPlayer, controls);
  gtk_widget_class_bind_template_child (widget_class, MediaryPlayer, sentence_label);
  gtk_widget_class_bind_template_callback (widget_class, on_play_clicked);
}

static void
mediary_player_init (MediaryPlayer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * mediary_player_set_item:
 * @self: a player
 * @diary: (nullable): where it is noted that the file is played
 * @item: (nullable): the file
 * @access_path: (nullable) (type filename): where this process reads it; with @item
 *
 * Offers to play another file; the one that plays is stopped.
 */
void
mediary_player_set_item (MediaryPlayer *self, MediaryPlayDiary *diary, MediaryItem *item, const char *access_path)
{
  gboolean same = item != NULL && self->item != NULL && g_str_equal (mediary_item_get_id (item), mediary_item_get_id (self->item));

  /* Something else is known of the file that plays, such as another use. */
  if (same && diary == self->diary && self->stream != NULL) {
    g_set_object (&self->item, item);
    return;
  }

  stop (self);
  say (self, NULL);
  g_set_object (&self->item, item);
  g_free (self->access_path);
  self->access_path = g_strdup (access_path != NULL || item == NULL ? access_path : mediary_item_get_path (item));
  if (self->diary != diary) {
    forget_diary (self);
    if (g_set_object (&self->diary, diary) && diary != NULL)
      g_signal_connect_swapped (diary, "notify::loaded", G_CALLBACK (show_offer), self);
  }
  show_offer (self);
}

/* Whether the file is open in the window. */
gboolean
mediary_player_get_playing (MediaryPlayer *self)
{
  return self->stream != NULL;
}
