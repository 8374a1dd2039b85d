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

    void Raise(Mood to) { mood = to > mood ? to : mood; }
    void Line() { body.Append("\n"); }

    /// Lines of more letters than that are broken at spaces.
    void Wrap(uint32_t columns) {
        head.Wrap(columns);
        body.Wrap(columns);
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
    }
};

}  // namespace miaia
