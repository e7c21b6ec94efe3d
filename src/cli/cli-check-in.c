/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <mediary.h>
#include <signal.h>

#include "cli-arguments.h"
#include "cli-command.h"
#include "cli-json.h"
#include "cli-library.h"
#include "cli-output.h"
#include "cli-progress.h"

typedef struct {
  char    *module;
  char    *artifact;
  char    *location;
  char    *files_from;
  char   **files;
  gboolean null_separated;
  gboolean no_recurse;
  gboolean json;
  gboolean references;
  gboolean quiet;
} Options;

static const int stop_signals[] = { SIGINT, SIGTERM, SIGHUP };

/* One check-in from the first file to the last. */
typedef struct {
  const Options     *options;
  MediaryService    *service;
  MediaryCheckInJob *job;
  GCancellable      *cancellable;
  CliProgress       *progress;
  GMainLoop         *loop;
  GError            *error;
  gboolean           database_failed;
  guint              flush_source;
  guint              signal_sources[G_N_ELEMENTS (stop_signals)];
} Run;

static void
options_clear (Options *options)
{
  g_free (options->module);
  g_free (options->artifact);
  g_free (options->location);
  g_free (options->files_from);
  g_strfreev (options->files);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
unwatch_signals (Run *run)
{
  for (guint i = 0; i < G_N_ELEMENTS (stop_signals); i++)
    g_clear_handle_id (&run->signal_sources[i], g_source_remove);
}

static void
run_clear (Run *run)
{
  unwatch_signals (run);
  g_clear_handle_id (&run->flush_source, g_source_remove);
  g_clear_pointer (&run->progress, cli_progress_free);
  g_clear_pointer (&run->loop, g_main_loop_unref);
  g_clear_object (&run->job);
  g_clear_object (&run->cancellable);
  g_clear_error (&run->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static gboolean
parse (Options *options, char **arguments)
{
  const GOptionEntry entries[] = {
    { "module", 'm', 0, G_OPTION_ARG_FILENAME, &options->module, N_ ("The program that uses the files, like org.kde.kdenlive"), N_ ("MODULE") },
    { "artifact", 'a', 0, G_OPTION_ARG_FILENAME, &options->artifact, N_ ("The document that uses them, like file:///home/anna/trailer.kdenlive"), N_ ("ARTIFACT") },
    { "location", 'l', 0, G_OPTION_ARG_FILENAME, &options->location, N_ ("Where inside the document: a cell, a page, a time"), N_ ("TEXT") },
    { "no-recurse", 0, 0, G_OPTION_ARG_NONE, &options->no_recurse, N_ ("Take the files of a folder, not those of its subfolders"), NULL },
    { "files-from", 'T', 0, G_OPTION_ARG_FILENAME, &options->files_from, N_ ("Read names from LIST too; “-” is standard input"), N_ ("LIST") },
    { "null", '0', 0, G_OPTION_ARG_NONE, &options->null_separated, N_ ("The names in LIST end in NUL bytes, not in newlines"), NULL },
    { "references", 'r', 0, G_OPTION_ARG_NONE, &options->references, N_ ("Print the text of each reference, as it goes into a cell"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->json, N_ ("Print a JSON object for each file, one on a line"), NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, N_ ("No progress and no summary"), NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->files, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  return cli_arguments_parse (arguments, _("FILE|FOLDER…"), _("Check in files: one use of each by this document."), entries);
}

/* The names on the command line, then those of the list. NULL if that failed, which was said. */
static GPtrArray *
read_names (const Options *options)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (char **name = options->files; name != NULL && *name != NULL; name++)
    g_ptr_array_add (names, g_strdup (*name));
  if (options->files_from != NULL && !cli_arguments_read_names (names, options->files_from, options->null_separated))
    return NULL;
  if (names->len == 0 && options->files_from == NULL) {
    cli_output_complain_usage (_("There is no file to check in."));
    return NULL;
  }

  return g_steal_pointer (&names);
}

static MediaryCheckInJob *
make_job (const Options *options, GPtrArray *names)
{
  MediaryCheckInJob *job = mediary_check_in_job_new (options->module, options->artifact);

  mediary_check_in_job_set_origin (job, MEDIARY_ORIGIN_ADDED);
  mediary_check_in_job_set_location (job, options->location);
  mediary_check_in_job_set_walk_folders (job, TRUE);
  mediary_check_in_job_set_include_subfolders (job, !options->no_recurse);
  mediary_check_in_job_set_keep_entries (job, FALSE);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = cli_arguments_dup_path (names->pdata[i]);

    mediary_check_in_job_add_path (job, path);
  }

  return job;
}

static gboolean
on_flush (gpointer user_data)
{
  Run *run = user_data;

  run->flush_source = 0;
  if (!cli_output_flush ())
    g_cancellable_cancel (run->cancellable);

  return G_SOURCE_REMOVE;
}

static void
print_entry (Run *run, MediaryCheckInEntry *entry)
{
  MediaryReference *reference = mediary_check_in_entry_get_reference (entry);

  if (run->options->json) {
    cli_output_json (cli_json_for_entry (entry));
  } else if (run->options->references && reference != NULL) {
    g_autofree char *text = mediary_reference_to_text (reference);

    cli_output_line (text);
  } else {
    return;
  }

  /* The entries of a transaction come together, and are flushed together. */
  if (run->flush_source == 0)
    run->flush_source = g_idle_add (on_flush, run);
}

static void
complain_about (MediaryCheckInEntry *entry)
{
  const char      *path = mediary_check_in_entry_get_path (entry);
  g_autofree char *reason = mediary_words_for_refusal (path, mediary_check_in_entry_get_error (entry));
  g_autofree char *sentence = g_strdup_printf ("“%s”: %s", path, reason);

  cli_output_complain (sentence);
}

/* What the database refuses is no fault of the file, and a script has to know the difference. */
static void
note_refusal (Run *run, MediaryCheckInEntry *entry)
{
  run->database_failed |= cli_output_exit_for (mediary_check_in_entry_get_error (entry)) == CLI_EXIT_DATABASE;
  cli_progress_hide (run->progress);
  complain_about (entry);
}

static void
on_entry_done (MediaryCheckInJob *job, MediaryCheckInEntry *entry, gpointer user_data)
{
  Run *run = user_data;

  if (mediary_check_in_entry_get_outcome (entry) == MEDIARY_OUTCOME_REFUSED)
    note_refusal (run, entry);
  print_entry (run, entry);
}

static void
on_check_in_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Run *run = user_data;

  mediary_service_check_in_many_finish (MEDIARY_SERVICE (source), result, &run->error);
  g_main_loop_quit (run->loop);
}

/* The first signal stops cleanly, without waiting for what a stalled disk or extractor still has. All handlers are gone
 * then, and a second signal ends the program at once. */
static gboolean
on_signal (gpointer user_data)
{
  Run *run = user_data;

  unwatch_signals (run);
  g_cancellable_cancel (run->cancellable);
  mediary_service_close (run->service);

  return G_SOURCE_CONTINUE;
}

static void
watch_signals (Run *run)
{
  for (guint i = 0; i < G_N_ELEMENTS (stop_signals); i++)
    run->signal_sources[i] = g_unix_signal_add (stop_signals[i], on_signal, run);
}

G_GNUC_PRINTF (3, 4)
static void
append_sentence (GString *text, guint count, const char *format, ...)
{
  va_list arguments;

  if (count == 0)
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  va_start (arguments, format);
  g_string_append_vprintf (text, format, arguments);
  va_end (arguments);
}

static void
print_summary (MediaryCheckInJob *job)
{
  guint n_added = mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_ADDED);
  guint n_new = mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_NEW_USE);
  guint n_known = mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_KNOWN);
  guint n_refused = mediary_check_in_job_get_n_outcome (job, MEDIARY_OUTCOME_REFUSED);
  g_autoptr (GString) text = g_string_new (NULL);

  append_sentence (text, n_added,
                   /* Translators: %u is a number of files */
                   ngettext ("%u file was added.", "%u files were added.", n_added), n_added);
  append_sentence (text, n_new,
                   /* Translators: %u is a number of files */
                   ngettext ("%u known file has a new use.", "%u known files have a new use.", n_new), n_new);
  append_sentence (text, n_known,
                   /* Translators: %u is a number of files */
                   ngettext ("%u file was checked in already.", "%u files were checked in already.", n_known), n_known);
  append_sentence (text, n_refused,
                   /* Translators: %u is a number of files */
                   ngettext ("%u file was refused.", "%u files were refused.", n_refused), n_refused);
  if (text->len > 0)
    cli_output_line (text->str);
}

static CliExit
exit_for_stop (void)
{
  if (!cli_output_flush ())
    return CLI_EXIT_FAILED;
  cli_output_complain (_("Stopped. What was checked in until then is kept."));

  return CLI_EXIT_INTERRUPTED;
}

static CliExit
exit_for_run (Run *run)
{
  if (g_error_matches (run->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return exit_for_stop ();
  if (run->error != NULL)
    return cli_output_complain_about (NULL, run->error);
  if (run->database_failed)
    return CLI_EXIT_DATABASE;
  if (mediary_check_in_job_get_n_outcome (run->job, MEDIARY_OUTCOME_REFUSED) > 0)
    return CLI_EXIT_REFUSED;
  if (mediary_check_in_job_get_n_done (run->job) == 0) {
    cli_output_complain (_("There was nothing to check in."));
    return CLI_EXIT_NOT_FOUND;
  }

  return CLI_EXIT_DONE;
}

static CliExit
check_in (MediaryService *service, const Options *options, GPtrArray *names)
{
  g_auto (Run) run = { .options = options, .service = service };
  gboolean is_plain = !options->json && !options->references && !options->quiet;

  run.job = make_job (options, names);
  run.cancellable = g_cancellable_new ();
  run.loop = g_main_loop_new (NULL, FALSE);
  run.progress = cli_progress_new (run.job, !options->quiet);
  g_signal_connect (run.job, "entry-done", G_CALLBACK (on_entry_done), &run);
  watch_signals (&run);

  mediary_service_check_in_many_async (service, run.job, run.cancellable, on_check_in_ready, &run);
  g_main_loop_run (run.loop);

  g_clear_pointer (&run.progress, cli_progress_free);
  g_signal_handlers_disconnect_by_data (run.job, &run);
  if (is_plain)
    print_summary (run.job);

  return exit_for_run (&run);
}

CliExit
cli_check_in (char **arguments)
{
  g_auto (Options) options = { 0 };
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (MediaryService) service = NULL;
  g_autoptr (GError) error = NULL;
  CliExit exit_code;

  if (!parse (&options, arguments) ||
      !cli_arguments_are_text ("--module", options.module) ||
      !cli_arguments_are_text ("--artifact", options.artifact) ||
      (options.location != NULL && !cli_arguments_are_text ("--location", options.location)))
    return CLI_EXIT_USAGE;

  names = read_names (&options);
  if (names == NULL)
    return CLI_EXIT_USAGE;

  service = cli_library_open (&error);
  if (service == NULL)
    return cli_output_complain_about (NULL, error);

  exit_code = check_in (service, &options, names);
  mediary_service_close (service);

  return cli_output_finish (exit_code);
}
