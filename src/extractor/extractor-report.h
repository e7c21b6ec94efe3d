/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

int extractor_report_print (void);
