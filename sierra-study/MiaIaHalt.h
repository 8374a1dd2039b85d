// Whether the engine has halted trading, as far as the study has heard.
#pragma once

#include "MiaIaTrading.h"

namespace miaia {

class HaltState {
public:
    bool Halted() const { return halted_; }

    /// said_unix_ns: when the engine said it, on its own clock; 0 where it does not tell.
    void Halt(int64_t now, int64_t said_unix_ns) {
        halted_ = true;
        at_ = now;
        said_unix_ns_ = said_unix_ns;
    }

    void Resume() { halted_ = false; }

    /// A view may have waited while a Halt went past it: only one that was made behind the Halt says that it is over. The engine's clock
    /// may have been set back since; but nothing waits that long. False for a view that is too old to be believed.
    bool See(bool halts, int64_t now, int64_t said_unix_ns) {
        if (halted_ && !halts && said_unix_ns <= said_unix_ns_ && now - at_ < LongestWaitNanos)
            return false;
        if (halts)
            Halt(now, said_unix_ns);
        halted_ = halts;
        return true;
    }

private:
    static constexpr int64_t LongestWaitNanos = 10 * SecondNanos;

    bool halted_ = false;
    int64_t at_ = 0;
    int64_t said_unix_ns_ = 0;
};

}  // namespace miaia
