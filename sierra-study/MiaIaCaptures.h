// What the study takes from its chart: time and sales, the history before them, the book, closed bars, and what other studies say.
#pragma once

#include "MiaIaBackfill.h"
#include "MiaIaBars.h"
#include "MiaIaBook.h"
#include "MiaIaChart.h"
#include "MiaIaMappings.h"
#include "MiaIaOutage.h"
#include "MiaIaTape.h"

namespace miaia {

struct Captures {
    TapeCapture tape;
    Backfill backfill;
    BookCapture book;
    BarCapture bars;
    MappingCapture mappings;
    Outage outage;

    /// What becomes of the tape by what Sierra's server does. A new epoch tells the engine how much of what it reads it has already.
    enum class Server : uint8_t {
        GoesOn,
        Downloads,        // nothing may be taken yet
        FillsFromRecords  // begin a new epoch: what is missing is read as history
    };

    /// Where there are no records to fill it from, the sink hears what is missing.
    template <class Sink>
    Server LookAtServer(const ChartFacts& facts, int64_t steady_now, LogLines& log, Sink& sink) {
        if (facts.replay != ReplayState::Stopped) {
            outage.Forget();
            return Server::GoesOn;
        }
        static const uint32_t connected = 2;
        if (outage.IsOver(facts.server_state == connected, facts.downloading, tape.NewestTakenUs(), steady_now)) {
            log.Add("MIA IA: Sierra's server is back after %.0f s.", static_cast<double>(outage.LostForNanos()) / 1e9);
            if (Refill())
                return Server::FillsFromRecords;
            sink.Missing("reconnected");
        }
        return outage.HoldsTape() ? Server::Downloads : Server::GoesOn;
    }

    /// Why one of the other studies is not read.
    const MappingFault& Fault() const { return mappings.Fault(); }

    /// The chart shows another symbol from now on, or begins or ends a replay: its tape will be another one.
    void ExpectOtherTape(int64_t steady_now) {
        tape.ExpectOther(steady_now);
        backfill.Restart();
        bars.Restart();
        mappings.Restart();
    }

    /// The engine may lack the end of what the epoch before took: it is read again from Sierra's records, where they have been of use
    /// before. Of a replay, which may have begun again at another moment, all is. True when something is read.
    bool Rejoin(ReplayState replay) {
        if (replay != ReplayState::Stopped) {
            tape.Restart();
            backfill.Restart();
            return true;
        }
        const int64_t taken_until_us = tape.NewestTakenUs();
        if (!backfill.WasRead() || taken_until_us == INT64_MIN)
            return false;
        tape.Restart();
        backfill.BeginAgain(taken_until_us);
        return true;
    }

    /// Between what was taken and what comes next something is missing in the tape. False when there is nothing to fill it with.
    bool Refill() {
        if (!backfill.WasRead() || tape.NewestTakenUs() == INT64_MIN)
            return false;
        backfill.BeginAgain(tape.NewestTakenUs());
        tape.ExpectRefill();
        return true;
    }

    /// What was taken went nowhere, as of a study that only reads: all of it is taken anew, and history fills what the engine does not
    /// know.
    void Restart() {
        tape.Restart();
        backfill = Backfill();
        book.Restart();
        bars.Restart();
        mappings.Restart();
    }
};

}  // namespace miaia
