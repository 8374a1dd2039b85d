#include "probe_run.h"

#include <cstdint>
#include <sstream>

#include "run_host.h"

namespace miaia::host::test {

std::vector<std::string> ProbeRun::Summaries() const {
    std::vector<std::string> found;
    std::istringstream lines(out);
    for (std::string line; std::getline(lines, line);)
        if (line.find("\"probe: ") != std::string::npos)
            found.push_back(line);
    return found;
}

std::string ProbeRun::Field(const std::string& summary, const std::string& name) {
    const size_t at = summary.find(" " + name + "=");
    if (at == std::string::npos)
        return std::string();
    const size_t begin = at + name.size() + 2;
    return summary.substr(begin, summary.find_first_of(" \"", begin) - begin);
}

uint64_t ProbeRun::Count(const std::string& summary, const std::string& name) {
    const std::string value = Field(summary, name);
    return value.empty() ? UINT64_MAX : std::stoull(value);
}

uint64_t ProbeRun::Reported(const std::string& type, const std::string& name) const {
    const size_t line = out.rfind("{\"type\":\"" + type + "\"");
    const size_t at = line == std::string::npos ? line : out.find("\"" + name + "\":", line);
    return at == std::string::npos ? UINT64_MAX : std::stoull(out.substr(at + name.size() + 3));
}

int ProbeRun::Lines(const std::string& part) const {
    int count = 0;
    for (size_t at = out.find(part); at != std::string::npos; at = out.find(part, at + 1))
        ++count;
    return count;
}

ProbeRun RunProbe(std::vector<std::string> arguments, const std::atomic<bool>* stop) {
    static const std::atomic<bool> never{false};
    std::vector<std::string> all{"--study", MIAIA_PROBE_STUDY, "--speed", "0", "--linger-ms", "0"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    std::ostringstream out;
    std::ostringstream errors;
    ProbeRun run;
    run.exit_code = RunHost(all, out, errors, stop == nullptr ? never : *stop);
    run.out = out.str();
    run.errors = errors.str();
    return run;
}

}  // namespace miaia::host::test
