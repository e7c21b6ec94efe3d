/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <json-glib/json-glib.h>
#include <locale.h>
#include <mediary.h>
#include <stdio.h>

#include "cli-command.h"
#include "cli-output.h"

static const struct {
  const char    *name;
  CliCommandFunc run;
  const char    *summary;
} commands[] = {
  { "check-in", cli_check_in, N_ ("Check in files: one use of each by a document") },
  { "list", cli_list, N_ ("List the files that Mediary knows") },
  { "show", cli_show, N_ ("Show what is known of a file, and its uses") },
  { "where-used", cli_where_used, N_ ("List the programs and documents that use a file") },
  { "uses", cli_uses, N_ ("List the files that a program or a document uses") },
  { "remove", cli_remove, N_ ("Remove uses") },
  { "sync", cli_sync, N_ ("Make files all that a document uses") },
  { "remove-document", cli_remove_document, N_ ("Remove all uses by a document") },
  { "rename-document", cli_rename_document, N_ ("Give a document another name") },
  { "modules", cli_modules, N_ ("List the programs that use files, or the documents of one") },
  { "resolve", cli_resolve, N_ ("Tell where the file of a reference is now") },
  { "open", cli_open, N_ ("Open the file of a reference with its own program") },
  { "refresh", cli_refresh, N_ ("Look at files again") },
  { "relink", cli_relink, N_ ("Tell which file it is from now on") },
  { "forget", cli_forget, N_ ("Take files out of the library") },
  { "watch", cli_watch, N_ ("Print what changes in the library") },
  { "export", cli_export, N_ ("Write the whole library as lines of JSON") },
  { "import", cli_import, N_ ("Read an exported library in") },
};

static void
set_up_locale (void)
{
  setlocale (LC_ALL, "");
  textdomain (mediary_words_bind_text_domain ());
}

static char *
dup_summary (void)
{
  GString *summary = g_string_new (_("Mediary knows where your pictures, sounds and videos are used."));

  g_string_append_printf (summary, "\n\n%s", _("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (summary, "\n  %-16s %s", commands[i].name, gettext (commands[i].summary));

  return g_string_free (summary, FALSE);
}

static const char *
get_description (void)
{
  return _("Exit status:\n"
           "  0  all is done\n"
           "  1  some files were refused, the others are checked in\n"
           "  2  the command line makes no sense\n"
           "  3  nothing was found, or there is no such file, id or use\n"
           "  4  the database cannot be used\n"
           "  5  stopped by a signal; what was checked in before is kept\n"
           "  6  anything else\n\n"
           "“mediary COMMAND --help” explains a command.");
}

/* The extractor knows how well it is confined on this machine. */
static void
print_extractor_report (void)
{
  g_autofree char *report = mediary_diagnose_extractor (NULL, NULL);

  fputs (report != NULL ? report : "Extractor: NOT FOUND; details of files cannot be read\n", stdout);
}

static void
print_version (gboolean verbose)
{
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);

  printf ("mediary %s\n", MEDIARY_VERSION);
  if (!verbose)
    return;
  printf ("GLib %u.%u.%u\n", glib_major_version, glib_minor_version, glib_micro_version);
  printf ("JSON-GLib %s\n", JSON_VERSION_S);
  if (system != NULL)
    printf ("%s\n", system);
  print_extractor_report ();
}

/* What goes without a command. */
static CliExit
run_without_command (char **arguments)
{
  gboolean         version = FALSE;
  gboolean         verbose = FALSE;
  g_autofree char *summary = dup_summary ();
  g_autofree char *help = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new (_("COMMAND [ARGUMENT…]"));
  g_auto (GStrv) copy = g_strdupv (arguments);
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version"), NULL },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose, N_ ("With --version: those of the libraries too"), NULL },
    G_OPTION_ENTRY_NULL
  };

  g_option_context_set_summary (context, summary);
  g_option_context_set_description (context, get_description ());
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse_strv (context, &copy, &error)) {
    cli_output_complain_usage (error->message);
    return CLI_EXIT_USAGE;
  }
  if (version) {
    print_version (verbose);
    return cli_output_finish (CLI_EXIT_DONE);
  }

  help = g_option_context_get_help (context, TRUE, NULL);
  fputs (help, stderr);

  return CLI_EXIT_USAGE;
}

static CliExit
run_command (char **arguments)
{
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    if (g_str_equal (arguments[0], commands[i].name))
      return commands[i].run (arguments);
  }

  /* Translators: %s is what was typed where the name of a command belongs */
  sentence = g_strdup_printf (_("There is no command “%s”."), arguments[0]);
  cli_output_complain_usage (sentence);

  return CLI_EXIT_USAGE;
}

int
main (int argc, char **argv)
{
  set_up_locale ();
  g_set_prgname ("mediary");

  if (argc < 2 || argv[1][0] == '-')
    return run_without_command (argv);

  return run_command (argv + 1);
}
