// A study whose chart has other studies that are mapped to patterns.
#pragma once

#include "InstanceFixture.h"

namespace miaia::tests {

struct MappingsFixture : InstanceFixture {
    MappingsFixture() {
        for (int i = 0; i < 3; ++i)
            AddBar();
        Attach();
    }

    void Map(int place, uint32_t study, const char* name, MappingRule rule = MappingRule::Sign, double full = 1) {
        Mapping& mapping = chart.mappings.mapping[place];
        mapping.study_id = study;
        mapping.name.Assign(name);
        mapping.rule = rule;
        mapping.full_strength_at = full;
    }

    /// A bar begins; the one before it closes with these values of the studies.
    void AddBar() {
        RawBar bar;
        bar.start_unix_us = chart.facts.market_unix_us + static_cast<int64_t>(chart.bars.bars.size()) * 60000000;
        bar.open = bar.high = bar.low = bar.close = 4810;
        bar.volume = bar.trades = 5;
        chart.bars.bars.push_back(bar);
    }
    void Close(const std::map<uint32_t, double>& values) {
        for (const auto& [study, value] : values) {
            chart.subgraphs[study].resize(chart.bars.bars.size(), 0);
            chart.subgraphs[study].back() = value;
        }
        AddBar();
        Call();
    }
    std::vector<v1::Pattern> Patterns() {
        std::vector<v1::Pattern> found;
        for (const auto& frame : Link().OfKind(v1::StudyFrame::kPattern))
            found.push_back(frame.pattern());
        return found;
    }
};

}  // namespace miaia::tests
