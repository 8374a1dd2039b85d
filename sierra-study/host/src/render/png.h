// A PNG file of a picture, written without any library.
#pragma once

#include <string>

#include "canvas.h"

namespace miaia::host {

// The bytes of the file.
std::string EncodePng(const Canvas& canvas);

// Throws FileError when it cannot be written.
void WritePng(const Canvas& canvas, const std::string& path);

}  // namespace miaia::host
