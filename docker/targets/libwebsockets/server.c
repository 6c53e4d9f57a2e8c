#include <libwebsockets.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define MAX_QUEUED 32

/* A piece of a message as the library delivered it; its bytes follow LWS_PRE bytes of room for the frame's head. */
struct chunk {
  struct chunk *next;
  size_t length;
  int first;
  int final;
  int binary;
  unsigned char bytes[];
};

struct session {
  struct chunk *head;
  struct chunk **tail;
  int queued;
};

static int enqueue(struct lws *wsi, struct session *session, const void *in, size_t length) {
  struct chunk *chunk = malloc(sizeof *chunk + LWS_PRE + length);
  if (!chunk) return -1;
  chunk->next = NULL;
  chunk->length = length;
  chunk->first = lws_is_first_fragment(wsi);
  chunk->final = lws_is_final_fragment(wsi);
  chunk->binary = lws_frame_is_binary(wsi);
  if (length) memcpy(chunk->bytes + LWS_PRE, in, length);
  *session->tail = chunk;
  session->tail = &chunk->next;
  if (++session->queued == MAX_QUEUED) lws_rx_flow_control(wsi, 0);
  lws_callback_on_writable(wsi);
  return 0;
}

static void drop(struct session *session) {
  struct chunk *chunk = session->head;
  session->head = chunk->next;
  if (!session->head) session->tail = &session->head;
  session->queued--;
  free(chunk);
}

static int write_one(struct lws *wsi, struct session *session) {
  struct chunk *chunk = session->head;
  if (!chunk) return 0;
  int flags = lws_write_ws_flags(
      chunk->binary ? LWS_WRITE_BINARY : LWS_WRITE_TEXT, chunk->first, chunk->final);
  if (lws_write(wsi, chunk->bytes + LWS_PRE, chunk->length, flags) < (int)chunk->length) return -1;
  drop(session);
  if (session->queued == MAX_QUEUED - 1) lws_rx_flow_control(wsi, 1);
  if (session->head) lws_callback_on_writable(wsi);
  return 0;
}

static int echo(
    struct lws *wsi, enum lws_callback_reasons reason, void *user, void *in, size_t length) {
  struct session *session = user;
  switch (reason) {
    case LWS_CALLBACK_ESTABLISHED:
      session->tail = &session->head;
      return 0;
    case LWS_CALLBACK_RECEIVE:
      return enqueue(wsi, session, in, length);
    case LWS_CALLBACK_SERVER_WRITEABLE:
      return write_one(wsi, session);
    case LWS_CALLBACK_CLOSED:
      while (session->head) drop(session);
      return 0;
    default:
      return lws_callback_http_dummy(wsi, reason, user, in, length);
  }
}

static const struct lws_protocols protocols[] = {
    {.name = "echo",
     .callback = echo,
     .per_session_data_size = sizeof(struct session),
     .rx_buffer_size = 16 * 1024},
    {.name = NULL},
};

static const struct lws_extension extensions[] = {
    {"permessage-deflate", lws_extension_callback_pm_deflate, "permessage-deflate"},
    {NULL, NULL, NULL},
};

static volatile sig_atomic_t interrupted;

static void interrupt(int signal) {
  (void)signal;
  interrupted = 1;
}

int main(int argc, char **argv) {
  signal(SIGINT, interrupt);
  signal(SIGTERM, interrupt);
  lws_set_log_level(LLL_ERR | LLL_WARN, NULL);

  const char *host = getenv("HOST");
  int plain = argc > 2 && !strcmp(argv[2], "plain");
  struct lws_context_creation_info info = {
      .iface = host ? host : "127.0.0.1",
      .port = atoi(argc > 1 ? argv[1] : "9001"),
      .protocols = protocols,
      .extensions = plain ? NULL : extensions,
      .options = LWS_SERVER_OPTION_VALIDATE_UTF8,
  };
  struct lws_context *context = lws_create_context(&info);
  if (!context) return 1;
  while (!interrupted && lws_service(context, 0) >= 0) continue;
  lws_context_destroy(context);
  return 0;
}
