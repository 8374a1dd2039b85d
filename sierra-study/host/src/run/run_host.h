// The whole program without its process: arguments in, JSON lines and an exit code out.
#pragma once

#include <atomic>
#include <ostream>
#include <string>
#include <vector>

namespace miaia::host {

// stop: set to end the run early; the study is then removed properly and "end" is printed.
// Exit code: 0 played or stopped, 2 bad argument or file, 4 the study broke a rule.
int RunHost(const std::vector<std::string>& arguments, std::ostream& out, std::ostream& errors, const std::atomic<bool>& stop);

}  // namespace miaia::host
