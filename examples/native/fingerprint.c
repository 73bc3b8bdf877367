#include <sodium.h>
#include <string.h>

/* Writes the fingerprint of a text, 32 hexadecimal digits and a NUL. */
int fingerprint(const char *text, char *hex) {
    unsigned char hash[crypto_generichash_BYTES_MIN];
    if (sodium_init() < 0) {
        return -1;
    }
    crypto_generichash(hash, sizeof hash, (const unsigned char *) text, strlen(text), NULL, 0);
    sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
    return 0;
}
