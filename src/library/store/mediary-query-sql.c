/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "store/mediary-query-sql.h"

#include <string.h>

#include "private/mediary-fold.h"

/*
 * The only place where SQL is composed, and it is composed of the literals below alone: what a caller says is always a
 * bound value.
 */

/* More words than this make no search better. */
#define MAX_WORDS 8
/* A word is looked for by so many letters at most: the index works on each, and somebody may paste a book. */
#define MAX_LETTERS 256
/* The trigram index finds nothing shorter. */
#define MIN_INDEXED_LETTERS 3

/* The key of each order ends in the number, so that it is total, and every index of schema 001 holds it whole. */
static const struct {
  const char *ascending;
  const char *descending;
  const char *key; /* as a row value, to continue behind */
  gboolean    newest_first;
} orders[] = {
  [MEDIARY_ORDER_NAME] = { "f.name_key, f.kind, f.number", "f.name_key DESC, f.kind DESC, f.number DESC", "name_key, kind, number", FALSE },
  [MEDIARY_ORDER_LAST_CHECK_IN] = { "f.last_check_in, f.kind, f.number", "f.last_check_in DESC, f.kind DESC, f.number DESC", "last_check_in, kind, number", TRUE },
  [MEDIARY_ORDER_USES] = { "f.n_uses, f.kind, f.number", "f.n_uses DESC, f.kind DESC, f.number DESC", "n_uses, kind, number", TRUE },
  [MEDIARY_ORDER_SIZE] = { "f.size, f.kind, f.number", "f.size DESC, f.kind DESC, f.number DESC", "size, kind, number", TRUE },
  [MEDIARY_ORDER_TYPE] = { "f.kind, f.name_key, f.number", "f.kind DESC, f.name_key DESC, f.number DESC", "kind, name_key, number", FALSE },
};

/* Conditions. Each ?v is the number of the one value it takes. */
#define OF_ITEM "f.item_id = ?v"
#define OF_KIND "f.kind = CAST (?v AS INTEGER)"
/* The plus keeps SQLite from looking in the index by type, and sorting what it finds, where the order has an index. */
#define OF_KIND_IN_ORDER "+f.kind = CAST (?v AS INTEGER)"
#define OF_MODULE \
  "f.number IN (SELECT u.number FROM artifacts AS a JOIN item_uses AS u ON u.artifact = a.number WHERE a.module_name = ?v)"
#define OF_ARTIFACT \
  "f.number IN (SELECT u.number FROM item_uses AS u WHERE u.artifact = CAST (?v AS INTEGER))"
#define WITH_PROBLEMS "f.state <> 0"
/* The first half lets SQLite take the index of problems. */
#define WITH_STATE  "f.state <> 0 AND f.state = CAST (?v AS INTEGER)"
#define WITHOUT_USE "f.n_uses = 0"
/*
 * A word is in the path, indexed or still waiting to be, or in the name of a module or artifact that uses the file. CROSS
 * keeps SQLite to the order written: it would rather scan a million items than a queue that was empty when it looked.
 */
#define WITH_WORD                                                                                   \
  "f.number IN (SELECT rowid FROM item_search WHERE item_search MATCH '\"' || ?v || '\"'"           \
  " UNION SELECT q.number FROM search_queue AS q CROSS JOIN item_facts AS g ON g.number = q.number" \
  " CROSS JOIN media_items AS i ON i.id = g.item_id WHERE instr (mediary_fold (i.path), ?v)"        \
  " UNION SELECT u.number FROM artifacts AS a CROSS JOIN item_uses AS u ON u.artifact = a.number"   \
  " WHERE instr (mediary_fold (a.module_name) || ' ' || mediary_fold_name (a.name), ?v))"
/* A string that is greater than every key that begins with the word: keys are text, and U+10FFFF is in no name. */
#define WITH_BEGINNING "f.name_key >= ?v AND f.name_key < ?v || char (0x10FFFF)"
/*
 * A word that ends in a number is the beginning of a longer one: in the key each stands behind its length, so the lengths
 * are passed over. Up to 16 digits; a later letter could be a letter as well.
 */
#define WITH_BEGINNING_NUMBER \
  "f.name_key >= '1' AND f.name_key < 'A' AND substr (f.name_key, 2, length (?v) - 1) = substr (?v, 2)"
#define WITH_BEGINNING_LETTER_NUMBER                                                 \
  "f.name_key >= substr (?v, 1, 1) || '1' AND f.name_key < substr (?v, 1, 1) || 'A'" \
  " AND substr (f.name_key, 3, length (?v) - 2) = substr (?v, 3)"
#define BEHIND_ASCENDING  "(%s) > (SELECT %s FROM item_facts WHERE number = CAST (?v AS INTEGER))"
#define BEHIND_DESCENDING "(%s) < (SELECT %s FROM item_facts WHERE number = CAST (?v AS INTEGER))"

typedef struct {
  GString   *sql;
  GPtrArray *values; /* of char *: bound as ?1, ?2 … */
  gboolean   has_condition;
} Composition;

static void
composition_clear (Composition *self)
{
  g_string_free (self->sql, TRUE);
  g_ptr_array_unref (self->values);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Composition, composition_clear)

/* @condition: literals only. @value: taken, may be NULL for a condition without one. */
static void
add_condition (Composition *self, const char *condition, char *value)
{
  g_autofree char *place = NULL;
  GString         *text = g_string_new (condition);

  if (value != NULL) {
    g_ptr_array_add (self->values, value);
    place = g_strdup_printf ("?%u", self->values->len);
    g_string_replace (text, "?v", place, 0);
  }

  g_string_append (self->sql, self->has_condition ? " AND " : " WHERE ");
  g_string_append_len (self->sql, text->str, (gssize) text->len);
  self->has_condition = TRUE;
  g_string_free (text, TRUE);
}

static char *
number_value (gint64 number)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

static void
add_beginning (Composition *self, const char *word)
{
  const char *condition = WITH_BEGINNING;
  gsize       n_bytes = strlen (word);

  if (n_bytes > 0 && g_ascii_isdigit (word[n_bytes - 1]))
    condition = g_ascii_isdigit (*word) ? WITH_BEGINNING_NUMBER : WITH_BEGINNING_LETTER_NUMBER;

  add_condition (self, condition, mediary_fold_key (word));
}

static void
add_word (Composition *self, const char *word)
{
  g_autofree char *folded = mediary_fold (word);
  g_autoptr (GString) plain = g_string_new (folded);
  glong n_letters;

  /* A quotation mark ends the index's phrase; nobody looks for one. */
  g_string_replace (plain, "\"", "", 0);
  n_letters = g_utf8_strlen (plain->str, -1);
  if (n_letters > MAX_LETTERS)
    g_string_truncate (plain, (gsize) (g_utf8_offset_to_pointer (plain->str, MAX_LETTERS) - plain->str));

  if (n_letters < MIN_INDEXED_LETTERS)
    add_beginning (self, plain->str);
  else
    add_condition (self, WITH_WORD, g_strdup (plain->str));
}

static void
add_words (Composition *self, const char *text)
{
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
  guint n_words = 0;

  for (guint i = 0; words[i] != NULL && n_words < MAX_WORDS; i++) {
    if (*words[i] == '\0')
      continue;
    add_word (self, words[i]);
    n_words++;
  }
}

static void
add_use (Composition *self, MediaryQuery *query, gint64 artifact)
{
  if (mediary_query_get_artifact_name (query) != NULL)
    add_condition (self, OF_ARTIFACT, number_value (artifact));
  else if (mediary_query_get_module_name (query) != NULL)
    add_condition (self, OF_MODULE, g_strdup (mediary_query_get_module_name (query)));
}

static gboolean
is_descending (MediaryQuery *query)
{
  return orders[mediary_query_get_order (query)].newest_first != mediary_query_get_reversed (query);
}

/* Whether the index by type, which goes on by name, has the order too. */
static gboolean
is_by_type (MediaryQuery *query)
{
  MediaryOrder order = mediary_query_get_order (query);

  return order == MEDIARY_ORDER_TYPE || order == MEDIARY_ORDER_NAME;
}

/* @after: the number of the item to continue behind, or 0. */
static void
add_conditions (Composition *self, MediaryQuery *query, gint64 artifact, gint64 after)
{
  const char *key = orders[mediary_query_get_order (query)].key;

  if (mediary_query_get_item_id (query) != NULL)
    add_condition (self, OF_ITEM, g_strdup (mediary_query_get_item_id (query)));
  if (mediary_query_get_media_type (query) != MEDIARY_MEDIA_TYPE_UNKNOWN)
    add_condition (self, is_by_type (query) ? OF_KIND : OF_KIND_IN_ORDER, number_value (mediary_query_get_media_type (query)));
  if (mediary_query_get_problems (query))
    add_condition (self, WITH_PROBLEMS, NULL);
  if (mediary_query_get_state (query) != MEDIARY_STATE_PRESENT)
    add_condition (self, WITH_STATE, number_value (mediary_query_get_state (query)));
  if (mediary_query_get_no_use (query))
    add_condition (self, WITHOUT_USE, NULL);
  add_use (self, query, artifact);
  if (mediary_query_get_text (query) != NULL)
    add_words (self, mediary_query_get_text (query));

  if (after != 0) {
    g_autofree char *behind = is_descending (query) ? g_strdup_printf (BEHIND_DESCENDING, key, key)
                                                    : g_strdup_printf (BEHIND_ASCENDING, key, key);

    add_condition (self, behind, number_value (after));
  }
}

static void
compose (Composition *self, MediaryQuery *query, const char *what, gint64 artifact, gint64 after)
{
  self->sql = g_string_new (NULL);
  self->values = g_ptr_array_new_with_free_func (g_free);
  g_string_append_printf (self->sql, "SELECT %s FROM item_facts AS f", what);
  add_conditions (self, query, artifact, after);
}

static void
add_order (Composition *self, MediaryQuery *query)
{
  MediaryOrder order = mediary_query_get_order (query);

  g_string_append_printf (self->sql, " ORDER BY %s", is_descending (query) ? orders[order].descending : orders[order].ascending);
}

static MediaryStatement *
prepare (MediaryDatabase *database, Composition *composition, GError **error)
{
  MediaryStatement *statement = mediary_database_prepare (database, composition->sql->str, error);

  if (statement == NULL)
    return NULL;

  for (guint i = 0; i < composition->values->len; i++)
    mediary_statement_bind_text (statement, (int) i + 1, g_ptr_array_index (composition->values, i));

  return statement;
}

/* The artifact a query names, or 0: then nothing uses the file in it, and nothing is listed. */
static gboolean
find_artifact (MediaryDatabase *database, MediaryQuery *query, gint64 *artifact, GError **error)
{
  static const char sql[] = "SELECT number FROM artifacts WHERE module_name = ?1 AND name = ?2";
  g_autoptr (MediaryStatement) find = NULL;
  g_autoptr (GError) local_error = NULL;

  *artifact = 0;
  if (mediary_query_get_artifact_name (query) == NULL)
    return TRUE;

  find = mediary_database_prepare (database, sql, error);
  if (find == NULL)
    return FALSE;

  mediary_statement_bind_text (find, 1, mediary_query_get_module_name (query));
  mediary_statement_bind_text (find, 2, mediary_query_get_artifact_name (query));
  if (mediary_statement_next (find, &local_error))
    *artifact = mediary_statement_get_integer (find, 0);
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}

/*
 * mediary_query_sql_list_numbers:
 * @after: the number of the item to continue behind, or 0
 * @limit: at most so many, or 0 for all
 *
 * Returns: (transfer full) (element-type gint64): the numbers of the items, in order
 */
GArray *
mediary_query_sql_list_numbers (MediaryDatabase *database, MediaryQuery *query, gint64 after, guint limit, GError **error)
{
  g_auto (Composition) composition = { 0 };
  g_autoptr (MediaryStatement) statement = NULL;
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local_error = NULL;
  gint64 artifact;

  if (!find_artifact (database, query, &artifact, error))
    return NULL;

  compose (&composition, query, "f.number", artifact, after);
  add_order (&composition, query);
  if (limit > 0)
    g_string_append_printf (composition.sql, " LIMIT %u", limit);

  statement = prepare (database, &composition, error);
  if (statement == NULL)
    return NULL;

  while (mediary_statement_next (statement, &local_error)) {
    gint64 number = mediary_statement_get_integer (statement, 0);

    g_array_append_val (numbers, number);
  }
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return NULL;
  }

  return g_steal_pointer (&numbers);
}

gboolean
mediary_query_sql_count (MediaryDatabase *database, MediaryQuery *query, gint64 *count, GError **error)
{
  g_auto (Composition) composition = { 0 };
  g_autoptr (MediaryStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 artifact;

  if (!find_artifact (database, query, &artifact, error))
    return FALSE;

  compose (&composition, query, "count (*)", artifact, 0);
  statement = prepare (database, &composition, error);
  if (statement == NULL)
    return FALSE;

  *count = mediary_statement_next (statement, &local_error) ? mediary_statement_get_integer (statement, 0) : 0;
  if (local_error != NULL) {
    g_propagate_error (error, g_steal_pointer (&local_error));
    return FALSE;
  }

  return TRUE;
}

/* The SQL of a query: a test asks SQLite how it would run it. */
char *
mediary_query_sql_dup_text (MediaryQuery *query)
{
  g_auto (Composition) composition = { 0 };

  compose (&composition, query, "f.number", 0, 0);
  add_order (&composition, query);

  return g_strdup (composition.sql->str);
}
