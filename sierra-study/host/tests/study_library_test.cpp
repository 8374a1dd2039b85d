// Which libraries are studies of this host: Sierra's and the stand-in's layouts must never meet.
#include <gtest/gtest.h>

#if !defined(_WIN32)
#include <dlfcn.h>
#endif

#include "probe_run.h"
#include "study_library.h"

namespace miaia::host::test {
namespace {

TEST(StudyLibrary, A_study_with_Sierras_own_headers_is_refused_before_it_is_called) {
    try {
        const StudyLibrary library(MIAIA_FOREIGN_STUDY, "");
        ADD_FAILURE() << "loaded";
    } catch (const StudyLibraryError& error) {
        EXPECT_NE(std::string(error.what()).find("Sierra's own headers (interface version 2784)"), std::string::npos) << error.what();
    }
    const ProbeRun run = RunProbe({"--study", MIAIA_FOREIGN_STUDY, "--flood", "1", "--seconds", "1"});
    EXPECT_EQ(run.exit_code, 2);
}

TEST(StudyLibrary, A_study_of_the_stand_in_has_a_version_that_Sierra_never_loads) {
    const StudyLibrary library(MIAIA_PROBE_STUDY, "");
    EXPECT_EQ(library.LibraryName(), "MiaIa probe");
#if !defined(_WIN32)
    // The oldest that Sierra's own header of 2784 names.
    constexpr int oldestThatSierraLoads = 2155;
    void* const handle = ::dlopen(MIAIA_PROBE_STUDY, RTLD_NOW | RTLD_LOCAL);
    ASSERT_NE(handle, nullptr);
    const auto version = reinterpret_cast<int (*)()>(::dlsym(handle, "scdll_DLLVersion"));
    ASSERT_NE(version, nullptr);
    EXPECT_LT(version(), oldestThatSierraLoads);
    EXPECT_NE(::dlsym(handle, "miaia_StandIn"), nullptr);
    ::dlclose(handle);
#endif
}

}  // namespace
}  // namespace miaia::host::test
