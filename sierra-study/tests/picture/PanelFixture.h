// A study whose engine says a score, and what its panel says then.
#pragma once

#include "InstanceFixture.h"

namespace miaia::tests {

struct PanelFixture : InstanceFixture {
    v1::ConfluenceState state;
    uint64_t counter = 0;

    PanelFixture() {
        Attach();
        state.set_observed_unix_us(chart.facts.market_unix_us);
        state.set_score(0.21);
        state.set_long_sum(0.35);
        state.set_short_sum(-0.14);
        state.set_coverage(0.85);
        state.set_tier(v1::TIER_WEAK);
        Reading("order_flow", 0.12);
        Reading("vwap_trend_signal", 0.2);
        Reading("gamma_levels", -0.14);
        Reading("dealers_bias", 0.03);
    }

    v1::FeatureReading* Reading(const char* name, double contribution, const char* missing = "") {
        v1::FeatureReading* reading = state.add_reading();
        reading->set_name(name);
        reading->set_valid(missing[0] == 0);
        reading->set_reason(missing);
        reading->set_contribution(contribution);
        return reading;
    }

    void Say() {
        v1::EngineFrame frame = Frame();
        *frame.mutable_state() = state;
        Link().Push(frame);
        Settle();
    }

    void Settle() {
        for (int i = 0; i < 40; ++i)
            Call();
    }

    std::string Head() const { return chart.canvas.PanelHead()->text; }
    std::string Body() const { return chart.canvas.PanelBody()->text; }
    /// Whether a line of the body is this one.
    bool Says(const std::string& part) const { return (Body() + "\n").find(part) != std::string::npos; }
};

}  // namespace miaia::tests
