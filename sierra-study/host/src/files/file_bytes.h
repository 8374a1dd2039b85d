// The bytes of a file, read only: memory-mapped on Linux, read into memory on Windows.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace miaia::host {

class FileBytes {
public:
    // Throws FileError when the file cannot be opened or read.
    explicit FileBytes(const std::string& path);
    ~FileBytes();
    FileBytes(const FileBytes&) = delete;
    FileBytes& operator=(const FileBytes&) = delete;

    const unsigned char* Data() const { return data_; }
    size_t Size() const { return size_; }
    const std::string& Path() const { return path_; }

private:
    std::string path_;
    const unsigned char* data_ = nullptr;
    size_t size_ = 0;
#if defined(_WIN32)
    std::vector<unsigned char> copy_;
#endif
};

}  // namespace miaia::host
