/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "mediary-extractor-process.h"

#include "private/mediary-launch.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/**
 * MediaryExtractorProcess:
 *
 * One child: it is started, sent files, listened to, and killed. Pool thread only.
 *
 * Files go to it several at a time, and it answers them in that order. So while it lives the first unanswered file is
 * the one it is at, and when it dies that is the file to blame.
 */
struct _MediaryExtractorProcess {
  GPid                 pid;
  int                  socket;
  MediaryExtractorRole role;
  gboolean             ready;
  gboolean             spoilt;     /* it has requests that are another's by now: it ends with the file it is at */
  gint64               busy_since; /* when it can have begun the first of sent, or have been started */
  GQueue               sent;       /* of MediaryExtractionJob, oldest first */
  guint32              serial;
  guint                n_answered;

  MediaryExtractorAnswer  half; /* an answer whose pixels and PNG are on the way */
  guint8                 *bytes;
  gsize                   n_pixels, n_png, n_bytes;
  MediaryExtractionBuffer buffer;
};

/* A child that has been started. Takes @socket. */
MediaryExtractorProcess *
mediary_extractor_process_new (GPid pid, int socket, MediaryExtractorRole role)
{
  MediaryExtractorProcess *self = g_new0 (MediaryExtractorProcess, 1);

  self->pid = pid;
  self->socket = socket;
  self->role = role;
  self->busy_since = g_get_monotonic_time ();
  g_queue_init (&self->sent);

  return self;
}

MediaryExtractorProcess *
mediary_extractor_process_start (const char *program, MediaryExtractorRole role, GError **error)
{
  int  socket;
  GPid pid;

  if (!mediary_launch (program, role == MEDIARY_EXTRACTOR_IMAGE ? "image" : "stream", -1, &pid, &socket, error))
    return NULL;

  return mediary_extractor_process_new (pid, socket, role);
}

/* Time since the child can have begun its first job is that job's. */
static void
charge_first (MediaryExtractorProcess *self)
{
  MediaryExtractionJob *first = g_queue_peek_head (&self->sent);
  gint64                now = g_get_monotonic_time ();

  if (self->ready && first != NULL)
    first->used += now - self->busy_since;
  self->busy_since = now;
}

/* Kills the child, moves the jobs it still had to the front of @unanswered in their order, and frees @self. Does not
 * wait: a child that reads from a disk that does not answer cannot die. The caller reaps the pid when it can. */
GPid
mediary_extractor_process_end (MediaryExtractorProcess *self, GQueue *unanswered)
{
  MediaryExtractionJob *job;
  GPid                  pid = self->pid;

  kill (-pid, SIGKILL); /* what it has started; it leads a group where it starts anything that may outlive it */
  kill (pid, SIGKILL);
  close (self->socket);
  charge_first (self);

  while ((job = g_queue_pop_tail (&self->sent)) != NULL)
    g_queue_push_head (unanswered, job);

  mediary_extractor_answer_clear (&self->half);
  g_free (self->bytes);
  g_free (self);

  return pid;
}

int
mediary_extractor_process_get_socket (MediaryExtractorProcess *self)
{
  return self->socket;
}

MediaryExtractorRole
mediary_extractor_process_get_role (MediaryExtractorProcess *self)
{
  return self->role;
}

guint
mediary_extractor_process_get_n_sent (MediaryExtractorProcess *self)
{
  return self->sent.length;
}

guint
mediary_extractor_process_get_n_answered (MediaryExtractorProcess *self)
{
  return self->n_answered;
}

gboolean
mediary_extractor_process_is_ready (MediaryExtractorProcess *self)
{
  return self->ready;
}

/* Nothing is queued behind a drawing, which takes a hundred times as long as reading, nor behind a file that is asked
 * about once more: whatever happens then is that file's doing. */
gboolean
mediary_extractor_process_is_occupied (MediaryExtractorProcess *self)
{
  MediaryExtractionJob *last = g_queue_peek_tail (&self->sent);

  return last != NULL && (last->kind != MEDIARY_EXTRACTION_READ || last->retried);
}

gboolean
mediary_extractor_process_is_drawing (MediaryExtractorProcess *self)
{
  MediaryExtractionJob *last = g_queue_peek_tail (&self->sent);

  return last != NULL && last->kind != MEDIARY_EXTRACTION_READ;
}

gboolean
mediary_extractor_process_is_spoilt (MediaryExtractorProcess *self)
{
  return self->spoilt;
}

/* How long the child has been at one file, in microseconds. */
gint64
mediary_extractor_process_get_time_at_file (MediaryExtractorProcess *self)
{
  return self->ready && self->sent.length > 0 ? g_get_monotonic_time () - self->busy_since : 0;
}

/* Moves what waits behind the file the child is at to the front of @jobs: for another child. This one is spoilt then. */
void
mediary_extractor_process_take_back (MediaryExtractorProcess *self, GQueue *jobs)
{
  while (self->sent.length > 1) {
    g_queue_push_head (jobs, g_queue_pop_tail (&self->sent));
    self->spoilt = TRUE;
  }
}

/* When the child has had all the time it gets, in monotonic microseconds; -1 while nothing is asked of it. */
gint64
mediary_extractor_process_get_deadline (MediaryExtractorProcess *self, gint64 for_file, gint64 for_start)
{
  MediaryExtractionJob *first = g_queue_peek_head (&self->sent);
  gint64                deadline;

  if (!self->ready)
    deadline = self->busy_since + for_start;
  else if (first != NULL)
    deadline = self->busy_since + for_file - first->used;
  else
    return -1;

  return first != NULL && first->deadline != 0 ? MIN (deadline, first->deadline) : deadline;
}

/* FALSE: the child takes no more just now (EAGAIN in errno), or is gone. The job then still is the caller's. */
gboolean
mediary_extractor_process_send (MediaryExtractorProcess *self, MediaryExtractionJob *job)
{
  g_autoptr (GVariant) request = NULL;

  job->serial = ++self->serial == MEDIARY_EXTRACTION_HELLO ? ++self->serial : self->serial;
  request = mediary_extraction_job_make_request (job);
  if (!mediary_extraction_send (self->socket, request, job->descriptor, MSG_DONTWAIT))
    return FALSE;

  if (self->ready && self->sent.length == 0)
    self->busy_since = g_get_monotonic_time ();
  g_queue_push_tail (&self->sent, job);

  return TRUE;
}

static const char *
intern_note (const char *note)
{
  return *note != '\0' ? g_intern_string (note) : NULL;
}

/* The sizes that came with an answer fit each other and the question. */
static gboolean
picture_is_valid (MediaryExtractionJob *job, MediaryExtraction *extraction, guint32 n_pixels, guint32 n_png)
{
  if (n_pixels == 0)
    return n_png == 0;

  return job->kind != MEDIARY_EXTRACTION_READ &&
    extraction->width >= 1 && extraction->width <= (int) job->size &&
    extraction->height >= 1 && extraction->height <= (int) job->size &&
    extraction->stride == (gsize) extraction->width * 4 &&
    n_pixels == extraction->stride * (gsize) extraction->height && n_png <= MEDIARY_EXTRACTION_PNG_MAX;
}

/* Opens @message as the answer to the first job. FALSE: it is none. */
static gboolean
open_answer (MediaryExtractorProcess *self, GVariant *message)
{
  MediaryExtractionJob *job = g_queue_peek_head (&self->sent);
  MediaryExtraction    *extraction = &self->half.extraction;
  guint32               serial, width, height, stride, n_pixels, n_png;
  const char           *note;

  g_variant_get (message, "(u&s@a{sv}uuuuu)", &serial, &note, &extraction->fields, &width, &height, &stride, &n_pixels,
                 &n_png);

  extraction->width = (int) MIN (width, G_MAXINT);
  extraction->height = (int) MIN (height, G_MAXINT);
  extraction->stride = stride;

  if (job == NULL || job->serial != serial || !mediary_extraction_note_is_valid (note) ||
      !mediary_extraction_fields_are_valid (extraction->fields) || !picture_is_valid (job, extraction, n_pixels, n_png))
    return FALSE;

  extraction->note = intern_note (note);
  self->half.job = job;
  self->n_pixels = n_pixels;
  self->n_png = n_png;
  self->n_bytes = 0;
  self->bytes = n_pixels + n_png > 0 ? g_malloc (n_pixels + n_png) : NULL;

  return TRUE;
}

/* What the machine's kernel or libraries lack is said once, not for each child. */
static void
tell_fault (const char *fault)
{
  static gsize told;

  if (*fault != '\0' && g_once_init_enter (&told)) {
    g_message ("Files are read with less protection or not at all: %s", fault);
    g_once_init_leave (&told, 1);
  }
}

/* The child's first word says that it can begin, and what it lacks; until then nothing is its files' fault. */
static MediaryExtractorNews
open_message (MediaryExtractorProcess *self, GVariant *message)
{
  guint32     serial;
  const char *fault;

  g_variant_get_child (message, 0, "u", &serial);
  if (!self->ready && serial == MEDIARY_EXTRACTION_HELLO) {
    g_variant_get_child (message, 1, "&s", &fault);
    tell_fault (fault);
    self->ready = TRUE;
    self->busy_since = g_get_monotonic_time ();
    return MEDIARY_EXTRACTOR_READY;
  }

  if (!self->ready || !open_answer (self, message))
    return MEDIARY_EXTRACTOR_BROKEN;

  return MEDIARY_EXTRACTOR_QUIET;
}

static MediaryExtractorNews
receive_message (MediaryExtractorProcess *self)
{
  g_autoptr (GVariant) message = NULL;

  switch (mediary_extraction_receive (self->socket, MEDIARY_EXTRACTION_ANSWER_TYPE, MSG_DONTWAIT, &self->buffer,
                                      &message, NULL)) {
  case MEDIARY_EXTRACTION_MESSAGE:
    return open_message (self, message);
  case MEDIARY_EXTRACTION_NOTHING:
    return MEDIARY_EXTRACTOR_QUIET;
  case MEDIARY_EXTRACTION_CLOSED:
  case MEDIARY_EXTRACTION_GARBAGE:
  default:
    return MEDIARY_EXTRACTOR_BROKEN;
  }
}

/* Takes what is there of the picture. FALSE: the child is gone. */
static gboolean
receive_picture (MediaryExtractorProcess *self)
{
  gsize  size = self->n_pixels + self->n_png;
  gssize received = 1;

  while (self->n_bytes < size && received > 0) {
    received = mediary_extraction_receive_packet (self->socket, MSG_DONTWAIT, self->bytes + self->n_bytes,
                                                  size - self->n_bytes);
    self->n_bytes += (gsize) MAX (received, 0);
  }

  return received != 0;
}

static void
attach_picture (MediaryExtractorProcess *self)
{
  MediaryExtraction *extraction = &self->half.extraction;

  if (self->n_pixels > 0) {
    g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&self->bytes), self->n_bytes);

    extraction->pixels = g_bytes_new_from_bytes (bytes, 0, self->n_pixels);
    if (self->n_png > 0)
      extraction->png = g_bytes_new_from_bytes (bytes, self->n_pixels, self->n_png);
  }
}

static void
hand_over (MediaryExtractorProcess *self, MediaryExtractorAnswer *answer)
{
  attach_picture (self);
  *answer = self->half;
  memset (&self->half, 0, sizeof self->half);

  charge_first (self);
  g_queue_pop_head (&self->sent);
  self->n_answered++;
}

/* Reads what the child has said, up to one whole answer. After MEDIARY_EXTRACTOR_ANSWERED the job is the caller's. */
MediaryExtractorNews
mediary_extractor_process_receive (MediaryExtractorProcess *self, MediaryExtractorAnswer *answer)
{
  if (self->half.job == NULL) {
    MediaryExtractorNews news = receive_message (self);

    if (news != MEDIARY_EXTRACTOR_QUIET || self->half.job == NULL)
      return news;
  }

  if (!receive_picture (self))
    return MEDIARY_EXTRACTOR_BROKEN;
  if (self->n_bytes < self->n_pixels + self->n_png)
    return MEDIARY_EXTRACTOR_QUIET;

  hand_over (self, answer);
  return MEDIARY_EXTRACTOR_ANSWERED;
}

void
mediary_extractor_answer_clear (MediaryExtractorAnswer *answer)
{
  g_clear_pointer (&answer->extraction.fields, g_variant_unref);
  g_clear_pointer (&answer->extraction.pixels, g_bytes_unref);
  g_clear_pointer (&answer->extraction.png, g_bytes_unref);
  answer->job = NULL;
}
