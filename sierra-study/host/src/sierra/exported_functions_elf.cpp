// The exports of a loaded library on Linux, from its dynamic symbol table.
#if !defined(_WIN32)

#include <algorithm>
#include <cstring>
#include <dlfcn.h>
#include <elf.h>
#include <link.h>

#include "study_library.h"

namespace miaia::host {
namespace {

struct DynamicSection {
    const ElfW(Sym) * symbols = nullptr;
    const char* names = nullptr;
    const uint32_t* gnu_hash = nullptr;
    const uint32_t* hash = nullptr;
};

DynamicSection Read(const link_map* map) {
    DynamicSection section;
    for (const ElfW(Dyn)* entry = map->l_ld; entry->d_tag != DT_NULL; ++entry) {
        const auto address = entry->d_un.d_ptr;
        if (entry->d_tag == DT_SYMTAB)
            section.symbols = reinterpret_cast<const ElfW(Sym)*>(address);
        if (entry->d_tag == DT_STRTAB)
            section.names = reinterpret_cast<const char*>(address);
        if (entry->d_tag == DT_GNU_HASH)
            section.gnu_hash = reinterpret_cast<const uint32_t*>(address);
        if (entry->d_tag == DT_HASH)
            section.hash = reinterpret_cast<const uint32_t*>(address);
    }
    return section;
}

// The table's length is written nowhere. The old hash table has one chain entry a symbol; in the GNU one the highest
// bucket leads to the last chain, whose end is marked by an odd hash.
uint32_t SymbolCount(const DynamicSection& section) {
    if (section.hash != nullptr)
        return section.hash[1];
    if (section.gnu_hash == nullptr)
        return 0;
    const uint32_t buckets = section.gnu_hash[0];
    const uint32_t firstHashed = section.gnu_hash[1];
    const uint32_t bloomWords = section.gnu_hash[2];
    const uint32_t* bucket = section.gnu_hash + 4 + bloomWords * (sizeof(ElfW(Addr)) / sizeof(uint32_t));
    const uint32_t* chain = bucket + buckets;
    const uint32_t last = buckets == 0 ? 0 : *std::max_element(bucket, bucket + buckets);
    if (last < firstHashed)
        return firstHashed;
    uint32_t symbol = last;
    while ((chain[symbol - firstHashed] & 1u) == 0)
        ++symbol;
    return symbol + 1;
}

}  // namespace

std::vector<std::string> ExportedFunctions(void* library, const std::string& prefix) {
    std::vector<std::string> found;
    link_map* map = nullptr;
    if (::dlinfo(library, RTLD_DI_LINKMAP, &map) != 0 || map == nullptr)
        return found;
    const DynamicSection section = Read(map);
    if (section.symbols == nullptr || section.names == nullptr)
        return found;
    const uint32_t count = SymbolCount(section);
    for (uint32_t i = 0; i < count; ++i) {
        const ElfW(Sym)& symbol = section.symbols[i];
        const char* name = section.names + symbol.st_name;
        const bool isDefinedFunction = symbol.st_shndx != SHN_UNDEF && ELF64_ST_TYPE(symbol.st_info) == STT_FUNC;
        if (isDefinedFunction && std::strncmp(name, prefix.c_str(), prefix.size()) == 0)
            found.emplace_back(name);
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace miaia::host

#endif
