/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <mediary.h>

G_BEGIN_DECLS

void cli_print_item (MediaryItem *item);
void cli_print_item_details (MediaryItem *item);
void cli_print_reference (MediaryReference *reference);

G_END_DECLS
