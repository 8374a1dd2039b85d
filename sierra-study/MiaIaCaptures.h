// What the study takes from its chart: time and sales, the history before them, the book, closed bars, and what other studies say.
#pragma once

#include "MiaIaBackfill.h"
#include "MiaIaBars.h"
#include "MiaIaBook.h"
#include "MiaIaMappings.h"
#include "MiaIaTape.h"

namespace miaia {

struct Captures {
    TapeCapture tape;
    Backfill backfill;
    BookCapture book;
    BarCapture bars;
    MappingCapture mappings;

    /// Why one of the other studies is not read.
    const MappingFault& Fault() const { return mappings.Fault(); }

    /// The chart shows another symbol from now on, or begins or ends a replay: its tape will be another one.
    void ExpectOtherTape(int64_t steady_now) {
        tape.ExpectOther(steady_now);
        backfill.Restart();
        bars.Restart();
        mappings.Restart();
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
