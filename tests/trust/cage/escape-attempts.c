/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "escape.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/perf_event.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/*
 * The attempts. Each is one call to the kernel, past the C library, which might do something else instead; what it says
 * is true where the kernel has done it.
 */

#define SYS(name, ...) (syscall (SYS_##name, ##__VA_ARGS__) >= 0)

/* What calls are given. */
static guint64                how[3]; /* struct open_how: for reading */
static int                    pair[2];
static int                    pair_ends[2];
static siginfo_t              information = { .si_code = SI_QUEUE };
static struct iovec           here = { pair, sizeof pair };
static struct rlimit          limits = { 4096, 4096 };
static guint32                scheduling[14] = { sizeof scheduling };
static guint8                *page;
static guint8                 bytes[4];
static guint64                program_attributes[16];
static guint32                ring[64];
static guint64                adjustment[64];
static guint32                handle[8] = { 8, 1 };
static guint64                fork_arguments[8] = { [4] = SIGCHLD };
static const char            *exits_with_one[] = { "sh", "-c", "exit 1", NULL };
static struct sock_filter     allow_all[] = { { BPF_RET | BPF_K, 0, 0, SECCOMP_RET_ALLOW } };
static struct sock_fprog      filter = { 1, allow_all };
static struct perf_event_attr counter = { .type = PERF_TYPE_SOFTWARE, .size = sizeof counter, .exclude_kernel = 1 };

void
escape_world_init (EscapeWorld *world, const char *folder, const char *loader, pid_t outsider)
{
  world->folder = folder;
  world->loader = loader;
  world->secret = g_build_filename (folder, "secret", NULL);
  world->fresh = g_build_filename (folder, "fresh", NULL);
  world->descriptor = open (world->secret, O_RDONLY | O_CLOEXEC);
  world->program = open ("/bin/sh", O_RDONLY | O_CLOEXEC);
  world->outsider = outsider;

  page = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  g_assert (page != MAP_FAILED && world->descriptor >= 0 && world->program >= 0);
  *page = 0xc3;
  g_assert (socketpair (AF_UNIX, SOCK_STREAM, 0, pair_ends) == 0);
}

static gboolean
opens (const char *path, int flags)
{
  return SYS (openat, AT_FDCWD, path, flags, 0600);
}

static const char *
proc (EscapeWorld *world, const char *name)
{
  static char path[64];

  g_snprintf (path, sizeof path, "/proc/%d/%s", (int) world->outsider, name);
  return path;
}

/* The file that was asked about, by the name that /proc gives it. */
static const char *
own (EscapeWorld *world)
{
  static char path[64];

  g_snprintf (path, sizeof path, "/proc/self/fd/%d", world->descriptor);
  return path;
}

static gboolean
forks (long call, long first, long second)
{
  long pid = syscall (call, first, second, 0, 0, 0);

  if (pid == 0)
    _exit (0);

  return pid > 0;
}

static gboolean
takes (gsize size)
{
  void *memory = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  if (memory == MAP_FAILED)
    return FALSE;

  munmap (memory, size);
  return TRUE;
}

static gboolean
opens_many (guint n)
{
  int   copies[1024];
  guint opened = 0;

  while (opened < MIN (n, G_N_ELEMENTS (copies)) && (copies[opened] = dup (0)) >= 0)
    opened++;
  for (guint i = 0; i < opened; i++)
    close (copies[i]);

  return opened == n;
}

static void *
return_it (void *data)
{
  return data;
}

static gboolean
starts_thread (void)
{
  pthread_t thread;
  void     *returned = NULL;

  return pthread_create (&thread, NULL, return_it, NULL) == 0 && pthread_join (thread, &returned) == 0;
}

static gboolean
try_read_a_file_of_the_home (EscapeWorld *world)
{
  return opens (world->secret, O_RDONLY);
}

static gboolean
try_read_it_by_openat2 (EscapeWorld *world)
{
  return SYS (openat2, AT_FDCWD, world->secret, &how, sizeof how);
}

static gboolean
try_list_a_folder_of_the_home (EscapeWorld *world)
{
  return opens (world->folder, O_RDONLY | O_DIRECTORY);
}

static gboolean
try_read_etc_passwd (EscapeWorld *world)
{
  return opens ("/etc/passwd", O_RDONLY);
}

static gboolean
try_read_its_own_environment (EscapeWorld *world)
{
  return opens ("/proc/self/environ", O_RDONLY);
}

static gboolean
try_read_another_processs_environment (EscapeWorld *world)
{
  return opens (proc (world, "environ"), O_RDONLY);
}

static gboolean
try_read_another_processs_memory (EscapeWorld *world)
{
  return opens (proc (world, "mem"), O_RDONLY);
}

static gboolean
try_write_its_own_memory_by_name (EscapeWorld *world)
{
  return opens ("/proc/self/mem", O_RDWR);
}

static gboolean
try_open_a_terminal_or_device (EscapeWorld *world)
{
  return opens ("/dev/tty", O_RDWR) || opens ("/dev/null", O_RDWR);
}

static gboolean
try_open_its_file_again_to_read (EscapeWorld *world)
{
  return opens (own (world), O_RDONLY);
}

static gboolean
try_open_its_file_again_to_write (EscapeWorld *world)
{
  return opens (own (world), O_RDWR);
}

static gboolean
try_open_a_file_to_write (EscapeWorld *world)
{
  return opens (world->secret, O_WRONLY);
}

static gboolean
try_open_a_file_to_append (EscapeWorld *world)
{
  return opens (world->secret, O_WRONLY | O_APPEND);
}

static gboolean
try_open_a_file_to_empty_it (EscapeWorld *world)
{
  return opens (world->secret, O_RDONLY | O_TRUNC);
}

static gboolean
try_make_a_file (EscapeWorld *world)
{
  return opens (world->fresh, O_RDONLY | O_CREAT);
}

static gboolean
try_make_a_file_without_a_name (EscapeWorld *world)
{
  return opens (world->folder, O_TMPFILE | O_RDWR);
}

static gboolean
try_make_a_file_by_creat (EscapeWorld *world)
{
  return SYS (creat, world->fresh, 0600);
}

static gboolean
try_truncate_a_file_by_name (EscapeWorld *world)
{
  return SYS (truncate, world->secret, 3);
}

static gboolean
try_truncate_its_file (EscapeWorld *world)
{
  return SYS (ftruncate, world->descriptor, 3);
}

static gboolean
try_fallocate_its_file (EscapeWorld *world)
{
  return SYS (fallocate, world->descriptor, 0, 0, 4096);
}

static gboolean
try_change_rights_by_name (EscapeWorld *world)
{
  return SYS (chmod, world->secret, 0666);
}

static gboolean
try_change_rights_of_its_file (EscapeWorld *world)
{
  return SYS (fchmod, world->descriptor, 0666);
}

static gboolean
try_change_the_owner_by_name (EscapeWorld *world)
{
  return SYS (chown, world->secret, getuid (), getgid ());
}

static gboolean
try_change_the_owner_of_its_file (EscapeWorld *world)
{
  return SYS (fchown, world->descriptor, getuid (), getgid ());
}

static gboolean
try_change_times_of_its_file (EscapeWorld *world)
{
  return SYS (utimensat, world->descriptor, NULL, NULL, 0);
}

static gboolean
try_set_an_attribute_by_name (EscapeWorld *world)
{
  return SYS (setxattr, world->secret, "user.x", "x", 1, 0);
}

static gboolean
try_set_an_attribute_of_its_file (EscapeWorld *world)
{
  return SYS (fsetxattr, world->descriptor, "user.x", "x", 1, 0);
}

static gboolean
try_rename_a_file (EscapeWorld *world)
{
  return SYS (rename, world->secret, world->fresh);
}

static gboolean
try_delete_a_file (EscapeWorld *world)
{
  return SYS (unlink, world->secret);
}

static gboolean
try_make_a_hard_link (EscapeWorld *world)
{
  return SYS (link, world->secret, world->fresh);
}

static gboolean
try_make_a_symbolic_link (EscapeWorld *world)
{
  return SYS (symlink, world->secret, world->fresh);
}

static gboolean
try_make_a_folder (EscapeWorld *world)
{
  return SYS (mkdir, world->fresh, 0700);
}

static gboolean
try_make_a_fifo (EscapeWorld *world)
{
  return SYS (mknod, world->fresh, S_IFIFO | 0600, 0);
}

static gboolean
try_lock_its_file (EscapeWorld *world)
{
  return SYS (flock, world->descriptor, LOCK_EX);
}

static gboolean
try_get_signals_about_its_file (EscapeWorld *world)
{
  return fcntl (world->descriptor, F_SETOWN, getpid ()) == 0;
}

static gboolean
try_make_shared_memory_by_name (EscapeWorld *world)
{
  return opens ("/dev/shm/mediary-escape", O_RDWR | O_CREAT);
}

static gboolean
try_make_system_v_shared_memory (EscapeWorld *world)
{
  return SYS (shmget, IPC_PRIVATE, 4096, IPC_CREAT | 0600);
}

static gboolean
try_make_a_message_queue (EscapeWorld *world)
{
  return SYS (msgget, IPC_PRIVATE, IPC_CREAT | 0600);
}

static gboolean
try_make_a_file_in_memory (EscapeWorld *world)
{
  return SYS (memfd_create, "escape", 0);
}

static gboolean
try_open_an_internet_socket (EscapeWorld *world)
{
  return SYS (socket, AF_INET, SOCK_STREAM, 0);
}

static gboolean
try_open_a_datagram_socket (EscapeWorld *world)
{
  return SYS (socket, AF_INET, SOCK_DGRAM, 0);
}

static gboolean
try_open_an_ipv6_socket (EscapeWorld *world)
{
  return SYS (socket, AF_INET6, SOCK_STREAM, 0);
}

static gboolean
try_open_a_local_socket (EscapeWorld *world)
{
  return SYS (socket, AF_UNIX, SOCK_STREAM, 0);
}

static gboolean
try_open_a_netlink_socket (EscapeWorld *world)
{
  return SYS (socket, AF_NETLINK, SOCK_RAW, 0);
}

static gboolean
try_open_a_raw_packet_socket (EscapeWorld *world)
{
  return SYS (socket, AF_PACKET, SOCK_RAW, 0);
}

static gboolean
try_make_a_pair_that_could_send_by_name (EscapeWorld *world)
{
  return SYS (socketpair, AF_UNIX, SOCK_DGRAM, 0, pair);
}

static gboolean
try_run_a_program (EscapeWorld *world)
{
  return SYS (execve, "/bin/sh", exits_with_one, NULL);
}

static gboolean
try_run_a_program_by_descriptor (EscapeWorld *world)
{
  return SYS (execveat, world->program, "", exits_with_one, NULL, AT_EMPTY_PATH);
}

static gboolean
try_run_a_loader (EscapeWorld *world)
{
  const char *arguments[] = { world->loader, NULL };
  long        pid = syscall (SYS_clone, SIGCHLD, 0, 0, 0, 0);
  int         status = 0;

  if (pid == 0) {
    syscall (SYS_execve, world->loader, arguments, NULL);
    _exit (1);
  }

  return pid > 0 && waitpid ((pid_t) pid, &status, 0) == pid && WIFEXITED (status) && WEXITSTATUS (status) == 7;
}

static gboolean
try_fork_by_clone (EscapeWorld *world)
{
  return forks (SYS_clone, SIGCHLD, 0);
}

static gboolean
try_fork_by_fork (EscapeWorld *world)
{
  return forks (SYS_fork, 0, 0);
}

static gboolean
try_fork_by_clone3 (EscapeWorld *world)
{
  return forks (SYS_clone3, (long) (gintptr) &fork_arguments, sizeof fork_arguments);
}

static gboolean
try_fork_into_a_user_namespace (EscapeWorld *world)
{
  return forks (SYS_clone, CLONE_NEWUSER | SIGCHLD, 0);
}

static gboolean
try_leave_its_group_of_processes (EscapeWorld *world)
{
  return SYS (setsid);
}

static gboolean
try_leave_for_a_user_namespace (EscapeWorld *world)
{
  return SYS (unshare, CLONE_NEWUSER);
}

static gboolean
try_leave_for_a_network_namespace (EscapeWorld *world)
{
  return SYS (unshare, CLONE_NEWNET);
}

static gboolean
try_enter_a_namespace (EscapeWorld *world)
{
  return SYS (setns, world->descriptor, 0) || errno != EPERM;
}

static gboolean
try_change_the_root (EscapeWorld *world)
{
  return SYS (chroot, "/");
}

static gboolean
try_mount (EscapeWorld *world)
{
  return SYS (mount, "none", world->folder, "tmpfs", 0, NULL);
}

static gboolean
try_signal_another_process (EscapeWorld *world)
{
  return SYS (kill, world->outsider, SIGCONT);
}

static gboolean
try_signal_a_thread_of_another_process (EscapeWorld *world)
{
  return SYS (tgkill, world->outsider, world->outsider, SIGCONT);
}

static gboolean
try_queue_a_signal_to_another_process (EscapeWorld *world)
{
  return SYS (rt_sigqueueinfo, world->outsider, SIGCONT, &information);
}

static gboolean
try_open_a_process (EscapeWorld *world)
{
  return SYS (pidfd_open, world->outsider, 0);
}

static gboolean
try_trace_another_process (EscapeWorld *world)
{
  return SYS (ptrace, PTRACE_SEIZE, world->outsider, 0, 0);
}

static gboolean
try_read_another_processs_memory_directly (EscapeWorld *world)
{
  return SYS (process_vm_readv, world->outsider, &here, 1, &here, 1, 0);
}

static gboolean
try_write_another_processs_memory (EscapeWorld *world)
{
  return SYS (process_vm_writev, world->outsider, &here, 1, &here, 1, 0);
}

static gboolean
try_change_another_processs_limits (EscapeWorld *world)
{
  return SYS (prlimit64, world->outsider, RLIMIT_NOFILE, &limits, NULL);
}

/* Whether it is nicer then: the call alone may have been answered by the cage. */
static gboolean
try_change_another_processs_scheduling (EscapeWorld *world)
{
  guint32 nice;

  if (!SYS (sched_getattr, world->outsider, &scheduling, sizeof scheduling, 0))
    return FALSE;

  nice = ++scheduling[4];
  syscall (SYS_sched_setattr, world->outsider, &scheduling, 0);

  return SYS (sched_getattr, world->outsider, &scheduling, sizeof scheduling, 0) && scheduling[4] == nice;
}

static gboolean
try_map_memory_to_write_and_run (EscapeWorld *world)
{
  return mmap (NULL, 4096, PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static gboolean
try_map_new_memory_to_run (EscapeWorld *world)
{
  return mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static gboolean
try_run_what_was_written (EscapeWorld *world)
{
  return mprotect (page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static gboolean
try_run_what_was_written_by_a_key (EscapeWorld *world)
{
  return SYS (pkey_mprotect, page, 4096, PROT_READ | PROT_EXEC, -1);
}

static gboolean
try_have_more_open_files (EscapeWorld *world)
{
  return SYS (prlimit64, 0, RLIMIT_NOFILE, &limits, NULL);
}

static gboolean
try_have_more_memory (EscapeWorld *world)
{
  return SYS (prlimit64, 0, RLIMIT_DATA, &limits, NULL);
}

static gboolean
try_use_more_than_its_memory (EscapeWorld *world)
{
  return takes (768 << 20);
}

static gboolean
try_use_more_than_its_open_files (EscapeWorld *world)
{
  return opens_many (300);
}

static gboolean
try_have_larger_files (EscapeWorld *world)
{
  return SYS (prlimit64, 0, RLIMIT_FSIZE, &limits, NULL);
}

static gboolean
try_load_a_kernel_program (EscapeWorld *world)
{
  return SYS (bpf, 5, &program_attributes, sizeof program_attributes);
}

static gboolean
try_make_an_i_o_ring (EscapeWorld *world)
{
  return SYS (io_uring_setup, 1, ring);
}

static gboolean
try_count_events (EscapeWorld *world)
{
  return SYS (perf_event_open, &counter, 0, -1, -1, 0);
}

static gboolean
try_handle_page_faults (EscapeWorld *world)
{
  return SYS (userfaultfd, 1);
}

static gboolean
try_watch_files (EscapeWorld *world)
{
  return SYS (inotify_init1, 0);
}

static gboolean
try_watch_files_of_all (EscapeWorld *world)
{
  return SYS (fanotify_init, 0, O_RDONLY);
}

static gboolean
try_open_by_handle (EscapeWorld *world)
{
  return SYS (open_by_handle_at, AT_FDCWD, &handle, O_RDONLY);
}

static gboolean
try_add_a_key (EscapeWorld *world)
{
  return SYS (add_key, "user", "escape", "x", 1, -4);
}

static gboolean
try_ask_for_keys (EscapeWorld *world)
{
  return SYS (keyctl, 0, -3, 1);
}

static gboolean
try_type_into_the_terminal (EscapeWorld *world)
{
  return SYS (ioctl, 0, TIOCSTI, "x") || errno != EPERM;
}

static gboolean
try_ask_a_device_for_something (EscapeWorld *world)
{
  return SYS (ioctl, world->descriptor, FIOCLEX);
}

static gboolean
try_change_its_personality (EscapeWorld *world)
{
  return SYS (personality, 0x0040000);
}

static gboolean
try_become_someone_else (EscapeWorld *world)
{
  return SYS (setuid, getuid ());
}

static gboolean
try_be_dumped (EscapeWorld *world)
{
  return SYS (prctl, PR_SET_DUMPABLE, 1);
}

static gboolean
try_add_a_filter_of_its_own (EscapeWorld *world)
{
  return SYS (seccomp, SECCOMP_SET_MODE_FILTER, 0, &filter);
}

static gboolean
try_copy_between_files_in_the_kernel (EscapeWorld *world)
{
  return SYS (sendfile, pair_ends[1], world->descriptor, NULL, 1);
}

static gboolean
try_set_the_clock (EscapeWorld *world)
{
  return SYS (clock_adjtime, 0, adjustment);
}

static gboolean
try_log_to_the_kernel (EscapeWorld *world)
{
  return SYS (syslog, 10, NULL, 0);
}

static gboolean
try_outlive_its_parent (EscapeWorld *world)
{
  return SYS (prctl, PR_SET_PDEATHSIG, 0);
}

static gboolean
try_read_its_file (EscapeWorld *world)
{
  return pread (world->descriptor, bytes, 4, 0) == 4;
}

static gboolean
try_load_a_library (EscapeWorld *world)
{
  return opens ("/usr/lib", O_RDONLY | O_DIRECTORY);
}

static gboolean
try_start_a_thread (EscapeWorld *world)
{
  return starts_thread ();
}

static gboolean
try_make_a_pair_of_sockets (EscapeWorld *world)
{
  return SYS (socketpair, AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair);
}

static gboolean
try_give_a_thread_its_scheduling (EscapeWorld *world)
{
  return SYS (sched_getattr, 0, &scheduling, sizeof scheduling, 0) && SYS (sched_setattr, 0, &scheduling, 0);
}

static gboolean
try_wake_a_thread_by_descriptor (EscapeWorld *world)
{
  return SYS (eventfd2, 0, 0);
}

static gboolean
try_use_memory (EscapeWorld *world)
{
  return takes (64 << 20);
}

static gboolean
try_get_random_bytes (EscapeWorld *world)
{
  return SYS (getrandom, bytes, 4, 0);
}

const EscapeAttempt escape_attempts[] = {
  { "read a file of the home", try_read_a_file_of_the_home, FALSE },
  { "read it by openat2", try_read_it_by_openat2, FALSE },
  { "list a folder of the home", try_list_a_folder_of_the_home, FALSE },
  { "read /etc/passwd", try_read_etc_passwd, FALSE },
  { "read its own environment", try_read_its_own_environment, FALSE },
  { "read another process’s environment", try_read_another_processs_environment, FALSE },
  { "read another process’s memory", try_read_another_processs_memory, FALSE },
  { "write its own memory by name", try_write_its_own_memory_by_name, FALSE },
  { "open a terminal or device", try_open_a_terminal_or_device, FALSE },
  { "open its file again to read", try_open_its_file_again_to_read, FALSE },
  { "open its file again to write", try_open_its_file_again_to_write, FALSE },
  { "open a file to write", try_open_a_file_to_write, FALSE },
  { "open a file to append", try_open_a_file_to_append, FALSE },
  { "open a file to empty it", try_open_a_file_to_empty_it, FALSE },
  { "make a file", try_make_a_file, FALSE },
  { "make a file without a name", try_make_a_file_without_a_name, FALSE },
  { "make a file by creat", try_make_a_file_by_creat, FALSE },
  { "truncate a file by name", try_truncate_a_file_by_name, FALSE },
  { "truncate its file", try_truncate_its_file, FALSE },
  { "fallocate its file", try_fallocate_its_file, FALSE },
  { "change rights by name", try_change_rights_by_name, FALSE },
  { "change rights of its file", try_change_rights_of_its_file, FALSE },
  { "change the owner by name", try_change_the_owner_by_name, FALSE },
  { "change the owner of its file", try_change_the_owner_of_its_file, FALSE },
  { "change times of its file", try_change_times_of_its_file, FALSE },
  { "set an attribute by name", try_set_an_attribute_by_name, FALSE },
  { "set an attribute of its file", try_set_an_attribute_of_its_file, FALSE },
  { "rename a file", try_rename_a_file, FALSE },
  { "delete a file", try_delete_a_file, FALSE },
  { "make a hard link", try_make_a_hard_link, FALSE },
  { "make a symbolic link", try_make_a_symbolic_link, FALSE },
  { "make a folder", try_make_a_folder, FALSE },
  { "make a FIFO", try_make_a_fifo, FALSE },
  { "lock its file", try_lock_its_file, FALSE },
  { "get signals about its file", try_get_signals_about_its_file, FALSE },
  { "make shared memory by name", try_make_shared_memory_by_name, FALSE },
  { "make System V shared memory", try_make_system_v_shared_memory, FALSE },
  { "make a message queue", try_make_a_message_queue, FALSE },
  { "make a file in memory", try_make_a_file_in_memory, FALSE, TRUE },
  { "open an Internet socket", try_open_an_internet_socket, FALSE },
  { "open a datagram socket", try_open_a_datagram_socket, FALSE },
  { "open an IPv6 socket", try_open_an_ipv6_socket, FALSE },
  { "open a local socket", try_open_a_local_socket, FALSE },
  { "open a netlink socket", try_open_a_netlink_socket, FALSE },
  { "open a raw packet socket", try_open_a_raw_packet_socket, FALSE },
  { "make a pair that could send by name", try_make_a_pair_that_could_send_by_name, FALSE },
  { "run a program", try_run_a_program, FALSE },
  { "run a program by descriptor", try_run_a_program_by_descriptor, FALSE },
  { "run a loader of glycin", try_run_a_loader, FALSE, TRUE },
  { "fork by clone", try_fork_by_clone, FALSE, TRUE },
  { "fork by fork", try_fork_by_fork, FALSE },
  { "fork by clone3", try_fork_by_clone3, FALSE },
  { "fork into a user namespace", try_fork_into_a_user_namespace, FALSE },
  { "leave its group of processes", try_leave_its_group_of_processes, FALSE },
  { "leave for a user namespace", try_leave_for_a_user_namespace, FALSE },
  { "leave for a network namespace", try_leave_for_a_network_namespace, FALSE },
  { "enter a namespace", try_enter_a_namespace, FALSE },
  { "change the root", try_change_the_root, FALSE },
  { "mount", try_mount, FALSE },
  { "signal another process", try_signal_another_process, FALSE },
  { "signal a thread of another process", try_signal_a_thread_of_another_process, FALSE },
  { "queue a signal to another process", try_queue_a_signal_to_another_process, FALSE },
  { "open a process", try_open_a_process, FALSE },
  { "trace another process", try_trace_another_process, FALSE },
  { "read another process’s memory directly", try_read_another_processs_memory_directly, FALSE },
  { "write another process’s memory", try_write_another_processs_memory, FALSE },
  { "change another process’s limits", try_change_another_processs_limits, FALSE },
  { "change another process’s scheduling", try_change_another_processs_scheduling, FALSE },
  { "map memory to write and run", try_map_memory_to_write_and_run, FALSE },
  { "map new memory to run", try_map_new_memory_to_run, FALSE },
  { "run what was written", try_run_what_was_written, FALSE },
  { "run what was written, by a key", try_run_what_was_written_by_a_key, FALSE },
  { "have more open files", try_have_more_open_files, FALSE },
  { "have more memory", try_have_more_memory, FALSE },
  { "use more than its memory", try_use_more_than_its_memory, FALSE },
  { "use more than its open files", try_use_more_than_its_open_files, FALSE },
  { "have larger files", try_have_larger_files, FALSE },
  { "load a kernel program", try_load_a_kernel_program, FALSE },
  { "make an I/O ring", try_make_an_i_o_ring, FALSE },
  { "count events", try_count_events, FALSE },
  { "handle page faults", try_handle_page_faults, FALSE },
  { "watch files", try_watch_files, FALSE },
  { "watch files of all", try_watch_files_of_all, FALSE },
  { "open by handle", try_open_by_handle, FALSE },
  { "add a key", try_add_a_key, FALSE },
  { "ask for keys", try_ask_for_keys, FALSE },
  { "type into the terminal", try_type_into_the_terminal, FALSE },
  { "ask a device for something", try_ask_a_device_for_something, FALSE },
  { "change its personality", try_change_its_personality, FALSE },
  { "become someone else", try_become_someone_else, FALSE },
  { "be dumped", try_be_dumped, FALSE },
  { "add a filter of its own", try_add_a_filter_of_its_own, FALSE },
  { "copy between files in the kernel", try_copy_between_files_in_the_kernel, FALSE },
  { "set the clock", try_set_the_clock, FALSE },
  { "log to the kernel", try_log_to_the_kernel, FALSE },
  { "outlive its parent", try_outlive_its_parent, FALSE },

  { "read its file", try_read_its_file, TRUE },
  { "load a library", try_load_a_library, TRUE },
  { "start a thread", try_start_a_thread, TRUE },
  { "make a pair of sockets", try_make_a_pair_of_sockets, TRUE },
  { "give a thread its scheduling", try_give_a_thread_its_scheduling, TRUE },
  { "wake a thread by descriptor", try_wake_a_thread_by_descriptor, TRUE },
  { "use memory", try_use_memory, TRUE },
  { "get random bytes", try_get_random_bytes, TRUE },
  { NULL, NULL, FALSE }
};
