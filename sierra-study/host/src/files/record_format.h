// What Sierra's two record files share: a header with a magic word and two sizes, then records of one size.
#pragma once

#include <cstdint>
#include <cstring>

#include "file_bytes.h"

namespace miaia::host {

struct RecordFormat {
    const char* name;   // as messages call it: ".scid"
    const char* magic;  // the first four bytes
    uint32_t header_bytes;
    uint32_t record_bytes;
};

// A little-endian value at any address.
template <typename T>
T ReadValue(const unsigned char* at) {
    T value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

// Throws FileError unless the file begins with the whole header of this format; it says what stands there instead.
void CheckHeader(const FileBytes& bytes, const RecordFormat& format);

}  // namespace miaia::host
