#include "sierrachart.h"

// Sierra's header makes macros of these, and the standard headers below have functions of the same names.
#undef max
#undef min

// The study's library for Sierra: MiaIaAcsilStudy.h over the real link and the real clocks. All logic is in the MiaIa*.h files beside this
// one; those that begin with MiaIaAcsil alone know sierrachart.h, and the only order calls are in MiaIaAcsilTrading.h.

#include "MiaIaAcsilStudy.h"
#include "MiaIaZmtp.h"

SCDLLName("MIA IA")

    namespace {
    constexpr uint64_t BuildOf(const char* text) {
        uint64_t hash = 14695981039346656037ull;
        for (; *text != 0; ++text)
            hash = (hash ^ static_cast<uint8_t>(*text)) * 1099511628211ull;
        return hash;
    }
    constexpr uint64_t Build = BuildOf(__DATE__ " " __TIME__);

}  // namespace

SCSFExport scsf_MiaIa(SCStudyInterfaceRef sc) {
    miaia::AcsilStudy<miaia::InstanceOf<miaia::ZmtpLink>>(sc, miaia::SystemClock(), Build).Run();
}
