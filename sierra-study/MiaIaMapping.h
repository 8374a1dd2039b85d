// Which subgraph of another study stands for which pattern, as the trader has set it.
#pragma once

#include "MiaIaText.h"

namespace miaia {

/// What a value other than 0 means.
enum class MappingRule : uint8_t { Sign, SignReversed, AlwaysLong, AlwaysShort, ValueOnly };

struct Mapping {
    uint32_t study_id = 0;
    uint32_t subgraph = 0;
    FixedText<80> name;  // empty = off
    MappingRule rule = MappingRule::Sign;
    double full_strength_at = 1;

    /// As the engine wants it: lower case letters, digits and underscores, a letter first, at most 64.
    static bool IsName(const FixedText<80>& name) {
        bool good = name.length >= 1 && name.length <= 64 && name.chars[0] >= 'a' && name.chars[0] <= 'z';
        for (uint32_t i = 0; i < name.length; ++i) {
            const char c = name.chars[i];
            good = good && ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_');
        }
        return good;
    }
};

/// Why a mapping says nothing, though its trader believes that it does.
struct MappingFault {
    enum class Kind : uint8_t { None, Name, Twice, Gone };
    Kind kind = Kind::None;
    uint32_t number = 0;  // of the mapping, from 1

    bool operator==(const MappingFault& other) const { return kind == other.kind && number == other.number; }
};

struct MappingSettings {
    static constexpr uint32_t Capacity = 8;
    Mapping mapping[Capacity];
};

inline const MappingSettings NoMappings;

}  // namespace miaia
