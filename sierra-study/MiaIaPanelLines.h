// The panel's lines: two texts that are drawn over each other, in lines that fit on the chart.
#pragma once

#include "MiaIaText.h"

namespace miaia {

enum class Mood : uint8_t { Plain, Good, Warning, Alarm };

/// The first line stands in the colour of its mood, the others below it in that of the text.
struct PanelText {
    static constexpr size_t HeadBytes = 768;  // with a line end for each line of the body
    static constexpr size_t BodyBytes = 1500;
    FixedText<HeadBytes> head;
    FixedText<BodyBytes> body;
    Mood mood = Mood::Plain;

    /// What the body is made of, in this order.
    enum class Part : uint8_t { Score, Details, Why, Feeds, Trading, Count };

    /// The body's part ends here.
    void End(Part part) { end_[static_cast<int>(part)] = body.length; }

    void Raise(Mood to) { mood = to > mood ? to : mood; }
    void Line() { body.Append("\n"); }

    /// Breaks its lines at spaces: after `narrow` letters, so that the bars beside it stay in sight, or after `wide` ones where that makes
    /// more lines than the chart holds. Then what a trader misses least is left out, and at last whatever does not fit.
    void Fit(uint32_t narrow, uint32_t wide, uint32_t most_lines) {
        // Money last: what is open and what was refused nobody may miss.
        static constexpr Part dropped[] = {Part::Feeds, Part::Details, Part::Why, Part::Score};
        const FixedText<HeadBytes> whole_head = head;
        const FixedText<BodyBytes> whole_body = body;
        for (int left_out = -1; left_out <= static_cast<int>(sizeof dropped / sizeof dropped[0]); ++left_out) {
            head = whole_head;
            body.Clear();
            uint32_t from = 0;
            for (int part = 0; part < static_cast<int>(Part::Count); from = end_[part++]) {
                bool is_in = true;
                for (int i = 0; i < left_out; ++i)
                    is_in = is_in && part != static_cast<int>(dropped[i]);
                if (is_in)
                    body.Append(whole_body.chars + from, end_[part] - from);
            }
            body.Cut(1);
            head.Wrap(left_out < 0 ? narrow : wide);
            body.Wrap(left_out < 0 ? narrow : wide);
            if (head.Lines() + body.Lines() <= most_lines)
                return;
        }
        head.KeepLines(most_lines - 1);
        body.KeepLines(most_lines - head.Lines());
    }

    /// The two are drawn over each other, from above or from below: each leaves the lines of the other free.
    void Interleave(bool from_below) {
        if (from_below) {
            for (uint32_t lines = body.Lines(); lines > 0; --lines)
                head.Append("\n ", 2);
            return;
        }
        const FixedText<BodyBytes> below = body;
        body.Clear();
        for (uint32_t lines = head.Lines(); lines > 0; --lines)
            body.Append(" \n", 2);
        body.Append(below.chars, below.length);
    }

    void Clear() {
        head.Clear();
        body.Clear();
        mood = Mood::Plain;
        for (uint32_t& end : end_)
            end = 0;
    }

private:
    uint32_t end_[static_cast<int>(Part::Count)] = {};
};

}  // namespace miaia
