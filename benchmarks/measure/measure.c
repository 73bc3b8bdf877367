/*
 * Runs a program and tells what it cost.
 *
 *     measure RESULT PROGRAM [ARGUMENT...]
 *
 * Writes one line to the file RESULT: wall clock in nanoseconds from before the fork to the end of the program, CPU time
 * (user and system, children that were waited for included) in nanoseconds, peak memory of the largest process in KiB,
 * and the exit code (128 + the signal's number if it was killed). Streams are the program's.
 *
 * In C and not in the orchestrating Java: ru_maxrss counts the forked copy, too, before it becomes the program, and a
 * copy of a JVM is larger than what is to be measured.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static long long nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000000000LL + now.tv_nsec;
}

static long long cpu(struct timeval time) {
  return time.tv_sec * 1000000000LL + time.tv_usec * 1000LL;
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: measure RESULT PROGRAM [ARGUMENT...]\n");
    return 64;
  }
  FILE *result = fopen(argv[1], "we");
  if (!result) {
    perror(argv[1]);
    return 1;
  }
  long long start = nanoseconds();
  pid_t child = fork();
  if (child < 0) {
    perror("fork");
    return 1;
  }
  if (child == 0) {
    execvp(argv[2], argv + 2);
    perror(argv[2]);
    _exit(127);
  }
  int status;
  struct rusage usage;
  if (wait4(child, &status, 0, &usage) != child) {
    perror("wait4");
    return 1;
  }
  long long wall = nanoseconds() - start;
  int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  fprintf(result, "%lld %lld %ld %d\n", wall, cpu(usage.ru_utime) + cpu(usage.ru_stime), usage.ru_maxrss, code);
  return fclose(result) == 0 ? 0 : 1;
}
