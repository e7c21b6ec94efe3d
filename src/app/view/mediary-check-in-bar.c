/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "mediary-check-in-bar.h"

#include <glib/gi18n.h>

#include "model/mediary-direction.h"

/* What is done sooner needs no bar. */
#define DELAY_MS 300

#define NOTHING_TOLD G_MAXUINT

/**
 * MediaryCheckInBar:
 *
 * How far the check-ins under way are, as one line; with a way to see more and a way to stop.
 */
struct _MediaryCheckInBar {
  AdwBin parent_instance;

  GtkRevealer    *revealer;
  GtkLabel       *progress_label;
  GtkLabel       *status_label;
  GtkProgressBar *progress_bar;

  GPtrArray *jobs; /* of MediaryOutcomes */
  guint      delay_id;
  guint      n_quarters; /* of the way, as last told to screen readers; or NOTHING_TOLD */
};

G_DEFINE_FINAL_TYPE (MediaryCheckInBar, mediary_check_in_bar, ADW_TYPE_BIN)

typedef struct {
  guint    n_found;
  guint    n_done;
  guint    n_refused;
  gboolean counting;
} Progress;

static Progress
sum_up (MediaryCheckInBar *self)
{
  Progress progress = { 0 };

  for (guint i = 0; i < self->jobs->len; i++) {
    MediaryOutcomes   *outcomes = self->jobs->pdata[i];
    MediaryCheckInJob *job = mediary_outcomes_get_job (outcomes);

    progress.n_found += mediary_check_in_job_get_n_found (job);
    progress.n_done += mediary_check_in_job_get_n_done (job);
    progress.n_refused += mediary_outcomes_get_n_refused (outcomes);
    progress.counting |= mediary_check_in_job_get_counting (job);
  }

  return progress;
}

static char *
dup_line (MediaryCheckInBar *self, const Progress *progress)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (self->jobs->len > 1) {
    /* Translators: several check-ins at once: their number, files done, files in all */
    first = g_strdup_printf (ngettext ("%'u check-in, %'u of %'u", "%'u check-ins, %'u of %'u", self->jobs->len),
                             self->jobs->len, progress->n_done, progress->n_found);
  } else {
    /* Translators: files done, files in all */
    first = g_strdup_printf (_("Checking in %'u of %'u"), progress->n_done, progress->n_found);
  }

  if (progress->n_refused == 0)
    return g_steal_pointer (&first);

  /* Translators: how many files could not be checked in so far */
  second = g_strdup_printf (ngettext ("%'u needs attention", "%'u need attention", progress->n_refused), progress->n_refused);
  return g_strconcat (first, " · ", second, NULL);
}

/* Only now and then: a screen reader would read out every step. While files are still looked for, a part of them is none. */
static void
tell (MediaryCheckInBar *self, const Progress *progress, const char *line)
{
  guint n_quarters = progress->n_found > 0 && !progress->counting ? (guint) ((guint64) progress->n_done * 4 / progress->n_found) : 0;

  if (progress->n_found == 0 || n_quarters == self->n_quarters || !gtk_revealer_get_reveal_child (self->revealer))
    return;

  self->n_quarters = n_quarters;
  gtk_label_set_label (self->status_label, line);
}

static void
on_progress (MediaryCheckInBar *self)
{
  Progress         progress = sum_up (self);
  g_autofree char *line = dup_line (self, &progress);
  g_autofree char *dotted = mediary_direction_dup_dotted (line);

  gtk_label_set_label (self->progress_label, dotted);
  if (progress.counting || progress.n_found == 0)
    gtk_progress_bar_pulse (self->progress_bar);
  else
    gtk_progress_bar_set_fraction (self->progress_bar, (double) progress.n_done / progress.n_found);
  tell (self, &progress, line);
}

static gboolean
on_delay_over (gpointer user_data)
{
  MediaryCheckInBar *self = user_data;

  self->delay_id = 0;
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  on_progress (self);

  return G_SOURCE_REMOVE;
}

static void
mediary_check_in_bar_dispose (GObject *object)
{
  MediaryCheckInBar *self = MEDIARY_CHECK_IN_BAR (object);

  g_clear_handle_id (&self->delay_id, g_source_remove);
  while (self->jobs->len > 0)
    mediary_check_in_bar_remove_job (self, self->jobs->pdata[0]);

  G_OBJECT_CLASS (mediary_check_in_bar_parent_class)->dispose (object);
}

static void
mediary_check_in_bar_finalize (GObject *object)
{
  g_ptr_array_unref (MEDIARY_CHECK_IN_BAR (object)->jobs);

  G_OBJECT_CLASS (mediary_check_in_bar_parent_class)->finalize (object);
}

static void
mediary_check_in_bar_class_init (MediaryCheckInBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mediary_check_in_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = mediary_check_in_bar_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/org/mediary/Mediary/ui/mediary-check-in-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInBar, progress_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInBar, status_label);
  gtk_widget_class_bind_template_child (widget_class, MediaryCheckInBar, progress_bar);
}

static void
mediary_check_in_bar_init (MediaryCheckInBar *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
  self->n_quarters = NOTHING_TOLD;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mediary_check_in_bar_add_job (MediaryCheckInBar *self, MediaryOutcomes *outcomes)
{
  MediaryCheckInJob *job = mediary_outcomes_get_job (outcomes);

  g_ptr_array_add (self->jobs, g_object_ref (outcomes));
  g_signal_connect_swapped (job, "notify::n-done", G_CALLBACK (on_progress), self);
  g_signal_connect_swapped (job, "notify::n-found", G_CALLBACK (on_progress), self);

  if (self->delay_id == 0 && !gtk_revealer_get_reveal_child (self->revealer))
    self->delay_id = g_timeout_add (DELAY_MS, on_delay_over, self);
}

void
mediary_check_in_bar_remove_job (MediaryCheckInBar *self, MediaryOutcomes *outcomes)
{
  g_signal_handlers_disconnect_by_func (mediary_outcomes_get_job (outcomes), on_progress, self);
  g_ptr_array_remove (self->jobs, outcomes);

  if (self->jobs->len > 0) {
    on_progress (self);
    return;
  }

  self->n_quarters = NOTHING_TOLD;
  g_clear_handle_id (&self->delay_id, g_source_remove);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}
