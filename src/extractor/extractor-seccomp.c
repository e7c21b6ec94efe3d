/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "extractor-seccomp.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/*
 * What the kernel can be asked for at all: memory, time, threads, and reading. A call that is not named here answers
 * EPERM, as it would for lack of rights, so a library of tomorrow that tries something new goes on without it.
 *
 * Nor can a decoder signal itself: abort() then ends in an instruction that no program may run, which is as good.
 *
 * The filter sees numbers, not what pointers point to. So it says how files may be opened, and Landlock says which.
 */

/* Harmless with any arguments. */
static const char *const allowed_calls[] = {
  "read", "readv", "pread64", "preadv", "preadv2", "write", "writev", "lseek", "_llseek", "close",
  "fstat", "fstat64", "newfstatat", "fstatat64", "stat", "stat64", "lstat", "lstat64", "statx", "statfs", "statfs64",
  "fstatfs", "fstatfs64", "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getdents", "getdents64",
  "getcwd", "fadvise64", "fadvise64_64", "dup", "dup2", "dup3", "pipe", "pipe2", "eventfd", "eventfd2",
  "poll", "ppoll", "ppoll_time64", "select", "_newselect", "pselect6", "pselect6_time64",
  "epoll_create", "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "epoll_pwait2",
  "sendmsg", "recvmsg", "recvfrom", "shutdown", "getsockopt", "getsockname", "getpeername",
  "munmap", "mremap", "madvise", "brk", "mincore", "membarrier",
  "futex", "futex_time64", "set_robust_list", "get_robust_list", "rseq", "restart_syscall",
  "sched_yield", "sched_getaffinity", "sched_getattr", "sched_getparam",
  "sched_getscheduler", "sched_get_priority_max", "sched_get_priority_min", "getpriority", "getcpu",
  "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigreturn", "rt_sigtimedwait", "rt_sigpending", "sigaltstack",
  "clock_gettime", "clock_gettime64", "clock_getres", "clock_getres_time64", "clock_nanosleep",
  "clock_nanosleep_time64", "nanosleep", "gettimeofday", "time", "times", "getrusage",
  "getpid", "getppid", "gettid", "getuid", "geteuid", "getgid", "getegid", "getresuid", "getresgid", "getgroups",
  "getrandom", "uname", "sysinfo", "getrlimit", "ugetrlimit", "exit", "exit_group"
};

/* The server's own work: to fork children that cage themselves in, to end them, and to bury them. */
static const char *const server_calls[] = {
  "kill", "wait4", "waitid", "setrlimit", "close_range", "landlock_create_ruleset", "landlock_add_rule",
  "landlock_restrict_self", "seccomp"
};

/* What starting loaders takes, and what they and we say it with: times, and files in memory. */
static const char *const loader_calls[] = {
  "execve", "wait4", "waitid", "close_range", "set_tid_address", "arch_prctl", "memfd_create", "ftruncate", "ftruncate64",
  "timerfd_create", "timerfd_settime", "timerfd_settime64", "timerfd_gettime", "timerfd_gettime64"
};

#define NEW_NAMESPACES (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | \
                        CLONE_NEWNET)
#define THREAD      (CLONE_VM | CLONE_SIGHAND | CLONE_THREAD)
#define SOCKET_TYPE (~(guint64) (SOCK_CLOEXEC | SOCK_NONBLOCK))

#define RULE(filter, action, name, ...)                                                                  \
  G_STMT_START                                                                                           \
  {                                                                                                      \
    const struct scmp_arg_cmp comparisons_[] = { __VA_ARGS__ };                                          \
    add_rule ((filter), (action), (name), comparisons_, sizeof comparisons_ / sizeof (comparisons_[0])); \
  }                                                                                                      \
  G_STMT_END

/* A name that this machine's kind does not have is no loss. */
static void
add_rule (scmp_filter_ctx filter, guint32 action, const char *name, const struct scmp_arg_cmp *comparisons, guint n)
{
  int number = seccomp_syscall_resolve_name (name);

  if (number != __NR_SCMP_ERROR && seccomp_rule_add_array (filter, action, number, n, comparisons) != 0)
    g_info ("seccomp does not take “%s”", name);
}

static void
allow_calls (scmp_filter_ctx filter, const char *const *names, gsize n_names)
{
  for (gsize i = 0; i < n_names; i++)
    add_rule (filter, SCMP_ACT_ALLOW, names[i], NULL, 0);
}

/* Open what is there, to read it. Older kernels may know neither Landlock nor its word on truncation. */
static void
allow_opening (scmp_filter_ctx filter)
{
  const guint64 writing = O_ACCMODE | O_CREAT | O_TRUNC | O_APPEND | (O_TMPFILE & ~O_DIRECTORY);

  RULE (filter, SCMP_ACT_ALLOW, "open", SCMP_A1 (SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
  RULE (filter, SCMP_ACT_ALLOW, "openat", SCMP_A2 (SCMP_CMP_MASKED_EQ, writing, O_RDONLY));
  RULE (filter, SCMP_ACT_ERRNO (ENOSYS), "openat2", SCMP_A0 (SCMP_CMP_GE, 0));
}

/* Memory is written or run, never both, and what was written is never run later. */
static void
allow_memory (scmp_filter_ctx filter)
{
  for (guint i = 0; i < 2; i++) {
    const char *name = i == 0 ? "mmap" : "mmap2";

    RULE (filter, SCMP_ACT_ALLOW, name, SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    RULE (filter, SCMP_ACT_ALLOW, name, SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC | PROT_WRITE, PROT_EXEC),
          SCMP_A3 (SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, 0));
  }
  RULE (filter, SCMP_ACT_ALLOW, "mprotect", SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

/* GLib gives each thread of a pool the scheduling of the thread that made the pool, which it has already, and names it by a
 * number that could be anybody’s. It is told that this was done. */
static void
allow_scheduling (scmp_filter_ctx filter)
{
  RULE (filter, SCMP_ACT_ALLOW, "sched_setattr", SCMP_A0 (SCMP_CMP_EQ, 0));
  RULE (filter, SCMP_ACT_ERRNO (0), "sched_setattr", SCMP_A0 (SCMP_CMP_NE, 0));
}

/* clone3 hides its flags behind a pointer; the C library then takes clone, whose flags we see. */
static void
allow_threads (scmp_filter_ctx filter)
{
  RULE (filter, SCMP_ACT_ALLOW, "clone", SCMP_A0 (SCMP_CMP_MASKED_EQ, NEW_NAMESPACES | THREAD, THREAD));
  RULE (filter, SCMP_ACT_ERRNO (ENOSYS), "clone3", SCMP_A0 (SCMP_CMP_GE, 0));
  RULE (filter, SCMP_ACT_ALLOW, "prctl", SCMP_A0 (SCMP_CMP_EQ, PR_SET_NAME));
  RULE (filter, SCMP_ACT_ALLOW, "prctl", SCMP_A0 (SCMP_CMP_EQ, PR_GET_NAME));
}

/* Two connected ends within the process. Not datagrams: those could be sent to a name. */
static void
allow_pairs (scmp_filter_ctx filter)
{
  RULE (filter, SCMP_ACT_ALLOW, "socketpair", SCMP_A0 (SCMP_CMP_EQ, AF_UNIX),
        SCMP_A1 (SCMP_CMP_MASKED_EQ, SOCKET_TYPE & G_MAXUINT32, SOCK_STREAM));
}

static void
allow_descriptors (scmp_filter_ctx filter)
{
  static const int commands[] = { F_GETFL, F_SETFL, F_GETFD, F_SETFD, F_DUPFD, F_DUPFD_CLOEXEC };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    RULE (filter, SCMP_ACT_ALLOW, "fcntl", SCMP_A1 (SCMP_CMP_EQ, (guint64) commands[i]));
    RULE (filter, SCMP_ACT_ALLOW, "fcntl64", SCMP_A1 (SCMP_CMP_EQ, (guint64) commands[i]));
  }
  RULE (filter, SCMP_ACT_ALLOW, "ioctl", SCMP_A1 (SCMP_CMP_EQ, TCGETS)); /* is it a terminal? */
}

/* Asking for limits, and setting our own on processor time: extractor_confine_time(). */
static void
allow_limits (scmp_filter_ctx filter, ExtractorCage cage)
{
  RULE (filter, SCMP_ACT_ALLOW, "prlimit64", SCMP_A0 (SCMP_CMP_EQ, 0), SCMP_A2 (SCMP_CMP_EQ, 0));
  if (cage == EXTRACTOR_CAGE_IMAGE || cage == EXTRACTOR_CAGE_SERVER)
    RULE (filter, SCMP_ACT_ALLOW, "prlimit64", SCMP_A0 (SCMP_CMP_EQ, 0), SCMP_A1 (SCMP_CMP_EQ, RLIMIT_CPU));
}

/* Other processes, with a pair of sockets to talk to them. */
static void
allow_children (scmp_filter_ctx filter)
{
  RULE (filter, SCMP_ACT_ALLOW, "clone", SCMP_A0 (SCMP_CMP_MASKED_EQ, NEW_NAMESPACES | THREAD | CSIGNAL, SIGCHLD));
  RULE (filter, SCMP_ACT_ALLOW, "socketpair", SCMP_A0 (SCMP_CMP_EQ, AF_UNIX),
        SCMP_A1 (SCMP_CMP_MASKED_EQ, SOCKET_TYPE & G_MAXUINT32, SOCK_SEQPACKET));
  RULE (filter, SCMP_ACT_ALLOW, "prctl", SCMP_A0 (SCMP_CMP_EQ, PR_SET_PDEATHSIG), SCMP_A1 (SCMP_CMP_EQ, SIGKILL));
}

static void
allow_serving (scmp_filter_ctx filter)
{
  allow_calls (filter, server_calls, G_N_ELEMENTS (server_calls));
  allow_children (filter);
  RULE (filter, SCMP_ACT_ALLOW, "prctl", SCMP_A0 (SCMP_CMP_EQ, PR_SET_NO_NEW_PRIVS));
}

/* A loader is another program, which Landlock picks out. It cannot leave our group of processes, with which it is ended. */
static void
allow_loaders (scmp_filter_ctx filter)
{
  static const int seals[] = { F_ADD_SEALS, F_GET_SEALS };

  allow_calls (filter, loader_calls, G_N_ELEMENTS (loader_calls));
  allow_children (filter);
  RULE (filter, SCMP_ACT_ALLOW, "ioctl", SCMP_A1 (SCMP_CMP_EQ, FIONBIO));
  for (gsize i = 0; i < G_N_ELEMENTS (seals); i++) {
    RULE (filter, SCMP_ACT_ALLOW, "fcntl", SCMP_A1 (SCMP_CMP_EQ, (guint64) seals[i]));
    RULE (filter, SCMP_ACT_ALLOW, "fcntl64", SCMP_A1 (SCMP_CMP_EQ, (guint64) seals[i]));
  }
}

/* For this thread and all it starts, for good; needs no_new_privs. FALSE: the kernel would not. */
gboolean
extractor_seccomp_enter (ExtractorCage cage)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  gboolean        entered;

  if (filter == NULL)
    return FALSE;

  seccomp_attr_set (filter, SCMP_FLTATR_CTL_OPTIMIZE, 2); /* a binary tree: pictures make many calls */
  allow_calls (filter, allowed_calls, G_N_ELEMENTS (allowed_calls));
  allow_opening (filter);
  allow_memory (filter);
  allow_scheduling (filter);
  allow_threads (filter);
  allow_pairs (filter);
  allow_descriptors (filter);
  allow_limits (filter, cage);
  if (cage == EXTRACTOR_CAGE_SERVER)
    allow_serving (filter);
  if (cage == EXTRACTOR_CAGE_LOADERS)
    allow_loaders (filter);

  entered = seccomp_load (filter) == 0;
  seccomp_release (filter);

  return entered;
}
