/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hostile.h"

#include <unistd.h>

/* Answers in due form, and says what no file can be. */

gboolean
hostile_says_hello (void)
{
  return TRUE;
}

void
hostile_misbehave (guint32 serial, int file)
{
  static const struct {
    const char *field;
    const char *value;
  } answers[] = {
    { "width", "int64 0" },
    { "width", "int64 -1" },
    { "width", "int64 2000000" },
    { "width", "int32 5" },
    { "width", "'5'" },
    { "duration", "-1.0" },
    { "duration", "1e300" },
    { "title", "''" },
    { "title", "int64 1" },
    { "size", "int64 5" },
    { "no-such-field", "'x'" },
    { "orientation", "int64 9" },
  };
  char which;

  g_assert_true (pread (file, &which, 1, 3) == 1 && (gsize) (which - 'a') < G_N_ELEMENTS (answers));
  hostile_answer_field (serial, answers[which - 'a'].field, g_variant_new_parsed (answers[which - 'a'].value));
}
