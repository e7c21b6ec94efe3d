/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* TRUE in a build that looks for our own mistakes. Its shadow memory alone is terabytes, and it looks for leaks by ways
 * that a cage exists to close. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED TRUE
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED TRUE
#endif
#endif
#ifndef SANITIZED
#define SANITIZED FALSE
#endif
