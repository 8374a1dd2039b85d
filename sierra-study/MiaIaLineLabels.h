// The names at the ends of the chart's horizontal lines. Sierra draws each where it is put: two at one price lie on each other, and neither
// can be read. One of them then says the names of both, and every line stays.
#pragma once

#include <cmath>

#include "MiaIaText.h"

namespace miaia {

/// How near two texts have to be to lie on each other, in ticks. Before Sierra has said how many ticks a pixel is high (0), it is taken
/// that a chart shows about an eightieth of its price on five hundred pixels, as ES does with sixty points: a line of text is a thirtieth
/// of that.
inline double NearTicks(double price_ticks, double ticks_per_px) {
    static const double line_px = 17;
    static const double fewest = 8;
    static const double most = 64;
    static const double share = 1.0 / 2500;
    if (ticks_per_px > 0)
        return line_px * ticks_per_px;
    const double apart = price_ticks * share;
    return apart < fewest ? fewest : apart < most ? apart : most;
}

/// Lines with a name, told anew whenever one of them has changed. Sierra writes a line's text below it, so of those near each other the
/// lowermost has the text and none of the others runs through it: its own name, then those above it, the nearest first, each with its price
/// where that is another one, and one note for all of them. A line that yields, as a signal's stop does to a wall, is named behind them and
/// never names another one. The names belong to whoever has told them.
class LineLabels {
public:
    static constexpr uint32_t Capacity = 64;
    using Text = FixedText<320>;

    /// label: what may stand before each name, such as REPLAY; it is said once. ticks_per_px: as of NearTicks. tick_size_points: what
    /// makes prices of ticks.
    LineLabels(const char* label, double ticks_per_px, double tick_size_points)
        : label_length_(std::strlen(label)), label_(label), ticks_per_px_(ticks_per_px), tick_size_points_(tick_size_points) {
        for (double scaled = tick_size_points; decimals_ < MostDecimals && std::fabs(scaled - std::round(scaled)) > 1e-6; scaled *= 10)
            ++decimals_;
    }

    /// Gives the number under which the line is asked for; what is too many keeps its own name and has none.
    uint32_t Add(double price_ticks, const char* name, const char* note, bool yields) {
        if (count_ == Capacity)
            return Capacity;
        entry_[count_] = {price_ticks, name, note, yields, count_};
        return count_++;
    }

    void Join() {
        // Upwards by price, those of one price as they were told; who yields comes when the others have their places.
        for (uint32_t i = 0; i < count_; ++i) {
            uint32_t place = i;
            for (; place > 0 && Stands(i, order_[place - 1]); --place)
                order_[place] = order_[place - 1];
            order_[place] = i;
        }
        for (uint32_t i = 0; i < count_; ++i) {
            Entry& entry = entry_[order_[i]];
            for (uint32_t before = 0; before < i && entry.with == order_[i]; ++before) {
                const uint32_t other = order_[before];
                if (entry_[other].with == other && AreNear(entry_[other], entry))
                    entry.with = other;
            }
        }
    }

    /// Whether the line with this number has a text.
    bool Speaks(uint32_t number) const { return number < count_ && entry_[number].with == number; }

    /// What stands at the line with this number; empty where another one says it.
    void Say(uint32_t number, Text& text) const {
        text.Clear();
        if (!Speaks(number))
            return;
        text.Append(entry_[number].name);
        const char* note = entry_[number].note;
        for (uint32_t i = 0; i < count_ && !entry_[number].yields; ++i) {
            const Entry& other = entry_[order_[i]];
            if (order_[i] == number || other.with != number || IsSaid(i, number))
                continue;
            text.Append(" & ");
            AppendPrice(other, entry_[number], text);
            text.Append(WithoutLabel(other.name));
            note = note[0] == 0 ? other.note : note;
        }
        text.Append(note);
    }

private:
    static constexpr int MostDecimals = 6;

    struct Entry {
        double price_ticks = 0;
        const char* name = "";
        const char* note = "";
        bool yields = false;
        uint32_t with = 0;  // whose text names it; its own number where that is its own
    };

    bool AreNear(const Entry& one, const Entry& other) const {
        const double apart = one.price_ticks - other.price_ticks;
        return (apart < 0 ? -apart : apart) < NearTicks(one.price_ticks, ticks_per_px_);
    }

    bool Stands(uint32_t one, uint32_t before) const {
        if (entry_[one].yields != entry_[before].yields)
            return !entry_[one].yields;
        return entry_[one].price_ticks < entry_[before].price_ticks;
    }

    // The same name at one price is said once.
    bool IsSaid(uint32_t place, uint32_t number) const {
        const char* const name = entry_[order_[place]].name;
        for (uint32_t i = 0; i < place; ++i)
            if (entry_[order_[i]].with == number && WholeTicks(entry_[order_[i]]) == WholeTicks(entry_[order_[place]]) &&
                std::strcmp(entry_[order_[i]].name, name) == 0)
                return true;
        return false;
    }

    static int64_t WholeTicks(const Entry& entry) { return static_cast<int64_t>(std::llround(entry.price_ticks)); }

    // To the tick: what moves within one, as a VWAP does, would be drawn anew all the time.
    void AppendPrice(const Entry& entry, const Entry& speaker, Text& text) const {
        if (WholeTicks(entry) != WholeTicks(speaker) && tick_size_points_ > 0)
            text.AppendFormat("%.*f ", decimals_, static_cast<double>(WholeTicks(entry)) * tick_size_points_);
    }

    const char* WithoutLabel(const char* name) const {
        const bool has_it = label_length_ != 0 && std::strncmp(name, label_, label_length_) == 0 && name[label_length_] == ' ';
        return has_it ? name + label_length_ + 1 : name;
    }

    Entry entry_[Capacity];
    uint32_t order_[Capacity] = {};
    uint32_t count_ = 0;
    size_t label_length_;
    const char* label_;
    double ticks_per_px_;
    double tick_size_points_;
    int decimals_ = 0;
};

}  // namespace miaia
