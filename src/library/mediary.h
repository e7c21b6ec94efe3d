/* SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "mediary-artifact.h"
#include "mediary-check-in-job.h"
#include "mediary-error.h"
#include "mediary-item-list.h"
#include "mediary-item.h"
#include "mediary-lazy-item.h"
#include "mediary-metadata.h"
#include "mediary-module.h"
#include "mediary-query.h"
#include "mediary-reference.h"
#include "mediary-removal.h"
#include "mediary-service.h"
#include "mediary-thumbnail.h"
#include "mediary-types.h"
#include "mediary-words.h"
