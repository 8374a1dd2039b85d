// Runs the whole host with the probe study, in this process, and reads what both said.
#pragma once

#include <atomic>
#include <string>
#include <vector>

namespace miaia::host::test {

struct ProbeRun {
    int exit_code = 0;
    std::string out;
    std::string errors;

    // The summaries of the probe, one for each time that it was removed.
    std::vector<std::string> Summaries() const;
    // The value of a field in a summary of the probe; empty when there is none.
    static std::string Field(const std::string& summary, const std::string& name);
    static uint64_t Count(const std::string& summary, const std::string& name);
    // The value of an integer in the last output line of the given type.
    uint64_t Reported(const std::string& type, const std::string& name) const;
    int Lines(const std::string& part) const;
};

// --study, --speed 0 and --linger-ms 0 are added.
ProbeRun RunProbe(std::vector<std::string> arguments, const std::atomic<bool>* stop = nullptr);

}  // namespace miaia::host::test
