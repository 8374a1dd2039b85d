// A study library as Sierra's own headers make it: their version, and nothing of the stand-in's.
#include <cstdlib>

#if defined(_WIN32)
#define FOREIGN_EXPORT extern "C" __declspec(dllexport)
#else
#define FOREIGN_EXPORT extern "C" __attribute__((visibility("default")))
#endif

FOREIGN_EXPORT int scdll_DLLVersion() {
    return 2784;
}
FOREIGN_EXPORT const char* scdll_DLLName() {
    return "foreign";
}
// Its structure is laid out otherwise: to call it with ours would write anywhere.
FOREIGN_EXPORT void scsf_Foreign(void*) {
    std::abort();
}
