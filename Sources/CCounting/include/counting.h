// Nothing is called from here by name: see counting.c.
#include <stdint.h>
