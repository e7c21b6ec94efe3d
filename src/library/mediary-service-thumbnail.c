/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include <unistd.h>

#include "files/mediary-file-identity.h"
#include "files/mediary-thumbnail-cache.h"
#include "mediary-error.h"
#include "private/mediary-service-private.h"
#include "private/mediary-thumbnail-private.h"

/*
 * A small picture of an item. The desktop's cache is asked first, and what it has is decoded by the extractor like any
 * other picture; what is not there is made by the extractor and put there, so that the next program finds it.
 */

typedef struct {
  /* What is asked of the extractor. */
  int              fd;
  gboolean         from_cache;
  const char      *content_type;
  MediaryMediaType type;
  int              size; /* pixels */
  char            *uri;
  gint64           modified; /* seconds, as the cache has it */

  /* Its answer. */
  GMutex            mutex;
  GCond             cond;
  gboolean          done;
  const char       *note; /* lives for ever */
  MediaryThumbnail *thumbnail;
  GBytes           *png;
} Drawing;

static void
drawing_clear (Drawing *drawing)
{
  g_free (drawing->uri);
  g_clear_object (&drawing->thumbnail);
  g_clear_pointer (&drawing->png, g_bytes_unref);
  g_mutex_clear (&drawing->mutex);
  g_cond_clear (&drawing->cond);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Drawing, drawing_clear)

/* The extractor's thread. */
static void
on_drawn (MediaryExtraction *extraction, gpointer data)
{
  Drawing *drawing = data;

  g_mutex_lock (&drawing->mutex);
  if (extraction->pixels != NULL)
    drawing->thumbnail =
      mediary_thumbnail_new (extraction->width, extraction->height, extraction->stride, extraction->pixels);
  if (extraction->png != NULL)
    drawing->png = g_bytes_ref (extraction->png);
  drawing->note = extraction->note;
  drawing->done = TRUE;
  g_cond_signal (&drawing->cond);
  g_mutex_unlock (&drawing->mutex);
}

/* With the pipeline's lock held: the extractor cannot go meanwhile. */
static void
push_drawing (gpointer data, gpointer user_data)
{
  MediaryExtractor *extractor = data;
  Drawing          *drawing = user_data;

  if (extractor == NULL) {
    close (drawing->fd);
    drawing->note = MEDIARY_NOTE_NO_EXTRACTOR;
    drawing->done = TRUE;
  } else if (drawing->from_cache) {
    mediary_extractor_draw_cached (extractor, drawing->fd, drawing->size, drawing->uri, drawing->modified, on_drawn, drawing);
  } else {
    mediary_extractor_draw (extractor, drawing->fd, drawing->content_type, drawing->type, drawing->size, drawing->uri,
                            drawing->modified, on_drawn, drawing);
  }
  drawing->fd = -1;
}

/* A pool thread. Takes the descriptor over. */
static gboolean
draw (MediaryCheckInPipeline *pipeline, Drawing *drawing, int fd, gboolean from_cache)
{
  drawing->fd = fd;
  drawing->from_cache = from_cache;
  drawing->done = FALSE;
  mediary_check_in_pipeline_draw (pipeline, push_drawing, drawing);

  g_mutex_lock (&drawing->mutex);
  while (!drawing->done)
    g_cond_wait (&drawing->cond, &drawing->mutex);
  g_mutex_unlock (&drawing->mutex);

  return drawing->thumbnail != NULL;
}

static int
open_file (MediaryCheckInPipeline *pipeline, const char *path, gint64 *modified)
{
  g_auto (MediaryOpening) opening = { .question = MEDIARY_OPENING_OPEN, .path = path, .descriptor = -1 };

  mediary_opener_ask (mediary_check_in_pipeline_get_opener (pipeline), &opening, 1);
  *modified = mediary_file_facts_get_seconds (&opening.identity.facts);

  return g_steal_fd (&opening.descriptor);
}

static gboolean
draw_from_cache (MediaryCheckInPipeline *pipeline, Drawing *drawing, const char *path)
{
  int fd = mediary_thumbnail_cache_open (path, drawing->size);

  return fd >= 0 && draw (pipeline, drawing, fd, TRUE);
}

static void
store_png (Drawing *drawing, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (drawing->png != NULL && !mediary_thumbnail_cache_store (path, drawing->size, drawing->png, &error))
    g_debug ("Storing a thumbnail: %s", error->message);
}

/* Whether it is the file's fault: then there is no use in trying again. A busy computer is not. */
static MediaryError
get_error_code (const char *note)
{
  gboolean innocent = g_strcmp0 (note, MEDIARY_NOTE_NO_EXTRACTOR) == 0 || g_strcmp0 (note, MEDIARY_NOTE_TIMED_OUT) == 0;

  return innocent ? MEDIARY_ERROR_FAILED : MEDIARY_ERROR_EXTRACTION_FAILED;
}

/* A pool thread, which may wait for a disk and for the extractor. What has gone out of sight while it waited for the thread is
 * not opened: GTask then says that it was cancelled, whatever is said here. */
static void
run_load (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  MediaryItem            *item = data;
  MediaryCheckInPipeline *pipeline = g_object_get_data (G_OBJECT (task), "pipeline");
  const char             *path = mediary_item_get_path (item);
  g_auto (Drawing) drawing = { 0 };
  int fd;

  g_mutex_init (&drawing.mutex);
  g_cond_init (&drawing.cond);
  drawing.uri = mediary_thumbnail_cache_dup_uri (path);
  drawing.size = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (task), "size"));
  drawing.content_type = mediary_metadata_get_string (mediary_item_get_metadata (item), MEDIARY_METADATA_CONTENT_TYPE);
  drawing.type = mediary_item_get_media_type (item);

  fd = g_cancellable_is_cancelled (cancellable) ? -1 : open_file (pipeline, path, &drawing.modified);
  if (fd < 0 || drawing.content_type == NULL) {
    if (fd >= 0)
      close (fd);
    g_task_return_new_error (task, MEDIARY_ERROR, MEDIARY_ERROR_FILE_NOT_FOUND, "Cannot open %s", path);
  } else if (draw_from_cache (pipeline, &drawing, path)) {
    close (fd);
    g_task_return_pointer (task, g_steal_pointer (&drawing.thumbnail), g_object_unref);
  } else if (draw (pipeline, &drawing, fd, FALSE)) {
    store_png (&drawing, path);
    g_task_return_pointer (task, g_steal_pointer (&drawing.thumbnail), g_object_unref);
  } else {
    g_task_return_new_error (task, MEDIARY_ERROR, get_error_code (drawing.note), "No picture can be made of %s", path);
  }

  mediary_check_in_pipeline_release (pipeline);
}

/**
 * mediary_service_load_thumbnail_async:
 * @self: a service
 * @item: an item
 * @size: the longer side wanted, in pixels: up to 1024
 * @cancellable: (nullable): to give up, when the picture has gone out of sight
 * @callback: (scope async): called with the picture
 * @user_data: for @callback
 *
 * A small picture of a file: from the desktop's cache, or made by the extractor and put there. Of a video it is a frame, of a
 * sound the cover of its record. A file of which none can be made is answered with %MEDIARY_ERROR_EXTRACTION_FAILED; there is
 * no use in asking again before it has changed.
 */
void
mediary_service_load_thumbnail_async (MediaryService     *self,
                                      MediaryItem        *item,
                                      int                 size,
                                      GCancellable       *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer            user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  MediaryCheckInPipeline *pipeline;

  g_return_if_fail (MEDIARY_IS_SERVICE (self));
  g_return_if_fail (MEDIARY_IS_ITEM (item));
  g_return_if_fail (size > 0 && size <= 1024);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, mediary_service_load_thumbnail_async);
  g_task_set_task_data (task, g_object_ref (item), g_object_unref);
  g_object_set_data (G_OBJECT (task), "size", GINT_TO_POINTER (size));

  /* Held until the thread is through: the service may be closed while it waits for a disk. */
  pipeline = mediary_service_hold (self, &error);
  if (pipeline == NULL) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }

  g_object_set_data (G_OBJECT (task), "pipeline", pipeline);
  g_task_run_in_thread (task, run_load);
}

/**
 * mediary_service_load_thumbnail_finish:
 * @self: a service
 * @result: the result
 * @error: return location for an error
 *
 * Finishes what [method@Service.load_thumbnail_async] began.
 *
 * Returns: (transfer full): the picture, or %NULL when there is none
 */
MediaryThumbnail *
mediary_service_load_thumbnail_finish (MediaryService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
