/* SPDX-License-Identifier: LGPL-2.1-or-later */
#include "config.h"

#include "mediary-extractor-pool-private.h"

/* Which child gets which file next, and when one more child is worth its start. */

#define N_AT_WORK 2 /* for each of the two, beside those that are late */

#define FILES_PER_CHILD 8 /* of the socket's ten; enough that a child never waits for us */
#define STREAMS_FOR_TWO 4 /* waiting, to be worth the start of a second child for them */

#define PRESSING (4 * G_USEC_PER_SEC) /* before its deadline, a file goes before all drawings */

/* What has time waits while so many are late, so that who has none still gets a child and some of the processor: of a
 * folder, every file may hang. */
static const guint max_late[N_LINES] = { [DRAWS] = 5, [READS] = 3, [STREAMS] = 4, [FRAMES] = 2 };

static guint
count_late (MediaryExtractorPool *self, MediaryExtractorRole role)
{
  guint n_late = 0;

  for (guint i = 0; i < N_CHILDREN; i++)
    if (self->children[i] != NULL && mediary_extractor_pool_role_of (i) == role && mediary_extractor_pool_is_late (self->children[i]))
      n_late++;

  return n_late;
}

/* With many late children, only those go on who cannot wait. */
static gboolean
has_to_wait (MediaryExtractorPool *self, MediaryExtractionJob *job)
{
  return job->deadline == 0 && count_late (self, job->role) >= max_late[mediary_extractor_pool_line_of (job)];
}

static gboolean
has_ready_image_child (MediaryExtractorPool *self)
{
  for (guint i = 0; i < N_IMAGE_CHILDREN; i++)
    if (self->children[i] != NULL && mediary_extractor_process_is_ready (self->children[i]) && !mediary_extractor_pool_is_late (self->children[i]))
      return TRUE;

  return FALSE;
}

/* Somebody scrolls through pictures, and whoever cannot wait has done so for a while. */
static gboolean
is_pressing (const MediaryExtractionJob *job)
{
  return job != NULL && job->deadline != 0 && g_get_monotonic_time () >= job->deadline - PRESSING;
}

/* Whether a child for sound and video is at a picture, or is about to begin. */
static gboolean
is_drawing_frame (MediaryExtractorPool *self)
{
  for (guint i = N_IMAGE_CHILDREN; i < N_CHILDREN; i++)
    if (self->children[i] != NULL && mediary_extractor_process_is_drawing (self->children[i]))
      return TRUE;

  return FALSE;
}

static gboolean
may_draw_frame (MediaryExtractorPool *self)
{
  MediaryExtractionJob *frame = g_queue_peek_head (&self->waiting[FRAMES]);

  return frame != NULL && !self->drew_last && !has_to_wait (self, frame) && !is_drawing_frame (self) &&
    !is_pressing (g_queue_peek_head (&self->waiting[STREAMS]));
}

/* Somebody looks at the place where a frame goes. But it takes ten times as long as reading, so only one is drawn at a time
 * while files wait to be read, and where one child does all, a file is read between two of them. */
static GQueue *
choose_stream_line (MediaryExtractorPool *self)
{
  return self->waiting[STREAMS].length == 0 || may_draw_frame (self) ? &self->waiting[FRAMES] : &self->waiting[STREAMS];
}

/* The line that child @i should take from, or NULL when it has enough to do. */
static GQueue *
choose_line (MediaryExtractorPool *self, guint i)
{
  MediaryExtractorProcess *child = self->children[i];
  guint                    n_sent = mediary_extractor_process_get_n_sent (child);

  if (mediary_extractor_pool_is_late (child))
    return NULL;
  if (mediary_extractor_pool_role_of (i) == MEDIARY_EXTRACTOR_STREAM)
    return n_sent == 0 ? choose_stream_line (self) : NULL;
  if (n_sent >= FILES_PER_CHILD || mediary_extractor_process_is_occupied (child))
    return NULL;

  /* Who looks at the place does not wait for a start, where another child can draw at once. */
  if (self->waiting[DRAWS].length > 0 && !is_pressing (g_queue_peek_head (&self->waiting[READS])) &&
      (mediary_extractor_process_is_ready (child) || !has_ready_image_child (self)))
    return &self->waiting[DRAWS];

  return &self->waiting[READS];
}

/* The next job for child @i, or NULL. A file that is asked about once more gets a fresh child to itself. And one whose asker
 * cannot wait is not given to a child that is still starting: when it is answered for lack of time, the child can go on, and
 * will be ready for the next. */
static MediaryExtractionJob *
next_job (MediaryExtractorPool *self, guint i)
{
  GQueue                  *line = choose_line (self, i);
  MediaryExtractionJob    *job = line != NULL ? g_queue_peek_head (line) : NULL;
  MediaryExtractorProcess *child = self->children[i];
  GQueue                   nothing = G_QUEUE_INIT;

  if (job == NULL || has_to_wait (self, job) || (job->deadline != 0 && !mediary_extractor_process_is_ready (child)))
    return NULL;

  if (job->retried) {
    if (mediary_extractor_process_get_n_sent (child) > 0)
      return NULL;
    if (mediary_extractor_process_get_n_answered (child) > 0) {
      mediary_extractor_pool_end_child (self, i, &nothing);
      if (!mediary_extractor_pool_start_child (self, i) || job->deadline != 0)
        return NULL;
    }
  }

  return g_queue_pop_head (line);
}

/* Sends child @i one more job. FALSE: it wants none, or takes none now. */
static gboolean
feed_child (MediaryExtractorPool *self, guint i)
{
  MediaryExtractionJob *job = next_job (self, i);

  if (job == NULL)
    return FALSE;
  if (mediary_extractor_process_send (self->children[i], job)) {
    if (job->role == MEDIARY_EXTRACTOR_STREAM)
      self->drew_last = job->kind != MEDIARY_EXTRACTION_READ;
    return TRUE;
  }

  /* Its socket is full, or it is gone, and receiving will tell; or too many files are on their way in this system, which
   * nobody tells. */
  g_queue_push_head (&self->waiting[mediary_extractor_pool_line_of (job)], job);
  self->sending_failed = TRUE;
  return FALSE;
}

static guint
count_waiting (MediaryExtractorPool *self, MediaryExtractorRole role)
{
  return role == MEDIARY_EXTRACTOR_STREAM ? self->waiting[STREAMS].length + self->waiting[FRAMES].length
                                          : self->waiting[DRAWS].length + self->waiting[READS].length;
}

/* How many children can be counted on, where all of them have all they can take. */
static guint
get_n_wanted (MediaryExtractorPool *self, MediaryExtractorRole role)
{
  guint n_waiting = count_waiting (self, role);

  if (n_waiting == 0)
    return 0;
  if (role == MEDIARY_EXTRACTOR_STREAM && n_waiting < STREAMS_FOR_TWO)
    return 1;

  return MIN (g_get_num_processors (), N_AT_WORK);
}

/* A child that is starting, and has nothing to do yet. */
static gboolean
will_take_more (MediaryExtractorProcess *child)
{
  return !mediary_extractor_process_is_ready (child) && mediary_extractor_process_get_n_sent (child) == 0;
}

/* Starts one more child if what waits is worth it. */
static gboolean
add_child (MediaryExtractorPool *self, MediaryExtractorRole role)
{
  guint n_at_work = 0;
  int   vacant = -1;

  for (guint i = 0; i < N_CHILDREN; i++) {
    if (mediary_extractor_pool_role_of (i) != role)
      continue;
    if (self->children[i] == NULL)
      vacant = vacant < 0 ? (int) i : vacant;
    else if (will_take_more (self->children[i]))
      return FALSE;
    else if (!mediary_extractor_pool_is_late (self->children[i]))
      n_at_work++;
  }

  return vacant >= 0 && n_at_work < get_n_wanted (self, role) && mediary_extractor_pool_start_child (self, (guint) vacant);
}

/* One each in turn, so that all have something; a new child only when they have all they can take. */
void
mediary_extractor_pool_feed (MediaryExtractorPool *self)
{
  gboolean fed = TRUE;

  while (fed) {
    fed = FALSE;
    for (guint i = 0; i < N_CHILDREN; i++)
      fed |= self->children[i] != NULL && feed_child (self, i);
    if (!fed)
      fed = add_child (self, MEDIARY_EXTRACTOR_IMAGE) | add_child (self, MEDIARY_EXTRACTOR_STREAM);
  }
}
