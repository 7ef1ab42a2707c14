/*
 * Loaded before all else into a browser of a journey (LD_PRELOAD): its wall clock is ahead of the computer's by so many
 * seconds as a file says, from the moment on at which the file says so. Its monotonic clock is the computer's own. So it is
 * for a browser when the clock of the computer is set, and after a sleep (macOS, Linux).
 *
 * The file is mapped as each process begins, before its sandbox closes: none has to open it later.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

typedef int (*gettime)(clockid_t, struct timespec *);

static volatile long long *ahead;
static gettime of_the_computer;

__attribute__((constructor)) static void begin(void) {
  of_the_computer = (gettime)dlsym(RTLD_NEXT, "clock_gettime");
  const char *path = getenv("WWE_WALL_CLOCK");
  int file = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
  if (file < 0) return;
  void *mapped = mmap(NULL, sizeof *ahead, PROT_READ, MAP_SHARED, file, 0);
  if (mapped != MAP_FAILED) ahead = mapped;
  close(file);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  if (!of_the_computer) of_the_computer = (gettime)dlsym(RTLD_NEXT, "clock_gettime");
  int failed = of_the_computer(clock, now);
  if (!failed && ahead && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) now->tv_sec += *ahead;
  return failed;
}

int gettimeofday(struct timeval *now, void *zone) {
  (void)zone;
  struct timespec time;
  if (clock_gettime(CLOCK_REALTIME, &time)) return -1;
  now->tv_sec = time.tv_sec;
  now->tv_usec = time.tv_nsec / 1000;
  return 0;
}

time_t time(time_t *to) {
  struct timespec now;
  if (clock_gettime(CLOCK_REALTIME, &now)) return -1;
  if (to) *to = now.tv_sec;
  return now.tv_sec;
}
