// The variables that Sierra keeps for one study instance: each begins at 0 and lives until the study is removed.
#pragma once

#include <cstdint>
#include <map>

#include "acsil_datetime.h"
#include "acsil_string.h"

namespace miaia::host {

struct PersistentStore {
    std::map<int, int> ints;
    std::map<int, int64_t> int64s;
    std::map<int, float> floats;
    std::map<int, double> doubles;
    std::map<int, void*> pointers;
    std::map<int, SCString> strings;
    std::map<int, SCDateTime> times;
};

}  // namespace miaia::host
