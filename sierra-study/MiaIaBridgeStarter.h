// Starts the bridge where the trader has said which program it is and nothing answers at its endpoint. Once: whoever closes it means it. It
// is told the endpoint, whatever its own settings say, and its end is told.
#pragma once

#include <cstring>

#include "MiaIaChart.h"
#include "MiaIaEndpoint.h"
#include "MiaIaProcess.h"

namespace miaia {

template <class Launcher>
class BridgeStarter {
public:
    /// Once a call. ready: somebody who speaks our language has answered on this connection.
    void Look(const ChartFacts& chart, bool ready, int64_t steady_now, LogLines& log) {
        LookAtStarted(steady_now, log);
        if (done_ || chart.bridge_path[0] == 0)
            return;
        if (ready) {
            done_ = true;
            return;
        }
        if (silent_since_ == 0)
            silent_since_ = steady_now;
        if (steady_now - silent_since_ < SilentNanos)
            return;
        done_ = true;
        LoopbackEndpoint endpoint;
        FixedText<320> why;
        if (!endpoint.Parse(chart.endpoint, why))
            return;
        FixedText<80> argument;
        argument.AppendFormat("--StudyEndpoint=tcp://%u.%u.%u.%u:%u", endpoint.address[0], endpoint.address[1], endpoint.address[2],
                              endpoint.address[3], endpoint.port);
        char unquoted[PathCharactersMax];
        switch (Launcher::Start(Unquoted(chart.bridge_path, unquoted), argument.chars, endpoint.port, program_)) {
            case Started::Yes:
                log.Add("MIA IA: nothing answered at %s: this study has started %s.", chart.endpoint, chart.bridge_path);
                break;
            case Started::ByAnother:
                log.Add(
                    "MIA IA: nothing answers at %s, but the bridge of this port was started by a study before; it is not started again.",
                    chart.endpoint);
                break;
            default: log.Add("MIA IA: nothing answers at %s, and %s could not be started.", chart.endpoint, chart.bridge_path); break;
        }
    }

private:
    static constexpr size_t PathCharactersMax = 1024;
    static constexpr int64_t SilentNanos = 3000LL * 1000000;
    static constexpr int64_t LookEveryNanos = 500LL * 1000000;

    // Explorer's "Copy as path" puts a path in quotes, which no path on Windows has.
    static const char* Unquoted(const char* path, char (&unquoted)[PathCharactersMax]) {
        const size_t length = std::strlen(path);
        if (length < 2 || length > PathCharactersMax || path[0] != '"' || path[length - 1] != '"')
            return path;
        std::memcpy(unquoted, path + 1, length - 2);
        unquoted[length - 2] = 0;
        return unquoted;
    }

    void LookAtStarted(int64_t steady_now, LogLines& log) {
        if (!program_.IsKnown() || steady_now < next_look_)
            return;
        next_look_ = steady_now + LookEveryNanos;
        int exit_code = 0;
        if (Launcher::HasEnded(program_, exit_code))
            log.Add("MIA IA: the bridge that this study has started has ended with exit code %d; it is not started again.", exit_code);
    }

    StartedProgram program_;
    int64_t next_look_ = 0;
    bool done_ = false;
    int64_t silent_since_ = 0;
};

}  // namespace miaia
