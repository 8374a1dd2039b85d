#include "study_library.h"

#include "sierrachart.h"

#if defined(_WIN32)
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace miaia::host {
namespace {

#if defined(_WIN32)

void* Load(const std::string& path, std::string& problem) {
    HMODULE library = LoadLibraryA(path.c_str());
    if (library == nullptr)
        problem = "LoadLibrary error " + std::to_string(GetLastError());
    return reinterpret_cast<void*>(library);
}
void Unload(void* library) {
    FreeLibrary(reinterpret_cast<HMODULE>(library));
}
void* Find(void* library, const char* name) {
    return reinterpret_cast<void*>(GetProcAddress(reinterpret_cast<HMODULE>(library), name));
}

#else

void* Load(const std::string& path, std::string& problem) {
    // Without a slash dlopen would search the system's folders; a study is a file that somebody named.
    const std::string file = path.find('/') == std::string::npos ? "./" + path : path;
    void* library = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (library == nullptr)
        problem = ::dlerror();
    return library;
}
void Unload(void* library) {
    ::dlclose(library);
}
void* Find(void* library, const char* name) {
    return ::dlsym(library, name);
}

#endif

}  // namespace

StudyLibrary::StudyLibrary(const std::string& path, const std::string& function) : path_(path), function_name_(function) {
    Open();
}

void StudyLibrary::Open() {
    std::string problem;
    library_ = Load(path_, problem);
    if (library_ == nullptr)
        throw StudyLibraryError(path_ + ": cannot be loaded: " + problem);
    try {
        Check(path_);
        Choose(path_, function_name_);
    } catch (...) {
        Unload(library_);
        library_ = nullptr;
        throw;
    }
}

void StudyLibrary::Reload() {
    Unload(library_);
    Open();
}

StudyLibrary::~StudyLibrary() {
    if (library_ != nullptr)
        Unload(library_);
}

void* StudyLibrary::Symbol(const std::string& name) const {
    return Find(library_, name.c_str());
}

void StudyLibrary::Check(const std::string& path) {
    const auto version = reinterpret_cast<int (*)()>(Symbol("scdll_DLLVersion"));
    const auto name = reinterpret_cast<const char* (*)()>(Symbol("scdll_DLLName"));
    if (version == nullptr || name == nullptr)
        throw StudyLibraryError(path + ": is not a study library: it exports no scdll_DLLName and scdll_DLLVersion (SCDLLName)");
    if (Symbol("miaia_StandIn") == nullptr)
        throw StudyLibraryError(path + ": was built with Sierra's own headers (interface version " + std::to_string(version()) +
                                "), whose layout this host does not have: build it without ACSIL_DIR");
    if (version() != SC_DLL_VERSION)
        throw StudyLibraryError(path + ": was built with version " + std::to_string(version()) +
                                " of the stand-in's headers, this host has " + std::to_string(SC_DLL_VERSION));
    library_name_ = name();
}

void StudyLibrary::Choose(const std::string& path, const std::string& function) {
    if (function.empty()) {
        const std::vector<std::string> studies = ExportedFunctions(library_, "scsf_");
        if (studies.empty())
            throw StudyLibraryError(path + ": exports no study function (scsf_...)");
        if (studies.size() > 1) {
            std::string names;
            for (const std::string& study : studies)
                names += " " + study;
            throw StudyLibraryError(path + ": exports several study functions, choose one with --function:" + names);
        }
        function_name_ = studies.front();
    }
    function_ = reinterpret_cast<StudyFunction>(Symbol(function_name_));
    if (function_ == nullptr)
        throw StudyLibraryError(path + ": exports no function " + function_name_);
}

}  // namespace miaia::host
