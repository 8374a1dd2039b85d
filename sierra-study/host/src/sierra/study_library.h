// A study in a shared library, loaded as Sierra loads it.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "acsil_study_interface.h"

namespace miaia::host {

using StudyFunction = void (*)(s_sc&);

// The library cannot be used as a study; the message names it and says why.
class StudyLibraryError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

// Names of the functions that a loaded library exports and that begin with prefix, sorted.
std::vector<std::string> ExportedFunctions(void* library, const std::string& prefix);

class StudyLibrary {
public:
    // path: the library; function: the exported study function, or empty when the library has only one.
    // Throws StudyLibraryError: cannot be loaded, is no study library (scdll_DLLName, scdll_DLLVersion), was built with
    // Sierra's own headers or another version of the stand-in's, or the function is unclear.
    StudyLibrary(const std::string& path, const std::string& function);
    ~StudyLibrary();
    StudyLibrary(const StudyLibrary&) = delete;
    StudyLibrary& operator=(const StudyLibrary&) = delete;

    // As Sierra releases a library and loads it again while its studies stay on their charts. Throws like the constructor.
    void Reload();

    StudyFunction Function() const { return function_; }
    const std::string& FunctionName() const { return function_name_; }
    // What the study calls its library (SCDLLName).
    const std::string& LibraryName() const { return library_name_; }

private:
    void* Symbol(const std::string& name) const;
    void Open();
    void Check(const std::string& path);
    void Choose(const std::string& path, const std::string& function);

    std::string path_;

    void* library_ = nullptr;
    StudyFunction function_ = nullptr;
    std::string function_name_;
    std::string library_name_;
};

}  // namespace miaia::host
