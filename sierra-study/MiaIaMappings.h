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

    /// The first that says nothing, as of the newest closed bar.
    const MappingFault& Fault() const { return fault_; }

private:
    using Kind = MappingFault::Kind;

    template <class Chart, class Out>
    void LookAtBar(Chart& chart, const MappingSettings& settings, int bar, int64_t market_unix_us, LogLines& log, Out& out) {
        StudyValues values;
        values.observed_unix_us = market_unix_us;
        fault_ = MappingFault();
        for (uint32_t place = 0; place < MappingSettings::Capacity; ++place) {
            const Mapping& mapping = settings.mapping[place];
            if (mapping.name.Empty()) {
                missing_[place] = 0;
                continue;
            }
            double value = 0;
            const bool is_name = Mapping::IsName(mapping.name);
            const bool is_there = is_name && chart.SubgraphValue(mapping, bar, value);
            // Sierra may still be calculating the other study: missing once is not gone.
            if (is_there)
                missing_[place] = 0;
            else if (missing_[place] < GoneAfterBars)
                ++missing_[place];
            const Kind kind = !is_name             ? Kind::Name
                : missing_[place] == GoneAfterBars ? Kind::Gone
                : IsTwice(settings, place)         ? Kind::Twice
                                                   : Kind::None;
            Tell(kind, place, mapping, log);
            if (!is_there || !std::isfinite(value))
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

    static bool IsTwice(const MappingSettings& settings, uint32_t place) {
        for (uint32_t before = 0; before < place; ++before)
            if (settings.mapping[before].name == settings.mapping[place].name)
                return true;
        return false;
    }

    /// Keeps the first for the panel, and logs each once until it is another one.
    void Tell(Kind kind, uint32_t place, const Mapping& mapping, LogLines& log) {
        const MappingFault fault{kind, place + 1};
        if (kind != Kind::None && fault_.kind == Kind::None)
            fault_ = fault;
        const bool is_told = told_[place].kind == kind && told_[place].name == mapping.name;
        told_[place].kind = kind;
        told_[place].name = mapping.name;
        if (is_told)
            return;
        const char* const name = mapping.name.chars;
        switch (kind) {
            case Kind::Name:
                log.Add("MIA IA: pattern %u: '%s' is no pattern's name; write lower case letters, digits and underscores.", place + 1,
                        name);
                break;
            case Kind::Gone:
                log.Add("MIA IA: pattern %u '%s': study ID %u with subgraph SG%u is not on this chart or has no values; nothing is read.",
                        place + 1, name, mapping.study_id, mapping.subgraph + 1);
                break;
            case Kind::Twice:
                log.Add("MIA IA: pattern %u: the name '%s' stands twice; the engine cannot tell the two from one another.", place + 1,
                        name);
                break;
            case Kind::None: break;
        }
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

    struct Told {
        Kind kind = Kind::None;
        FixedText<80> name;
    };
    static constexpr uint8_t GoneAfterBars = 2;

    int bars_ = -1;
    MappingFault fault_;
    Told told_[MappingSettings::Capacity];
    uint8_t missing_[MappingSettings::Capacity] = {};  // closed bars in a row without a value
};

}  // namespace miaia
