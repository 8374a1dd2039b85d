// The plan of the VWAP's lines, with a canvas and a clock that a test holds in its hands.
#pragma once

#include <map>
#include <string>

#include "FakeCanvas.h"
#include "MiaIaVwapPlan.h"

namespace miaia::tests {

constexpr int64_t StartUs = 1703500000000000;
constexpr int64_t SecondUs = 1000000;

struct VwapFixture {
    VwapPlan plan;
    FakeCanvas canvas;
    ViewSettings view;
    int64_t steady = 1;
    bool regular = true;
    const char* label = "";

    /// What the engine says, and a call a quarter of a second later.
    void Say(int64_t at_us, double ticks, double deviation, const VwapLine& told = {}) {
        MarketView market;
        market.session_vwap = told;
        VwapView& vwap = regular ? market.regular_vwap : market.globex_vwap;
        vwap.known = true;
        vwap.ticks = ticks;
        vwap.deviation_ticks = deviation;
        plan.Take(market, at_us, label);
        steady += 250 * 1000000LL;
        plan.Draw(view, steady, canvas);
    }
    void Settle() {
        for (int i = 0; i < 200; ++i) {
            steady += 10 * 1000000LL;
            plan.Draw(view, steady, canvas);
        }
    }
    /// A session of so many minutes, told every ten seconds; the VWAP rises by a tick a minute.
    void Session(int minutes, int64_t from_us = StartUs) {
        for (int64_t second = 0; second <= minutes * 60; second += 10)
            Say(from_us + second * SecondUs, 19200 + static_cast<double>(second) / 60, 8);
        Settle();
    }

    /// The segments of one colour in the order of time: begin and end of each.
    std::map<int64_t, FakeCanvas::Drawing> LineOf(int look, bool above = true) const {
        std::map<int64_t, FakeCanvas::Drawing> line;
        for (const auto& [number, drawing] : canvas.on_chart) {
            const double middle = 19200 + static_cast<double>(drawing.unix_us - StartUs) / 60e6;
            if (drawing.tool == DrawTool::Segment && drawing.color == view.look[look].color && (drawing.price_ticks >= middle - 1) == above)
                line.insert({drawing.unix_us, drawing});
        }
        return line;
    }
    const FakeCanvas::Drawing* Label(const std::string& text) const {
        for (const auto& drawing : canvas.on_chart)
            if (drawing.second.tool == DrawTool::Label && drawing.second.text == text)
                return &drawing.second;
        return nullptr;
    }
};

}  // namespace miaia::tests
