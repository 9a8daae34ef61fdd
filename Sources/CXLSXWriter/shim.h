// What DutySheets calls of Debian's libxlsxwriter.
#include <xlsxwriter.h>
