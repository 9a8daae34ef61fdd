// Readers and writers of an HTTP server, each on a schedule of its own, over connections that stay open.
//
//   c-load PORT SECONDS PLAN
//
// PLAN, line by line:
//   client KIND PERIOD-MS OFFSET-MS TOKEN     somebody who asks every PERIOD, first after OFFSET
//   get PATH                                  what the client before asks, in turn
//   post PATH BODY                            a JSON body, with an idempotency key of its own
//
// The time of an answer runs from the instant at which the request was due, not from when it could be sent: a server
// that falls behind cannot hide it. Prints one line for each kind: how many, how many failed, milliseconds.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { KINDS = 8, SAMPLES = 1 << 20 };

typedef struct {
  char name[32];
  double *times;
  int count, failed;
  char firstFailure[400];
} Kind;

typedef struct {
  Kind *kind;
  double period, due;
  char token[160];
  char **asks;
  int askCount, next;
  int fd, isBusy;
  char *out;
  size_t outLength, outDone;
  char *in;
  size_t inLength, inRoom;
} Client;

static Kind kinds[KINDS];
static int kindCount;
static Client *clients;
static int clientCount;
static int port;
static int epoll;
static long keys;

static void die(const char *what) {
  perror(what);
  exit(1);
}

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static Kind *kindNamed(const char *name) {
  for (int i = 0; i < kindCount; i++)
    if (!strcmp(kinds[i].name, name)) return &kinds[i];
  if (kindCount == KINDS) {
    fprintf(stderr, "c-load: too many kinds\n");
    exit(2);
  }
  Kind *kind = &kinds[kindCount++];
  snprintf(kind->name, sizeof kind->name, "%s", name);
  kind->times = malloc(SAMPLES * sizeof(double));
  return kind;
}

static void readPlan(const char *path) {
  FILE *file = fopen(path, "r");
  if (!file) die(path);
  char *line = NULL;
  size_t room = 0;
  ssize_t length;
  while ((length = getline(&line, &room, file)) > 0) {
    if (line[length - 1] == '\n') line[--length] = 0;
    char kind[32], token[160];
    double period, offset;
    if (sscanf(line, "client %31s %lf %lf %159s", kind, &period, &offset, token) == 4) {
      clients = realloc(clients, (clientCount + 1) * sizeof(Client));
      Client *client = &clients[clientCount++];
      memset(client, 0, sizeof *client);
      client->kind = kindNamed(kind);
      client->period = period / 1000;
      client->due = offset / 1000;
      client->fd = -1;
      snprintf(client->token, sizeof client->token, "%s", token);
    } else if (length > 0 && clientCount > 0) {
      Client *client = &clients[clientCount - 1];
      client->asks = realloc(client->asks, (client->askCount + 1) * sizeof(char *));
      client->asks[client->askCount++] = strdup(line);
    }
  }
  free(line);
  fclose(file);
  for (int i = 0; i < clientCount; i++) {
    if (clients[i].askCount) continue;
    fprintf(stderr, "c-load: %s: a client of kind %s asks nothing\n", path, clients[i].kind->name);
    exit(2);
  }
}

static void watch(Client *client, int events, int operation) {
  struct epoll_event event = {.events = events, .data.ptr = client};
  if (epoll_ctl(epoll, operation, client->fd, &event) < 0) die("epoll_ctl");
}

static void connectClient(Client *client) {
  client->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (client->fd < 0 || connect(client->fd, (struct sockaddr *)&address, sizeof address) < 0) die("connect");
  int one = 1;
  setsockopt(client->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  watch(client, EPOLLIN, EPOLL_CTL_ADD);
}

static void flush(Client *client) {
  while (client->outDone < client->outLength) {
    ssize_t sent = send(
        client->fd, client->out + client->outDone, client->outLength - client->outDone, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return watch(client, EPOLLIN | EPOLLOUT, EPOLL_CTL_MOD);
    if (sent < 0) die("send");
    client->outDone += sent;
  }
  watch(client, EPOLLIN, EPOLL_CTL_MOD);
}

static void ask(Client *client) {
  const char *what = client->asks[client->next];
  client->next = (client->next + 1) % client->askCount;
  char path[512] = "", body[4096] = "";
  int isPost = !strncmp(what, "post ", 5);
  sscanf(what + (isPost ? 5 : 4), "%511s %4095[^\n]", path, body);
  char key[96] = "";
  if (isPost) {
    snprintf(
        key, sizeof key, "Idempotency-Key: load-%d-%ld\r\nContent-Type: application/json\r\n", (int)getpid(), ++keys);
  }
  free(client->out);
  int length = asprintf(
      &client->out, "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer %s\r\n%sContent-Length: %zu\r\n\r\n%s",
      isPost ? "POST" : "GET", path, client->token, key, strlen(body), body);
  if (length < 0) die("asprintf");
  client->outLength = length;
  client->outDone = 0;
  client->inLength = 0;
  client->isBusy = 1;
  flush(client);
}

// The length of a whole answer, 0 while it is not whole; the status goes to *status.
static size_t whole(Client *client, int *status, int *closes) {
  char *end = memmem(client->in, client->inLength, "\r\n\r\n", 4);
  if (!end) return 0;
  size_t head = end + 4 - client->in;
  *status = atoi(client->in + 9);
  *closes = 0;
  size_t length = 0;
  int isChunked = 0;
  for (char *line = client->in; line < end;) {
    char *next = memmem(line, end + 2 - line, "\r\n", 2);
    if (!strncasecmp(line, "content-length:", 15)) length = strtoul(line + 15, NULL, 10);
    if (!strncasecmp(line, "transfer-encoding: chunked", 26)) isChunked = 1;
    if (!strncasecmp(line, "connection: close", 17)) *closes = 1;
    line = next + 2;
  }
  if (!isChunked) return client->inLength >= head + length ? head + length : 0;
  size_t at = head;
  for (;;) {
    char *line = memmem(client->in + at, client->inLength - at, "\r\n", 2);
    if (!line) return 0;
    size_t size = strtoul(client->in + at, NULL, 16);
    at = line + 2 - client->in + size + 2;
    if (at > client->inLength) return 0;
    if (size == 0) return at;
  }
}

static void finish(Client *client, int status, double at) {
  Kind *kind = client->kind;
  if (kind->count < SAMPLES) kind->times[kind->count++] = at - client->due;
  if (status < 200 || status > 399) {
    if (!kind->failed) {
      size_t length = client->inLength < sizeof kind->firstFailure - 1 ? client->inLength : sizeof kind->firstFailure - 1;
      memcpy(kind->firstFailure, client->in + client->inLength - length, length);
    }
    kind->failed++;
  }
  client->isBusy = 0;
  client->due += client->period;
}

static void receive(Client *client) {
  for (;;) {
    if (client->inRoom - client->inLength < 65536) client->in = realloc(client->in, client->inRoom += 1 << 17);
    ssize_t got = recv(client->fd, client->in + client->inLength, client->inRoom - client->inLength, MSG_DONTWAIT);
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) break;
    if (got <= 0) {
      if (client->isBusy) finish(client, 0, now());
      close(client->fd);
      connectClient(client);
      return;
    }
    client->inLength += got;
  }
  int status = 0, closes = 0;
  if (!client->isBusy || !whole(client, &status, &closes)) return;
  finish(client, status, now());
  if (closes) {
    close(client->fd);
    connectClient(client);
  }
}

static int ascending(const void *a, const void *b) {
  double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double at(Kind *kind, double share) {
  if (!kind->count) return 0;
  int index = (int)(share * kind->count);
  return 1000 * kind->times[index < kind->count ? index : kind->count - 1];
}

int main(int argc, char **argv) {
  if (argc != 4) {
    fprintf(stderr, "usage: c-load PORT SECONDS PLAN\n");
    return 2;
  }
  port = atoi(argv[1]);
  double seconds = atof(argv[2]);
  readPlan(argv[3]);
  epoll = epoll_create1(EPOLL_CLOEXEC);
  for (int i = 0; i < clientCount; i++) connectClient(&clients[i]);
  double start = now();
  for (int i = 0; i < clientCount; i++) clients[i].due += start;
  double end = start + seconds;
  for (;;) {
    double time = now(), next = end + 5;
    int busy = 0;
    for (int i = 0; i < clientCount; i++) {
      Client *client = &clients[i];
      if (!client->isBusy && client->due <= time && client->due < end) ask(client);
      if (client->isBusy) busy++;
      else if (client->due < end && client->due < next) next = client->due;
    }
    if (time >= end && (!busy || time >= end + 30)) break;
    struct epoll_event events[64];
    double pause = busy && next > time + 0.05 ? 0.05 : next - time;
    struct timespec wait = {.tv_sec = 0, .tv_nsec = 0};
    if (pause > 0) wait.tv_nsec = (pause > 0.05 ? 0.05 : pause) * 1e9;
    int count = epoll_pwait2(epoll, events, 64, &wait, NULL);
    for (int i = 0; i < count; i++) {
      Client *client = events[i].data.ptr;
      if (events[i].events & EPOLLOUT) flush(client);
      if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) receive(client);
    }
  }
  for (int i = 0; i < clientCount; i++)
    if (clients[i].isBusy) finish(&clients[i], 0, now());
  for (int i = 0; i < kindCount; i++) {
    Kind *kind = &kinds[i];
    qsort(kind->times, kind->count, sizeof(double), ascending);
    printf(
        "result kind=%s work=%d failed=%d p50=%.2f p99=%.2f max=%.2f\n", kind->name, kind->count, kind->failed,
        at(kind, 0.5), at(kind, 0.99), at(kind, 1));
    if (kind->failed) fprintf(stderr, "c-load: %s: %s\n", kind->name, kind->firstFailure);
  }
  return 0;
}
