/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "check-in/mediary-check-in.h"

#include <unistd.h>

#include "mediary-error.h"

MediaryCheckInTarget *
mediary_check_in_target_new (const char *module_name, const char *artifact_name, MediaryOrigin origin, const char *location)
{
  MediaryCheckInTarget *self = g_new0 (MediaryCheckInTarget, 1);

  g_atomic_ref_count_init (&self->count);
  self->module_name = g_strdup (module_name);
  self->artifact_name = g_strdup (artifact_name);
  self->origin = origin;
  self->location = g_strdup (location);

  return self;
}

MediaryCheckInTarget *
mediary_check_in_target_ref (MediaryCheckInTarget *self)
{
  g_atomic_ref_count_inc (&self->count);

  return self;
}

void
mediary_check_in_target_unref (MediaryCheckInTarget *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;

  g_free (self->module_name);
  g_free (self->artifact_name);
  g_free (self->location);
  g_free (self);
}

MediaryCheckIn *
mediary_check_in_new (const char           *path,
                      MediaryCheckInTarget *target,
                      GCancellable         *cancellable,
                      MediaryCheckedInFunc  done,
                      gpointer              user_data)
{
  MediaryCheckIn *self = g_new0 (MediaryCheckIn, 1);

  self->given = g_strdup (path);
  self->asked = mediary_file_identity_make_absolute (path);
  self->target = target != NULL ? mediary_check_in_target_ref (target) : NULL;
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->done = done;
  self->user_data = user_data;
  self->fd = -1;

  return self;
}

void
mediary_check_in_free (MediaryCheckIn *self)
{
  g_free (self->given);
  g_free (self->asked);
  g_clear_pointer (&self->target, mediary_check_in_target_unref);
  g_clear_object (&self->cancellable);
  mediary_file_identity_clear (&self->identity);
  g_clear_pointer (&self->stored, mediary_stored_item_free);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self->content_type);
  g_free (self->metadata);
  g_clear_object (&self->item);
  g_clear_object (&self->reference);
  g_clear_error (&self->error);
  g_free (self);
}

/* The message is for logs and programmers; people get a sentence for the code. */
void
mediary_check_in_refuse (MediaryCheckIn *self, int code, const char *format, ...)
{
  va_list arguments;

  g_clear_error (&self->error);
  va_start (arguments, format);
  self->error = g_error_new_valist (MEDIARY_ERROR, code, format, arguments);
  va_end (arguments);
  self->outcome = MEDIARY_OUTCOME_REFUSED;
}

/* What is lent stays so when the session has ended: it is what there is to be done about it. */
static MediaryState
state_of (const MediaryFileIdentity *identity)
{
  switch (identity->kind) {
  case MEDIARY_FILE_MISSING:
    return MEDIARY_STATE_MISSING;
  case MEDIARY_FILE_NO_ACCESS:
    return identity->lent ? MEDIARY_STATE_LENT : MEDIARY_STATE_NO_ACCESS;
  default:
    return identity->lent ? MEDIARY_STATE_LENT : MEDIARY_STATE_PRESENT;
  }
}

/* What is known of the file says what to tell of the item. */
void
mediary_check_in_update_state (MediaryCheckIn *self)
{
  self->state = state_of (&self->identity);
}
