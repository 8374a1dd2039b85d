// The part of Sierra Chart's study interface (ACSIL) that a study like ours uses, written for this project so that
// the same study source compiles against Sierra's real headers and against these. Names, argument orders and types
// are those of interface version 2784; the insides are ours. It proves nothing about the real Sierra: see README.md.
//
// The memory layout is not Sierra's: a study built with these headers runs in miaia-sierra-host only.
#ifndef MIAIA_STAND_IN_SIERRACHART_H
#define MIAIA_STAND_IN_SIERRACHART_H

// No version that Sierra loads (2155 is its oldest): it calls the defaults of every library in its Data folder when a list of studies
// opens, and with this layout that call would be a page fault. The names are those of version 2784.
#define SC_DLL_VERSION 1

#include <cfloat>
#include <cmath>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "acsil_arrays.h"
#include "acsil_colors.h"
#include "acsil_constants.h"
#include "acsil_datetime.h"
#include "acsil_drawing.h"
#include "acsil_input.h"
#include "acsil_intraday.h"
#include "acsil_market_depth.h"
#include "acsil_orders.h"
#include "acsil_string.h"
#include "acsil_subgraph.h"
#include "acsil_time_and_sales.h"
#include "acsil_host_calls.h"
#include "acsil_study_interface.h"

#if defined(_WIN32)
#define SCDLLEXPORT extern "C" __declspec(dllexport)
#define SCDLLCALL __cdecl
#else
#define SCDLLEXPORT extern "C" __attribute__((visibility("default")))
#define SCDLLCALL
#endif

// Goes before the definition of a study function.
#define SCSFExport SCDLLEXPORT void SCDLLCALL

// Names the library; exactly once over all its files. The host reads the exports when it loads the library, and demands the third,
// which says that the layout is the stand-in's.
#define SCDLLName(DLLName)                              \
    SCDLLEXPORT int SCDLLCALL scdll_DLLVersion() {      \
        return SC_DLL_VERSION;                          \
    }                                                   \
    SCDLLEXPORT const char* SCDLLCALL scdll_DLLName() { \
        return DLLName;                                 \
    }                                                   \
    SCDLLEXPORT int SCDLLCALL miaia_StandIn() {         \
        return SC_DLL_VERSION;                          \
    }

#endif
