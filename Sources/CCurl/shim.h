// What DutyChannels calls of libcurl; its options take arguments of any type, which Swift cannot pass.
#include <curl/curl.h>

static inline CURLcode duty_curl_text(CURL *handle, CURLoption option, const char *text) {
  return curl_easy_setopt(handle, option, text);
}

static inline CURLcode duty_curl_long(CURL *handle, CURLoption option, long number) {
  return curl_easy_setopt(handle, option, number);
}

static inline CURLcode duty_curl_bytes(CURL *handle, CURLoption option, const void *bytes) {
  return curl_easy_setopt(handle, option, bytes);
}

static inline CURLcode duty_curl_list(CURL *handle, CURLoption option, struct curl_slist *list) {
  return curl_easy_setopt(handle, option, list);
}

static inline CURLcode duty_curl_pointer(CURL *handle, CURLoption option, void *pointer) {
  return curl_easy_setopt(handle, option, pointer);
}

typedef size_t (*duty_curl_write)(char *bytes, size_t size, size_t count, void *context);
typedef int (*duty_curl_progress)(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d);

static inline CURLcode duty_curl_on_write(CURL *handle, duty_curl_write function) {
  return curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, function);
}

static inline CURLcode duty_curl_on_progress(CURL *handle, duty_curl_progress function) {
  return curl_easy_setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
}

static inline CURLcode duty_curl_status(CURL *handle, long *status) {
  return curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, status);
}

static inline CURLcode duty_curl_start(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

// For the programs that DutyChannels starts: glibc shows this call only with _GNU_SOURCE, which Swift does not define.
#include <spawn.h>
#include <sys/timerfd.h>
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

static inline int duty_spawn_close_from(posix_spawn_file_actions_t *actions, int from) {
  return posix_spawn_file_actions_addclosefrom_np(actions, from);
}
