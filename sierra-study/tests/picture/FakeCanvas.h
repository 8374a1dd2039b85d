// A chart that only remembers what stands on it.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "MiaIaDrawing.h"

namespace miaia::tests {

struct FakeCanvas {
    struct Drawing {
        DrawTool tool;
        double price_ticks;
        uint32_t color;
        std::string text;
        int64_t unix_us;
        uint16_t width;
        uint16_t size;
        PanelPlace place;
        int64_t end_unix_us;
        double end_price_ticks;
    };
    std::map<int, Drawing> on_chart;
    int next_line = 100;
    int puts = 0;
    int unknown_removals = 0;
    bool fails = false;

    int Put(const DrawSpec& spec) {
        ++puts;
        if (fails)
            return -1;
        const int line = spec.line_number == -1 ? next_line++ : spec.line_number;
        // As Sierra does: what is adjusted without a text keeps the one that it has.
        const std::string text = spec.text[0] == 0 && Exists(line) ? on_chart[line].text : spec.text;
        on_chart[line] = {spec.tool,  spec.price_ticks, spec.color,          text, spec.unix_us, spec.width, spec.size,
                          spec.place, spec.end_unix_us, spec.end_price_ticks};
        return line;
    }
    bool Exists(int line) const { return on_chart.count(line) != 0; }
    void Remove(int line) { unknown_removals += on_chart.erase(line) == 1 ? 0 : 1; }

    /// What Sierra does in a full recalculation.
    void Wipe() {
        on_chart.clear();
        plotted.clear();
    }

    // Subgraphs: the value of each bar that has one, by subgraph; and when each bar began.
    std::map<int, std::map<int, float>> plotted;
    std::vector<int64_t> bar_starts;
    int plots = 0;

    // Of a chart that is drawn: where the first bar stands and how far the next one is, and where the price of no ticks stands.
    int first_bar_px = 0;
    int bar_px = 8;
    double ticks_per_px = 1;
    int no_ticks_px = 0;
    int XOf(int bar) const { return first_bar_px + bar * bar_px; }
    int YOf(double price_ticks) const { return no_ticks_px - static_cast<int>(price_ticks / ticks_per_px); }

    int Bars() const { return static_cast<int>(bar_starts.size()); }
    int BarAt(int64_t unix_us) const {
        return static_cast<int>(std::upper_bound(bar_starts.begin(), bar_starts.end(), unix_us) - bar_starts.begin()) - 1;
    }
    void Plot(int subgraph, int bar, float value) {
        ++plots;
        if (bar < 0 || bar >= Bars())
            ++outside;
        plotted[subgraph][bar] = value;
    }
    int outside = 0;

    int Count(DrawTool tool) const {
        int count = 0;
        for (const auto& drawing : on_chart)
            count += drawing.second.tool == tool ? 1 : 0;
        return count;
    }
    /// The panel's first line, which has a colour of its own.
    const Drawing* PanelHead() const {
        for (const auto& drawing : on_chart)
            if (drawing.second.tool == DrawTool::Panel && drawing.second.text.compare(0, 6, "MIA IA") == 0)
                return &drawing.second;
        return nullptr;
    }
    const Drawing* PanelBody() const {
        for (const auto& drawing : on_chart)
            if (drawing.second.tool == DrawTool::Panel && drawing.second.text.compare(0, 6, "MIA IA") != 0)
                return &drawing.second;
        return nullptr;
    }
    const Drawing* Find(DrawTool tool) const {
        for (const auto& drawing : on_chart)
            if (drawing.second.tool == tool)
                return &drawing.second;
        return nullptr;
    }
};

}  // namespace miaia::tests
