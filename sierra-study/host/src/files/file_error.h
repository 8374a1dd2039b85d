// A file that cannot be used. The message names the file and what is wrong with it, for the person who passed it.
#pragma once

#include <stdexcept>
#include <string>

namespace miaia::host {

class FileError : public std::runtime_error {
public:
    FileError(const std::string& path, const std::string& problem) : std::runtime_error(path + ": " + problem) {}
};

}  // namespace miaia::host
