// What other studies of the trader's say: a subgraph mapped to a name is a pattern, or a value that the engine only shows. It is read when
// a bar has closed, because until then a study may take back what it says. With it goes what Sierra itself says of the book, where its
// version says it: lots stacked and pulled, a value that the engine only shows.
#pragma once

#include <cmath>

#include "MiaIaChart.h"

namespace miaia {

class MappingCapture {
public:
    static constexpr int LargestBarsPerCall = 16;

    /// Another tape or a recalculation: what is closed by now is history, and says nothing any more.
    void Restart() { bars_ = -1; }

    /// Once a call. A Chart has bool SubgraphValue(const Mapping&, int bar, double& value) and bool StackedAndPulled(double& bid, double&
    /// ask); out takes Pattern and StudyValues.
    template <class Chart, class Out>
    void Look(Chart& chart, const MappingSettings& settings, bool old_bars, int64_t market_unix_us, LogLines& log, Out& out) {
        const int bars = chart.Bars().Count();
        const bool begins = old_bars || bars_ < 0 || bars < bars_ || market_unix_us == 0;
        const int from = begins ? bars : bars - bars_ > LargestBarsPerCall ? bars - LargestBarsPerCall : bars_;
        bars_ = bars;
        // Bar i has closed when bar i + 1 has begun.
        for (int begun = from; begun < bars; ++begun)
            if (begun > 0)
                LookAtBar(chart, settings, begun - 1, market_unix_us, log, out);
    }

private:
    template <class Chart, class Out>
    void LookAtBar(Chart& chart, const MappingSettings& settings, int bar, int64_t market_unix_us, LogLines& log, Out& out) {
        StudyValues values;
        values.observed_unix_us = market_unix_us;
        for (const Mapping& mapping : settings.mapping) {
            double value = 0;
            if (mapping.name.Empty() || !IsUsable(mapping, log) || !chart.SubgraphValue(mapping, bar, value) || !std::isfinite(value))
                continue;
            if (mapping.rule == MappingRule::ValueOnly)
                AddValue(mapping.name.chars, value, values);
            else if (value != 0)
                out.Say(StudyBody::Pattern, PatternOf(mapping, value, market_unix_us));
        }
        // Of now, so that only the newest bar has them.
        double bid = 0;
        double ask = 0;
        if (bar + 2 == bars_ && chart.StackedAndPulled(bid, ask)) {
            AddValue("sierra_stacked_bid", bid, values);
            AddValue("sierra_stacked_ask", ask, values);
        }
        if (values.count != 0)
            out.Say(StudyBody::StudyValues, values);
    }

    bool IsUsable(const Mapping& mapping, LogLines& log) {
        if (Mapping::IsName(mapping.name))
            return true;
        if (told_ != mapping.name)
            log.Add("MIA IA: '%s' is no pattern's name; write lower case letters, digits and underscores.", mapping.name.chars);
        told_ = mapping.name;
        return false;
    }

    // The engine takes a name once a message.
    static void AddValue(const char* name, double value, StudyValues& values) {
        for (uint32_t i = 0; i < values.count; ++i)
            if (values.name[i].Equals(name))
                return;
        values.name[values.count].Assign(name);
        values.value[values.count++] = value;
    }

    static Pattern PatternOf(const Mapping& mapping, double value, int64_t market_unix_us) {
        Pattern pattern;
        pattern.name.Assign(mapping.name.chars);
        switch (mapping.rule) {
            case MappingRule::AlwaysLong: pattern.is_short = false; break;
            case MappingRule::AlwaysShort: pattern.is_short = true; break;
            case MappingRule::SignReversed: pattern.is_short = value > 0; break;
            default: pattern.is_short = value < 0; break;
        }
        const double strength = std::fabs(value) / mapping.full_strength_at;
        // Also where the scale is 0 or no number at all.
        pattern.strength = strength < 1 ? strength : 1;
        pattern.observed_unix_us = market_unix_us;
        return pattern;
    }

    int bars_ = -1;
    FixedText<80> told_;
};

}  // namespace miaia
