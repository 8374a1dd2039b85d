// The exports of a loaded library on Windows, from its export directory.
#if defined(_WIN32)

#include <algorithm>
#include <cstring>
#include <windows.h>

#include "study_library.h"

namespace miaia::host {

std::vector<std::string> ExportedFunctions(void* library, const std::string& prefix) {
    std::vector<std::string> found;
    const auto* base = static_cast<const unsigned char*>(library);
    const auto* dos = reinterpret_cast<const IMAGE_DOS_HEADER*>(base);
    const auto* header = reinterpret_cast<const IMAGE_NT_HEADERS*>(base + dos->e_lfanew);
    const IMAGE_DATA_DIRECTORY& directory = header->OptionalHeader.DataDirectory[IMAGE_DIRECTORY_ENTRY_EXPORT];
    if (directory.Size == 0)
        return found;
    const auto* exports = reinterpret_cast<const IMAGE_EXPORT_DIRECTORY*>(base + directory.VirtualAddress);
    const auto* names = reinterpret_cast<const DWORD*>(base + exports->AddressOfNames);
    for (DWORD i = 0; i < exports->NumberOfNames; ++i) {
        const char* name = reinterpret_cast<const char*>(base + names[i]);
        if (std::strncmp(name, prefix.c_str(), prefix.size()) == 0)
            found.emplace_back(name);
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace miaia::host

#endif
