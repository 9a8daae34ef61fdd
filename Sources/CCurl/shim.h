// What is called of libcurl; its options take arguments of any type, which Swift cannot pass.
//
// The library is loaded when something is first sent: with all that it brings along it costs several megabytes of memory,
// which a daemon without webhooks need not have.
#include <curl/curl.h>
#include <dlfcn.h>

struct duty_curl_calls {
  CURLcode (*setopt)(CURL *, CURLoption, ...);
  CURLcode (*getinfo)(CURL *, CURLINFO, ...);
  CURL *(*init)(void);
  void (*reset)(CURL *);
  void (*cleanup)(CURL *);
  CURLcode (*perform)(CURL *);
  const char *(*strerror)(CURLcode);
  struct curl_slist *(*append)(struct curl_slist *, const char *);
  void (*free_all)(struct curl_slist *);
};

static inline struct duty_curl_calls *duty_curl(void) {
  static struct duty_curl_calls calls;
  return &calls;
}

// Loads the library; to be called once, before anything else here. CURLE_FAILED_INIT where it is not there.
static inline CURLcode duty_curl_start(void) {
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return CURLE_FAILED_INIT;
  CURLcode (*global)(long) = (CURLcode(*)(long))dlsym(library, "curl_global_init");
  duty_curl()->setopt = (CURLcode(*)(CURL *, CURLoption, ...))dlsym(library, "curl_easy_setopt");
  duty_curl()->getinfo = (CURLcode(*)(CURL *, CURLINFO, ...))dlsym(library, "curl_easy_getinfo");
  duty_curl()->init = (CURL * (*)(void)) dlsym(library, "curl_easy_init");
  duty_curl()->reset = (void (*)(CURL *))dlsym(library, "curl_easy_reset");
  duty_curl()->cleanup = (void (*)(CURL *))dlsym(library, "curl_easy_cleanup");
  duty_curl()->perform = (CURLcode(*)(CURL *))dlsym(library, "curl_easy_perform");
  duty_curl()->strerror = (const char *(*)(CURLcode))dlsym(library, "curl_easy_strerror");
  duty_curl()->append = (struct curl_slist * (*)(struct curl_slist *, const char *)) dlsym(library, "curl_slist_append");
  duty_curl()->free_all = (void (*)(struct curl_slist *))dlsym(library, "curl_slist_free_all");
  if (global == NULL || duty_curl()->setopt == NULL || duty_curl()->getinfo == NULL ||
      duty_curl()->init == NULL || duty_curl()->reset == NULL || duty_curl()->cleanup == NULL ||
      duty_curl()->perform == NULL || duty_curl()->strerror == NULL || duty_curl()->append == NULL ||
      duty_curl()->free_all == NULL)
    return CURLE_FAILED_INIT;
  return global(CURL_GLOBAL_DEFAULT);
}

static inline CURL *duty_curl_init(void) { return duty_curl()->init(); }
static inline void duty_curl_reset(CURL *handle) { duty_curl()->reset(handle); }
static inline void duty_curl_cleanup(CURL *handle) { duty_curl()->cleanup(handle); }
static inline CURLcode duty_curl_perform(CURL *handle) { return duty_curl()->perform(handle); }
static inline const char *duty_curl_strerror(CURLcode code) { return duty_curl()->strerror(code); }

static inline struct curl_slist *duty_curl_append(struct curl_slist *list, const char *text) {
  return duty_curl()->append(list, text);
}

static inline void duty_curl_free_all(struct curl_slist *list) { duty_curl()->free_all(list); }

static inline CURLcode duty_curl_text(CURL *handle, CURLoption option, const char *text) {
  return duty_curl()->setopt(handle, option, text);
}

static inline CURLcode duty_curl_long(CURL *handle, CURLoption option, long number) {
  return duty_curl()->setopt(handle, option, number);
}

static inline CURLcode duty_curl_bytes(CURL *handle, CURLoption option, const void *bytes) {
  return duty_curl()->setopt(handle, option, bytes);
}

static inline CURLcode duty_curl_list(CURL *handle, CURLoption option, struct curl_slist *list) {
  return duty_curl()->setopt(handle, option, list);
}

static inline CURLcode duty_curl_pointer(CURL *handle, CURLoption option, void *pointer) {
  return duty_curl()->setopt(handle, option, pointer);
}

typedef size_t (*duty_curl_write)(char *bytes, size_t size, size_t count, void *context);
typedef int (*duty_curl_progress)(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d);

static inline CURLcode duty_curl_on_write(CURL *handle, duty_curl_write function) {
  return duty_curl()->setopt(handle, CURLOPT_WRITEFUNCTION, function);
}

static inline CURLcode duty_curl_on_progress(CURL *handle, duty_curl_progress function) {
  return duty_curl()->setopt(handle, CURLOPT_XFERINFOFUNCTION, function);
}

static inline CURLcode duty_curl_status(CURL *handle, long *status) {
  return duty_curl()->getinfo(handle, CURLINFO_RESPONSE_CODE, status);
}

// Seconds for which the other side asks to wait; 0 where it does not.
static inline CURLcode duty_curl_retry_after(CURL *handle, long *seconds) {
  curl_off_t wait = 0;
  CURLcode code = duty_curl()->getinfo(handle, CURLINFO_RETRY_AFTER, &wait);
  *seconds = code == CURLE_OK ? (long)wait : 0;
  return code;
}

// For the programs that DutyChannels starts: glibc shows this call only with _GNU_SOURCE, which Swift does not define.
#include <spawn.h>
#include <sys/timerfd.h>
extern int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);

static inline int duty_spawn_close_from(posix_spawn_file_actions_t *actions, int from) {
  return posix_spawn_file_actions_addclosefrom_np(actions, from);
}
