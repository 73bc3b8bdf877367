/*
 * The floor: the bare system calls of a deployment where nothing is to be done.
 *
 *     bare WANTED FOUND PATHS PACKAGES
 *
 * Compares every file named in the file PATHS, content and mode, below the directories WANTED and FOUND, and looks every
 * name in the file PACKAGES (sorted) up in dpkg's status. Exits 0 if all is as wanted; else 1, having named what is not.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STATUS "/var/lib/dpkg/status"

static void fail(const char *what) {
  fprintf(stderr, "%s: %s\n", what, strerror(errno));
  exit(2);
}

/* The content of a file, with a zero byte behind it. */
static char *slurp(const char *path, size_t *length, mode_t *mode) {
  struct stat stat;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0 || fstat(file, &stat) < 0) {
    fail(path);
  }
  char *content = malloc(stat.st_size + 1);
  size_t have = 0;
  ssize_t got;
  while ((got = read(file, content + have, stat.st_size - have)) > 0) {
    have += got;
  }
  if (got < 0) {
    fail(path);
  }
  close(file);
  content[have] = 0;
  *length = have;
  *mode = stat.st_mode & 07777;
  return content;
}

static char **lines(char *text, size_t *count) {
  size_t room = 0;
  for (char *c = text; *c; c++) {
    room += *c == '\n';
  }
  char **all = malloc((room + 1) * sizeof *all);
  *count = 0;
  for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
    all[(*count)++] = line;
  }
  return all;
}

static int same(const char *wanted, const char *found, const char *path) {
  char one[4096], other[4096];
  size_t length, size;
  mode_t ignored, mode;
  snprintf(one, sizeof one, "%s/%s", wanted, path);
  snprintf(other, sizeof other, "%s/%s", found, path);
  char *want = slurp(one, &length, &ignored);
  char *have = slurp(other, &size, &mode);
  int equal = mode == 0644 && length == size && memcmp(want, have, size) == 0;
  free(want);
  free(have);
  return equal;
}

static int by_name(const void *key, const void *element) {
  return strcmp(key, *(char *const *)element);
}

/* Marks the packages that are installed. */
static void look_up(char *status, char **names, size_t count, char *installed) {
  char *package = NULL;
  for (char *line = status, *next; *line; line = next) {
    char *end = strchr(line, '\n');
    next = end ? end + 1 : line + strlen(line);
    if (strncmp(line, "Package: ", 9) == 0 && end) {
      *end = 0;
      package = line + 9;
    } else if (package && strncmp(line, "Status: install ok installed\n", 29) == 0) {
      char **place = bsearch(package, names, count, sizeof *names, by_name);
      if (place) {
        installed[place - names] = 1;
      }
    }
  }
}

int main(int argc, char **argv) {
  if (argc != 5) {
    fprintf(stderr, "usage: bare WANTED FOUND PATHS PACKAGES\n");
    return 64;
  }
  size_t length, count;
  mode_t mode;
  int code = 0;
  char **paths = lines(slurp(argv[3], &length, &mode), &count);
  for (size_t i = 0; i < count; i++) {
    if (!same(argv[1], argv[2], paths[i])) {
      printf("differs: %s\n", paths[i]);
      code = 1;
    }
  }
  char **names = lines(slurp(argv[4], &length, &mode), &count);
  char *installed = calloc(count + 1, 1);
  look_up(slurp(STATUS, &length, &mode), names, count, installed);
  for (size_t i = 0; i < count; i++) {
    if (!installed[i]) {
      printf("not installed: %s\n", names[i]);
      code = 1;
    }
  }
  return code;
}
