// Compression for pictures: zlib's format with deflate's fixed codes. Runs and repeated rows, which is what charts are made of, become
// short; there is no search for the best.
#pragma once

#include <string>

namespace miaia::host {

std::string ZlibCompress(const std::string& bytes);

}  // namespace miaia::host
