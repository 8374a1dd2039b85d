// A capture on a tape that a test writes, and what it hands over, in words.
#pragma once

#include <string>
#include <vector>

#include "FakeTape.h"

namespace miaia::tests {

/// Writes down what a capture hands over: "live 3", "history 2", "missing buffer_overrun", "refused zero_volume".
struct TapeNotes {
    std::vector<std::string> lines;
    uint64_t lots = 0;

    void Trades(const TradeColumns& trades) {
        lines.push_back((trades.History() ? "history " : "live ") + std::to_string(trades.Count()));
        lots += trades.Lots();
    }
    void Missing(const char* reason) { lines.push_back(std::string("missing ") + reason); }
    void Refused(const TapeRecord&, Refusal why) { lines.push_back(std::string("refused ") + RefusalName(why)); }
};

struct TapeFixture {
    FakeTape tape;
    TapeCapture capture;
    TickScale scale;
    uint64_t lots = 0;
    TapeMoment moment;
    TapeCapture::Found found = TapeCapture::Found::Nothing;

    TapeFixture() { scale.Set(0.25f, 1); }

    std::vector<std::string> Call(int64_t after_ms = 10) {
        TapeNotes notes;
        moment.steady_now += after_ms * 1000000;
        found = capture.Look(tape, moment);
        if (found == TapeCapture::Found::News || found == TapeCapture::Found::SequenceRestarted)
            capture.Take(tape, scale, notes);
        lots += notes.lots;
        return notes.lines;
    }
};

typedef std::vector<std::string> Lines;

}  // namespace miaia::tests
