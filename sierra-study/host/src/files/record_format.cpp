#include "record_format.h"

#include <string>

#include "file_error.h"

namespace miaia::host {
namespace {

void CheckSize(const FileBytes& bytes, const char* what, uint32_t found, uint32_t wanted) {
    if (found != wanted)
        throw FileError(bytes.Path(),
                        std::string("has a ") + what + " size of " + std::to_string(found) + " bytes instead of " + std::to_string(wanted));
}

}  // namespace

void CheckHeader(const FileBytes& bytes, const RecordFormat& format) {
    if (bytes.Size() < 4 || std::memcmp(bytes.Data(), format.magic, 4) != 0)
        throw FileError(bytes.Path(), std::string("is not a ") + format.name + " file: it does not begin with \"" + format.magic + "\"");
    if (bytes.Size() < format.header_bytes)
        throw FileError(
            bytes.Path(),
            "is truncated: " + std::to_string(bytes.Size()) + " bytes, the header alone has " + std::to_string(format.header_bytes));
    CheckSize(bytes, "header", ReadValue<uint32_t>(bytes.Data() + 4), format.header_bytes);
    CheckSize(bytes, "record", ReadValue<uint32_t>(bytes.Data() + 8), format.record_bytes);
}

}  // namespace miaia::host
