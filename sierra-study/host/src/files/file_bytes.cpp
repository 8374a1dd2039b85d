#include "file_bytes.h"

#include <cerrno>
#include <cstring>

#include "file_error.h"

#if defined(_WIN32)

#include <fstream>
#include <iterator>

namespace miaia::host {

FileBytes::FileBytes(const std::string& path) : path_(path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw FileError(path, std::string("cannot be opened: ") + std::strerror(errno));
    copy_.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    if (file.bad())
        throw FileError(path, "cannot be read");
    data_ = copy_.data();
    size_ = copy_.size();
}

FileBytes::~FileBytes() = default;

}  // namespace miaia::host

#else

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace miaia::host {

FileBytes::FileBytes(const std::string& path) : path_(path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        throw FileError(path, std::string("cannot be opened: ") + std::strerror(errno));
    struct stat status {};
    if (::fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(file);
        throw FileError(path, "is not a regular file");
    }
    size_ = static_cast<size_t>(status.st_size);
    if (size_ > 0) {
        void* at = ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file, 0);
        if (at == MAP_FAILED) {
            ::close(file);
            throw FileError(path, std::string("cannot be mapped: ") + std::strerror(errno));
        }
        data_ = static_cast<const unsigned char*>(at);
    }
    ::close(file);  // The mapping stays valid without the descriptor.
}

FileBytes::~FileBytes() {
    if (data_ != nullptr)
        ::munmap(const_cast<unsigned char*>(data_), size_);
}

}  // namespace miaia::host

#endif
