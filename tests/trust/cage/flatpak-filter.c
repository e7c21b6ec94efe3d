/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/personality.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * Writes a filter as flatpak gives to each app, for bwrap --seccomp: what flatpak 1.14 to 1.16 refuse an app without
 * special rights, with the same answers. Our own cage has to hold within it, and to get what it needs.
 */

typedef struct {
  const char *name;
  int         error;
} Call;

static const Call refused[] = {
  { "syslog", EPERM },
  { "uselib", EPERM },
  { "acct", EPERM },
  { "modify_ldt", EPERM },
  { "quotactl", EPERM },
  { "add_key", EPERM },
  { "keyctl", EPERM },
  { "request_key", EPERM },
  { "move_pages", EPERM },
  { "mbind", EPERM },
  { "get_mempolicy", EPERM },
  { "set_mempolicy", EPERM },
  { "migrate_pages", EPERM },
  { "unshare", EPERM },
  { "setns", EPERM },
  { "mount", EPERM },
  { "umount", EPERM },
  { "umount2", EPERM },
  { "pivot_root", EPERM },
  { "chroot", EPERM },
  { "perf_event_open", EPERM },
  { "ptrace", EPERM },
  { "clone3", ENOSYS },
  { "open_tree", ENOSYS },
  { "move_mount", ENOSYS },
  { "fsopen", ENOSYS },
  { "fsconfig", ENOSYS },
  { "fsmount", ENOSYS },
  { "fspick", ENOSYS },
  { "mount_setattr", ENOSYS },
};

/* In order: those between and beyond are refused. */
static const unsigned int families[] = { AF_UNSPEC, AF_LOCAL, AF_INET, AF_INET6, AF_NETLINK };

static int
refuse_calls (scmp_filter_ctx filter)
{
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
    int number = seccomp_syscall_resolve_name (refused[i].name);

    if (number != __NR_SCMP_ERROR && seccomp_rule_add (filter, SCMP_ACT_ERRNO (refused[i].error), number, 0) == -EFAULT)
      return -1;
  }

  return 0;
}

static int
refuse_arguments (scmp_filter_ctx filter)
{
  return seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (clone), 1,
                           SCMP_A0 (SCMP_CMP_MASKED_EQ, CLONE_NEWUSER, CLONE_NEWUSER)) |
    seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (ioctl), 1, SCMP_A1 (SCMP_CMP_MASKED_EQ, 0xffffffffu, TIOCSTI)) |
    seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (ioctl), 1, SCMP_A1 (SCMP_CMP_MASKED_EQ, 0xffffffffu, TIOCLINUX)) |
    seccomp_rule_add (filter, SCMP_ACT_ERRNO (EPERM), SCMP_SYS (personality), 1, SCMP_A0 (SCMP_CMP_NE, PER_LINUX));
}

static int
refuse_families (scmp_filter_ctx filter)
{
  size_t last = sizeof families / sizeof families[0] - 1;

  for (unsigned int family = 0, i = 0; family <= families[last]; family++) {
    if (family == families[i]) {
      i++;
      continue;
    }
    if (seccomp_rule_add (filter, SCMP_ACT_ERRNO (EAFNOSUPPORT), SCMP_SYS (socket), 1, SCMP_A0 (SCMP_CMP_EQ, family)) != 0)
      return -1;
  }

  return seccomp_rule_add (filter, SCMP_ACT_ERRNO (EAFNOSUPPORT), SCMP_SYS (socket), 1, SCMP_A0 (SCMP_CMP_GE, families[last] + 1));
}

int
main (void)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);

  if (filter == NULL || refuse_calls (filter) != 0 || refuse_arguments (filter) != 0 || refuse_families (filter) != 0 ||
      seccomp_export_bpf (filter, STDOUT_FILENO) != 0) {
    fputs ("flatpak-filter: the filter cannot be made\n", stderr);
    return 1;
  }

  seccomp_release (filter);
  return 0;
}
