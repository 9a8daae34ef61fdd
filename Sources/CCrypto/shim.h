// The few declarations of libcrypto that DutyDigest calls.
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <openssl/hmac.h>
