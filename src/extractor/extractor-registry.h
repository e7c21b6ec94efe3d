/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

void extractor_registry_settle (void);
